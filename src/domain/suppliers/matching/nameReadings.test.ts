import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMatchingWords } from '../../../formats/vocabulary/readMatchingWords.ts';
import { nameClassOf } from './nameClass.ts';
import { nameReadings } from './nameReadings.ts';

const words = readMatchingWords();
const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 200);
const read = (name: string) => nameReadings(name, words).map(({ key, kind }) => `${kind}: ${key}`);

describe('the names in a supplier string', () => {
  it.each<[string, ...string[]]>([
    ['Exampleton Ltd', 'whole: EXAMPLETON'],
    ['Exampleton Clinic (The)', 'whole: EXAMPLETON CLINIC'],
    ['Exampleton Clinic, The', 'whole: EXAMPLETON CLINIC'],
    ['004352EXAMPLETON LIMITED', 'whole: EXAMPLETON'],
    ['Exampleton BC183000 15E', 'whole: EXAMPLETON'],
    ['3M Exampleton', 'whole: 3M EXAMPLETON'],
    ['2020 Exampleton', 'whole: 2020 EXAMPLETON'],
    ['Exampleton - DO NOT USE', 'whole: EXAMPLETON'],
    ['Duplicate', 'whole: DUPLICATE'],
    ['EXAMPLETONAA CAREAA HOMES', 'whole: EXAMPLETON CARE HOMES'],
    ['EXAMPLETON\u00c2\u00a0CARE', 'whole: EXAMPLETON CARE'],
    ['EXAMPLETON AA CARE', 'whole: EXAMPLETON CARE'],
    ['EXAMPLETON Limi', 'whole: EXAMPLETON'],
    ['EXAMPLETON COMMUNITY INTEREST C', 'whole: EXAMPLETON'],
    ['EXAMPLETON LIMITED LIABILITY PARTN', 'whole: EXAMPLETON'],
    ['Exampleton Ltd t/a Sunways', 'whole: EXAMPLETON LTD TA SUNWAYS', 'legal: EXAMPLETON', 'other: SUNWAYS'],
    [
      'Exampleton trading as Sunways Ltd',
      'whole: EXAMPLETON TRADING AS SUNWAYS',
      'legal: EXAMPLETON',
      'other: SUNWAYS',
    ],
    [
      'Exampleton Ltd formerly Sunways',
      'whole: EXAMPLETON LTD FORMERLY SUNWAYS',
      'legal: EXAMPLETON',
      'other: SUNWAYS',
    ],
    ['Exampleton c/o Sunways', 'whole: EXAMPLETON CO SUNWAYS', 'legal: EXAMPLETON'],
    ['Exampleton Ltd North Depot', 'whole: EXAMPLETON LTD NORTH DEPOT', 'legal: EXAMPLETON'],
    ['Exampleton Company Limited by Guarantee', 'whole: EXAMPLETON CO'],
    ['Exampleton (Leeds) Ltd', 'whole: EXAMPLETON LEEDS', 'part: EXAMPLETON'],
    ['Exampleton - Leeds', 'whole: EXAMPLETON LEEDS', 'part: EXAMPLETON'],
    ['Exampleton / Leeds', 'whole: EXAMPLETON LEEDS', 'part: EXAMPLETON'],
    ['***'],
    [''],
  ])('of %s', (name, ...expected) => expect(read(name)).toEqual(expected));

  it('property: are at most five, each with a key of its own', () => {
    const names = fc.string({
      unit: fc.constantFrom(...'ab (-/&', ' t/a ', ' ltd ', ' the', ' c/o ', 'AA '),
      maxLength: 12,
    });
    fc.assert(
      fc.property(names, (name) => {
        const keys = nameReadings(name, words).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBeLessThanOrEqual(5);
        expect(keys).not.toContain('');
      }),
      { numRuns: runs },
    );
  });
});

describe('the class of a name', () => {
  it.each([
    ['Exampleton County Council', 'public body'],
    ['Exampleton Hospitals NHS Foundation Trust', 'public body'],
    ['Department for Examples', 'public body'],
    ['DVLA', 'public body'],
    ['EXAMPLETONAA NHSAA TRUST', 'public body'],
    ['The Exampleton Surgery', 'practice'],
    ['Drs Exampleton & Sunway', 'practice'],
    ['Ms A Exampleton', 'person'],
    ['Exampleton A B', 'person'],
    ['Peter Exampleton', 'person'],
    ['Peter John Exampleton', 'person'],
    ['Exampleton Care Ltd Total Sunways', 'subtotal'],
  ])('%s: %s', (name, expected) => expect(nameClassOf(name, words)?.class).toBe(expected));

  it.each([
    'Exampleton Borough Council Charity',
    'Exampleton NHS Trust Charitable Fund',
    'Exampleton Council for Voluntary Service',
    'Peter Exampleton Ltd',
    'Peter Exampleton Ltd Leeds',
    'Peter Exampleton Foundation',
    'Mr Exampleton Cleaning Services',
    'Friends of Exampleton Surgery',
    'J2 Exampleton',
    'Peter',
    'Peter J Exampleton Smithson Jones',
    'Total Exampleton Widgets',
    'Solicitors Exampleton',
    '',
  ])('%s is in none', (name) => expect(nameClassOf(name, words)).toBeNull());
});
