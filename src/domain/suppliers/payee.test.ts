import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVocabulary } from '../../formats/vocabulary/readVocabulary.ts';
import { isPlaceholder, isUsableNumber, payeeKind, plainWords, supplierKey } from './index.ts';

const vocabulary = readVocabulary();
const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 300);

describe('payee names', () => {
  it.each([
    ['REDACTED PERSONAL DATA', 'redacted'],
    ['Redacted \u2013 Personal Data', 'redacted'],
    ['redacted', 'redacted'],
    ['DETAILS REDACTED', 'redacted'],
    ['REDACED PERSONAL DATA', 'redacted'],
    ['REDACTED PRIVATE HIRE', 'redacted'],
    ['2021:08D  Dementia', 'aggregate'],
    ['Personal Budgets', 'aggregate'],
    ['Various - Total Expenses', 'several'],
    ['VARIOUS SUPPLIERS', 'several'],
    ['Sundry creditors account 4', 'several'],
    ['ONETIME', 'several'],
    ['', 'unnamed'],
    ['  ', 'unnamed'],
    ['***', 'unnamed'],
    ['n/a', 'unnamed'],
    ['Not yet available', 'unnamed'],
  ])('%s is %s', (name, kind) => expect(payeeKind(name, vocabulary).kind).toBe(kind));

  it.each([
    'Wheels Private Hire',
    'GRASS ROOT PRIVATE DAY NURSERY',
    'Personal Care Specialists',
    'Redactive Publishing Ltd',
    'Orange Personal Communications',
    'Multiple Choice',
    'Multiple Sclerosis Society',
    'J. B. Exampleton',
    'A N Exampleton',
    'Sundryfield Farm Ltd',
    'Confidential Waste Example Ltd',
    '2020 Example Consulting',
    'Personal Budgets Example Ltd',
    'Nilsson Example AB',
  ])('%s names one payee', (name) => expect(payeeKind(name, vocabulary).kind).toBe('named'));

  it('knows numbers that number nobody', () => {
    expect(isUsableNumber('ONETIME', vocabulary)).toBe(false);
    expect(isUsableNumber('Personal Budgets', vocabulary)).toBe(false);
    expect(isUsableNumber('Redacted', vocabulary)).toBe(false);
    expect(isUsableNumber('S178213', vocabulary)).toBe(true);
    expect(isPlaceholder('Nil', vocabulary)).toBe(true);
    expect(isPlaceholder('#N/A', vocabulary)).toBe(true);
    expect(isPlaceholder('Nile Example Ltd', vocabulary)).toBe(false);
  });
});

describe('supplier keys', () => {
  it.each([
    ['Example & Sons Ltd.', 'EXAMPLE AND SONS'],
    ['EXAMPLE AND SONS LIMITED', 'EXAMPLE AND SONS'],
    ['Exampl\u00e9 + Sons LLP', 'EXAMPLE AND SONS'],
    ["Example's (Knaresborough) PLC", 'EXAMPLES KNARESBOROUGH'],
    ['WOODY (EXAMPLE) C I C', 'WOODY EXAMPLE CIC'],
    ['H.M. Example', 'HM EXAMPLE'],
    ['Ltd', 'LTD'],
    ['  ***  ', '***'],
    ['', ''],
  ])('%s', (name, key) => expect(supplierKey(name)).toBe(key));

  it('property: a key is its own key, in any case and spacing', () => {
    const names = fc.string({ unit: fc.constantFrom(...'abz AB&.-\u00e9 ltd plc'), maxLength: 20 });
    fc.assert(
      fc.property(names, (name) => {
        const key = supplierKey(name);
        expect(supplierKey(key)).toBe(key);
        expect(supplierKey(`  ${name.replaceAll(' ', '  ')} `)).toBe(key);
        expect(plainWords(key)).toBe(plainWords(plainWords(key)));
      }),
      { numRuns: runs },
    );
  });
});
