import { describe, expect, it } from 'vitest';
import { tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { resolveColumn } from './answers.ts';
import {
  answersSchema,
  columnReference,
  decideMapping,
  headerKey,
  headerSignature,
  type MappingOptions,
  type Profile,
  profileFrom,
} from './index.ts';

const vocabulary = readVocabulary();
const header = 'Supplier|Date|Value|Total|Mark';
const lines = [
  header,
  'Alder Joinery Ltd|05/06/2021|10.00|12.34|x',
  'Birch Paper Ltd|06/07/2021|20.00|23.45|y',
];

function decide(table: readonly string[], options: MappingOptions = {}) {
  return decideMapping(tableSample('ledger.csv', table), vocabulary, options);
}

function withProfile(profile: Profile, table: readonly string[] = lines) {
  const profiles = { [headerSignature((table[0] ?? '').split('|'))]: profile };
  return decide(table, { answers: answersSchema.parse({ schemaVersion: 1, profiles }) });
}

describe('how a column is named in an answer', () => {
  it.each([
    [['Value', 'Total'], 1, 'Total'],
    [['Value', 'value '], 1, '#2'],
    [['Value', ' '], 1, '#2'],
    [['Value'], 3, '#4'],
  ])('%j, column %i: %s', (names, index, reference) => expect(columnReference(names, index)).toBe(reference));

  it.each<readonly [string, number]>([
    ['Total', 2],
    [' total ', 2],
    ['#3', 2],
    [' #1 ', 0],
    ['Net', 1],
    ['net', 1],
  ])('"%s" is one column', (reference, index) =>
    expect(resolveColumn(reference, ['Value', 'Net', 'Total', ''])).toEqual({ index }),
  );

  it('prefers the header as written among headers that differ only in case', () => {
    expect(resolveColumn('NET', ['Net', 'NET'])).toEqual({ index: 1 });
    expect(resolveColumn('net', ['Net', 'NET'])).toEqual({
      sentence: 'There is more than one column named "net". The columns are "Net" (#1), "NET" (#2).',
    });
  });

  it.each(['#0', '#5', '#x', 'x#1', '#1x', 'Other'])(
    '"%s" is none, and the named columns are listed',
    (reference) =>
      expect(resolveColumn(reference, ['Value', '', 'Total', 'VAT'])).toEqual({
        sentence: `There is no column named "${reference}". The columns are "Value" (#1), "Total" (#3), "VAT" (#4).`,
      }),
  );

  it('says so where no column has a name', () => {
    expect(resolveColumn('Value', ['', ''])).toEqual({
      sentence: 'There is no column named "Value". The columns are without names.',
    });
  });

  it('knows a lone pound sign, and a header of nothing but signs as none', () => {
    expect([headerKey(' £ '), headerKey('£ paid'), headerKey('-')]).toEqual(['pounds', 'paid', '']);
    expect(headerSignature(['', '-'])).toBe('no header, 2 columns');
  });
});

describe('saved answers', () => {
  it('say which column is summed, with or without VAT', () => {
    const { mapping } = withProfile({ amountColumn: '#4', amountBasis: 'net' });
    expect(mapping).toMatchObject({ amount: 3, amountBasis: 'net' });
  });

  it('say by a role which column is summed', () => {
    expect(withProfile({ roles: { Total: 'amount' } }).mapping?.amount).toBe(3);
    expect(withProfile({ roles: { Total: 'netAmount' } }).mapping).toMatchObject({
      amount: 3,
      amountBasis: 'net',
    });
    const gross = withProfile({ roles: { Value: null, Total: 'grossAmount' } });
    expect(gross.mapping).toMatchObject({ amount: 3, amountBasis: 'gross' });
  });

  it.each([
    ['dmy', 'day first'],
    ['mdy', 'month first'],
  ] as const)('say the order of the date: %s', (dateOrder, order) => {
    const decision = withProfile({ amountColumn: 'Total', dateOrder });
    expect(decision).toMatchObject({ dateOrderSettledBy: 'option', mapping: { dateOrder: order } });
    expect(profileFrom(decision)).toEqual({
      amountColumn: 'Total',
      amountBasis: 'not stated',
      dateOrder,
      creditIndicator: 'none',
      roles: { Date: 'date', Supplier: 'supplier' },
    });
  });

  it('are not followed to a column without amounts, and say so', () => {
    const decision = withProfile({ amountColumn: 'Supplier' });
    expect(decision.questions.map(({ id }) => id)).toEqual(['amountColumn']);
    expect(decision.warnings[0]).toEqual({
      code: 'answer-not-usable',
      sentence: 'An answer does not fit ledger.csv: the column "Supplier" holds no amounts.',
    });
  });

  it('may name the column of dates of a table without a header, and are told what of it does not read', () => {
    const table = ['24/04/2021', 'spring', 'summer'].map((day) => `Alder Joinery Ltd|${day}|10.50`);
    const profiles = { 'no header, 3 columns': { roles: { '#2': 'date' } } };
    const answers = answersSchema.parse({ schemaVersion: 1, profiles });
    const decision = decide(table, { answers });
    expect(decision.mapping).toMatchObject({ amount: 2, columns: { date: 1 } });
    expect(decision.warnings.map(({ sentence }) => sentence).join()).toContain('"column 2"');
  });

  it('may name a column that a short row does not reach', () => {
    const table = [
      'Supplier|Date|Value|Total',
      'Alder Joinery Ltd|05/06/2021|1.00',
      'Birch|06/07/2021|2.00|3.00',
    ];
    expect(decide(table, { amountColumn: 'Total' }).mapping?.amount).toBe(3);
  });

  it('keep the mark of a credit', () => {
    const marked = [
      'Supplier|Date|Net amount|D/C',
      'Alder Joinery Ltd|24/04/2021|10.00|D',
      'Birch|25/04/2021|2.00|C',
    ];
    expect(profileFrom(decide(marked))).toMatchObject({ creditIndicator: 'C' });
  });
});
