import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownPath } from './nextPage.ts';

const base = 'https://sevenbox.kirkvale.example';

it('goes on with a page of ours', () => {
  expect(ownPath('/spend?year=2025#places', base)).toBe('/spend?year=2025#places');
  expect(ownPath(`${base}/spend`, base)).toBe('/spend');
  expect(ownPath('', base)).toBe('/');
});

it.each([
  'https://evil.example/',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  `${base}@evil.example/`,
  `${base}.evil.example/`,
  `${base}//evil.example`,
  'http://sevenbox.kirkvale.example/',
  'http://[',
])('goes to the first page in place of %j', (next) => expect(ownPath(next, base)).toBe('/'));

it('property: wherever it leads, it is ours', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    ':',
    '@',
    '\t',
    '\n',
    '%2f',
    'evil.example',
    'http',
    '?',
    '#',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const path = ownPath(parts.join(''), base);
      expect(path.startsWith('/')).toBe(true);
      expect(new URL(path, base).origin).toBe(base);
    }),
  );
});
