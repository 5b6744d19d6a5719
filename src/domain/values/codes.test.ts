import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { areaOf, type Postcode, parsePlaceCode, parsePostcode, sectorOf, toPlaceCode } from './index.ts';

const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const digits = [...'0123456789'];
const letter = fc.constantFrom(...capitals);
const digit = fc.constantFrom(...digits);
const outward = fc.oneof(
  fc.tuple(letter, digit),
  fc.tuple(letter, digit, fc.constantFrom(...digits, ...capitals)),
  fc.tuple(letter, letter, digit),
  fc.tuple(letter, letter, digit, fc.constantFrom(...digits, ...capitals)),
);
const inward = fc.tuple(digit, letter, letter);

describe('postcodes', () => {
  it.each([
    ['HD1 2TT', 'HD1 2TT'],
    ['hd12tt', 'HD1 2TT'],
    [' Hd1  2tT ', 'HD1 2TT'],
    ['M11AE', 'M1 1AE'],
    ['SW1A1AA', 'SW1A 1AA'],
    ['EC1A\u00a01BB', 'EC1A 1BB'],
    ['W1A 0AX', 'W1A 0AX'],
    ['LS12 3AB', 'LS12 3AB'],
    ['BB4-7LZ', 'BB4 7LZ'],
  ])('%s reads as %s', (text, code) => expect(parsePostcode(text)).toBe(code));

  it.each([
    '',
    'HD1',
    'HD1 2',
    'HD1 2T',
    '1HD 2TT',
    'HDX 2TT',
    'HDD1 2TT',
    'HD111 2TT',
    'HD1 2TTT',
    'HD1 22T',
    'HD1 TTT',
    'Huddersfield HD1 2TT',
    '\u00df1 1AA',
    '\u01311 1AA',
  ])('%s is none', (text) => expect(parsePostcode(text)).toBeUndefined());

  it.each([
    ['HD1 2TT', 'HD1 2', 'HD'],
    ['M1 1AE', 'M1 1', 'M'],
    ['SW1A 1AA', 'SW1A 1', 'SW'],
  ])('%s lies in sector %s of area %s', (code, sector, area) => {
    expect(sectorOf(code as Postcode)).toBe(sector);
    expect(areaOf(code as Postcode)).toBe(area);
  });

  it('property: case and spacing never matter', () => {
    const written = fc.tuple(outward, inward, fc.constantFrom('', ' ', '  ', '\t'), fc.boolean());
    fc.assert(
      fc.property(written, ([front, back, gap, small]) => {
        const code = `${front.join('')} ${back.join('')}`;
        const text = ` ${front.join('')}${gap}${back.join('')} `;
        expect(parsePostcode(small ? text.toLowerCase() : text)).toBe(code);
        expect(sectorOf(code as Postcode)).toBe(`${front.join('')} ${back[0]}`);
        expect(front.join('').startsWith(areaOf(code as Postcode))).toBe(true);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe('place codes', () => {
  it.each([
    ['E08000034', 'E08000034'],
    [' e08000034 ', 'E08000034'],
    ['W06000015', 'W06000015'],
  ])('%s reads as %s', (text, code) => expect(parsePlaceCode(text)).toBe(code));

  it.each([
    '',
    'Kirklees',
    'E0800003',
    'E080000345',
    '008000034',
    'EE8000034',
    'xE08000034',
    '\u017f08000034',
    'E08000034\nE',
  ])('%s is none', (text) => expect(parsePlaceCode(text)).toBeUndefined());

  it('brands codes of our own tables as they are', () => expect(toPlaceCode('E08000034')).toBe('E08000034'));
});
