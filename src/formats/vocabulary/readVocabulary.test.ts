import { describe, expect, it } from 'vitest';
import { aliasOf, headerKey } from '../../domain/spend/mapping/index.ts';
import { scopeClassOf } from '../../domain/spend/scope.ts';
import { parseDataRows, readDataRows } from '../dataRows.ts';
import { readVocabulary } from './readVocabulary.ts';

const vocabulary = readVocabulary();

describe('our own tables', () => {
  it('read quotes, notes, missing cells and both newlines', () => {
    expect(parseDataRows('# a note\nname,said\r\n"A, ""B""",x\nC\n')).toEqual([
      { name: 'A, "B"', said: 'x' },
      { name: 'C', said: '' },
    ]);
  });

  it('name every header once', () => {
    const rows = readDataRows(new URL('../../../data/vocabulary/header-aliases.csv', import.meta.url));
    const keys = rows.filter(({ match }) => match === 'exact').map(({ alias = '' }) => headerKey(alias));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(aliasOf('Supplier Name(T)', vocabulary)?.role).toBe('supplier');
    expect(aliasOf('VATRegistrationNumber', vocabulary)?.role).toBe('not used');
    expect(aliasOf('Total net amount paid (GBP)', vocabulary)?.role).toBe('netAmount');
    expect(aliasOf('Colour', vocabulary)).toBeUndefined();
  });
});

describe('scope of third-party spend', () => {
  it.each([
    ['supplier', 'HM Revenue & Customs', 'tax'],
    ['supplier', 'HMRC', 'tax'],
    ['supplier', 'Public Works Loan Board', 'financing'],
    ['supplier', 'West Yorkshire Pension Fund', 'financing'],
    ['supplier', 'WEST YORKSHIRE POLICE AUTHORITY', 'public-bodies'],
    ['supplier', 'Kirklees Council', 'public-bodies'],
    ['supplier', 'Calderdale M.B.C.', 'public-bodies'],
    ['supplier', 'West Yorkshire Combined Authority', 'public-bodies'],
    ['supplier', 'Payroll', 'salaries'],
    ['category', 'Parish Precept Payments', 'public-bodies'],
    ['purpose', 'PAYE Tax', 'tax'],
  ] as const)('%s %s is left out as %s', (field, text, expected) => {
    expect(scopeClassOf(field, text, vocabulary.scopeRules)).toBe(expected);
  });

  it.each([
    ['supplier', 'Institute of Revenues Rating & Valuation'],
    ['supplier', 'Fostering Yorkshire Ltd'],
    ['supplier', 'Bradford Council of Example Women'],
    ['supplier', 'Example Police Community Trust'],
    ['supplier', 'AK Payroll Services Ltd'],
    ['supplier', 'Arts Council England'],
    ['supplier', 'Example Fire & Security Ltd'],
    ['supplier', 'REDACTED PERSONAL DATA'],
    ['supplier', 'Exampleton Parish Council'],
    ['category', 'Salaries'],
    ['category', 'National Insurance'],
    ['category', 'Precepts'],
    ['category', 'Grants to Vol Orgs'],
    ['purpose', 'Direct Payment Payroll Invoice 1'],
  ] as const)('%s %s stays', (field, text) => {
    expect(scopeClassOf(field, text, vocabulary.scopeRules)).toBeUndefined();
  });

  it('every rule is exact or a code range', () => {
    const starting = vocabulary.scopeRules.filter(({ match }) => match === 'starts');
    expect(starting.map(({ value }) => value)).toEqual([]);
  });
});
