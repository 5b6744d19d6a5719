import fc from 'fast-check';
import { expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { keyCheckOf, keyFileText, parseKeyFile } from './index.ts';

const key = '0123456789abcdef'.repeat(4);
const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 });

it('a key comes back from its file, also from one that a mail program gave other line ends', () => {
  fc.assert(
    fc.property(hex, (drawn) => {
      expect(acceptedOf(parseKeyFile('a.key', keyFileText(drawn)))).toBe(drawn);
      expect(acceptedOf(parseKeyFile('a.key', keyFileText(drawn).replaceAll('\n', '\r\n')))).toBe(drawn);
    }),
    { numRuns: propertyRuns(100) },
  );
});

it('a file with one letter changed anywhere is refused by its name', () => {
  const text = keyFileText(key);
  fc.assert(
    fc.property(fc.nat(text.length - 2), fc.constantFrom(...'0fzZ \n'), (at, letter) => {
      const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
      if (changed === text) return;
      expect(refusalOf(parseKeyFile('a.key', changed)).sentence).toMatch(/^a\.key is /);
    }),
    { numRuns: propertyRuns(500) },
  );
});

it.each(['', '\n', key, `${key}\n${keyCheckOf(key)}\n`, keyFileText('short'), `${keyFileText(key)}more`])(
  'what is no key file is refused',
  (text) => {
    expect(refusalOf(parseKeyFile('a.key', text)).code).toBe('not-a-key');
  },
);

it('the check of a key says nothing of the key, and is another for another key', () => {
  expect(keyCheckOf(key)).toMatch(/^[0-9a-f]{64}$/);
  expect(keyCheckOf(key)).not.toBe(key);
  expect(keyCheckOf(key)).not.toBe(keyCheckOf(`${key.slice(1)}0`));
});
