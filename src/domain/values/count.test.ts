import { expect, it } from 'vitest';
import { formatCount } from './count.ts';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_604_377, '1,604,377'],
])('%i is written %s', (count, text) => expect(formatCount(count)).toBe(text));
