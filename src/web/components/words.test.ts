import { expect, it } from 'vitest';
import { wordsFor } from './words.ts';

it.each([
  ['saved', 'It is saved.'],
  ['other', null],
  ['__proto__', null],
  ['constructor', null],
  [null, null],
])('the words for %j in an address are %j', (asked, words) =>
  expect(wordsFor({ saved: 'It is saved.' }, asked)).toBe(words),
);
