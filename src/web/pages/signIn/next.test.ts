import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextPage, withNext } from './next.ts';

describe('the page to go on to', () => {
  it.each(['/', '/ledgers', '/spend/lines?page=2&q=a%20b', '/invitations/abc-DEF_123'])('is %s', (path) => {
    expect(nextPage(path)).toBe(path);
  });

  it.each([
    null,
    '',
    'ledgers',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/..//elsewhere.example',
    '/.//elsewhere.example',
    '/%2e%2e//elsewhere.example',
    '/a/..//elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    ' //elsewhere.example',
    '/a\r\nset-cookie: a=b',
    'javascript:alert(1)',
    'data:text/html,a',
    '/é',
    `/${'a'.repeat(3000)}`,
    '/sign-in?next=/sign-in',
    '/sign-out',
    '/a/../sign-in',
    '/reset-password?token=abc',
  ])('is the first page instead of %j', (text) => {
    expect(nextPage(text)).toBe('/');
  });

  it('is on the same site, whatever is asked for', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '@',
      ':',
      '//',
      '?',
      '#',
      'a',
      '\t',
      '%5c',
      '%2f',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (some) => {
        const next = nextPage(some.join(''));
        expect(new URL(next, 'https://sevenbox.example').origin).toBe('https://sevenbox.example');
        expect(next).toMatch(/^\/(?![/\\])/);
        expect(nextPage(next)).toBe(next);
      }),
    );
  });

  it('stands in an address as one value', () => {
    expect(withNext('/sign-in', '/')).toBe('/sign-in');
    expect(withNext('/sign-in', '/a?b=c&d=e')).toBe('/sign-in?next=%2Fa%3Fb%3Dc%26d%3De');
  });
});
