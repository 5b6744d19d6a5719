import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchKey, nameParts } from './matchKey.ts';

const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 300);

describe('the key names meet under', () => {
  it.each([
    ['Exampleton & Sons Ltd.', 'EXAMPLETON AND SONS', 'limited'],
    ['EXAMPLETON AND SONS LIMITED', 'EXAMPLETON AND SONS', 'limited'],
    ['The Exampleton Trading Company Limited', 'EXAMPLETON TRADING CO', 'limited'],
    ['EXAMPLETON TRADING CO LTD', 'EXAMPLETON TRADING CO', 'limited'],
    ['Exampleton Private Limited', 'EXAMPLETON', 'limited'],
    ['Exampleton Minds (Limited by Guarantee)', 'EXAMPLETON MINDS', 'limited'],
    ['Exampleton P.L.C.', 'EXAMPLETON', 'public limited'],
    ['Exampleton Public Limited Company', 'EXAMPLETON', 'public limited'],
    ['Exampleton LLP', 'EXAMPLETON', 'partnership'],
    ['Exampleton Limited Liability Partnership', 'EXAMPLETON', 'partnership'],
    ['Exampleton Limited Partnership', 'EXAMPLETON', 'partnership'],
    ['Exampleton C.I.C.', 'EXAMPLETON', 'community interest'],
    ['EXAMPLETON COMMUNITY INTEREST COMPANY', 'EXAMPLETON', 'community interest'],
    ['EXAMPLETON CIC LIMITED', 'EXAMPLETON', 'community interest'],
    ['Exampleton CIO', 'EXAMPLETON', 'charitable incorporated'],
    ['Enghraifft Cyf', 'ENGHRAIFFT', 'limited'],
    ['Exampleton GmbH', 'EXAMPLETON', 'foreign'],
    ['The Exampleton Partnership', 'EXAMPLETON PARTNERSHIP', null],
    ['A B C Exampleton (U.K.)', 'ABC EXAMPLETON UK', null],
    ["Children's Exampleton", 'CHILDRENS EXAMPLETON', null],
    ['LTD', 'LTD', null],
    ['The', 'THE', null],
    ['Theatre Exampleton', 'THEATRE EXAMPLETON', null],
    ['***', '', null],
    ['', '', null],
  ])('%s', (name, key, form) => expect(nameParts(name)).toEqual({ key, form }));

  it('property: a key is its own key in any case and spacing, and empty only without a letter or digit', () => {
    const names = fc.string({
      unit: fc.constantFrom(...'abz AB&.-\u00e9', ' ltd', ' the ', ' company', ' c i c', ' limited'),
      maxLength: 14,
    });
    fc.assert(
      fc.property(names, (name) => {
        const key = matchKey(name);
        expect(matchKey(key)).toBe(key);
        expect(matchKey(`  ${name.replaceAll(' ', '  ')}. `)).toBe(key);
        expect(key === '').toBe(!/[a-z&]/i.test(name.normalize('NFD')));
      }),
      { numRuns: runs },
    );
  });
});
