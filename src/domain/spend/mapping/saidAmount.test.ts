import { describe, expect, it } from 'vitest';
import { tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import {
  answersSchema,
  decideMapping,
  headerSignature,
  type MappingDecision,
  type MappingOptions,
  type Profile,
} from './index.ts';

const vocabulary = readVocabulary();
const start = 'Alder Joinery Ltd|24/04/2021';

function decide(header: string, rows: readonly string[], options: MappingOptions = {}) {
  const lines = [`Supplier|Date|${header}`, ...rows.map((row) => `${start}|${row}`)];
  return decideMapping(tableSample('ledger.csv', lines), vocabulary, options);
}

function saved(header: string, profile: Profile): MappingOptions {
  const signature = headerSignature(`Supplier|Date|${header}`.split('|'));
  return { answers: answersSchema.parse({ schemaVersion: 1, profiles: { [signature]: profile } }) };
}

function read({ mapping, warnings }: MappingDecision) {
  return [mapping?.amount, mapping?.amountBasis, warnings.map(({ code }) => code)];
}

describe('a basis that is asked for', () => {
  const both = 'Gross amount|VAT|Net amount';
  const rows = ['12.00|2.00|10.00'];

  it('chooses the column whose header says it', () => {
    expect(read(decide(both, rows, { amountBasis: 'gross' }))).toEqual([2, 'gross', []]);
    expect(read(decide(both, rows, { amountBasis: 'net' }))).toEqual([4, 'net', []]);
    expect(read(decide(both, rows, saved(both, { amountBasis: 'gross' })))).toEqual([2, 'gross', []]);
    const { columns } = decide(both, rows, { amountBasis: 'gross' });
    expect(columns[4]?.why).toBe('"Gross amount" is the amount that is added up.');
  });

  it.each([
    ['Net amount', 'gross', 'net'],
    ['Gross amount', 'net', 'gross'],
  ] as const)('never relabels "%s" as %s', (header, asked, stays) => {
    for (const options of [{ amountBasis: asked }, saved(header, { amountBasis: asked })]) {
      const decision = decide(header, ['12.00'], options);
      expect(read(decision)).toEqual([2, stays, ['answer-not-usable']]);
      expect(decision.warnings[0]?.sentence).toBe(
        `An answer does not fit ledger.csv: ${asked} was asked for, but "${header}" is ${stays} and no other column says ${asked}. It is read as ${stays}. If that is wrong, name the column with --amount-column too.`,
      );
    }
  });

  it('has the last word where the column is named too', () => {
    const named: MappingOptions = { amountColumn: 'Net amount', amountBasis: 'gross' };
    expect(read(decide('Net amount', ['12.00'], named))).toEqual([2, 'gross', []]);
    const profile: Profile = { amountColumn: 'Net amount', amountBasis: 'gross' };
    expect(read(decide('Net amount', ['12.00'], saved('Net amount', profile)))).toEqual([2, 'gross', []]);
  });

  it('is taken where the header is silent, and says nothing against it', () => {
    const decision = decide('Amount', ['12.00'], { amountBasis: 'gross' });
    expect(read(decision)).toEqual([2, 'gross', []]);
    expect(decision.columns[2]?.why).toBe('The header says the amount; 100% of the values agree.');
    const unsaid = saved('Net amount', { amountBasis: 'not stated' });
    expect(read(decide('Net amount', ['12.00'], unsaid))).toEqual([2, 'net', []]);
  });

  it('settles which of two rivals is meant, where only one header says the other basis', () => {
    const header = 'Amount|Gross amount';
    expect(decide(header, ['10.00|12.00']).questions).toHaveLength(1);
    expect(read(decide(header, ['10.00|12.00'], { amountBasis: 'net' }))).toEqual([2, 'net', []]);
    expect(read(decide(header, ['10.00|12.00'], { amountBasis: 'gross' }))).toEqual([3, 'gross', []]);
  });

  it('is found by addition where no header says it', () => {
    const sums = ['10.00|2.00|12.00', '20.00|0.00|20.00', '5.00|1.00|6.00'];
    expect(read(decide('Amount|VAT|Total', sums, { amountBasis: 'gross' }))).toEqual([4, 'gross', []]);
    expect(read(decide('Net amount|VAT|Total', sums, { amountBasis: 'gross' }))).toEqual([4, 'gross', []]);
    expect(read(decide('Amount|VAT|Total', sums, { amountBasis: 'net' }))).toEqual([2, 'net', []]);
  });

  it('by an option wins over the column and the basis of a saved answer', () => {
    const profile = saved(both, { amountColumn: 'Net amount', amountBasis: 'net' });
    expect(read(decide(both, rows, { ...profile, amountBasis: 'gross' }))).toEqual([2, 'gross', []]);
    const silent = saved('Value', { amountColumn: 'Value', amountBasis: 'net' });
    expect(read(decide('Value', ['1.00'], { ...silent, amountBasis: 'gross' }))).toEqual([2, 'gross', []]);
  });

  it('by a saved answer belongs to its own column, not to another that an option names', () => {
    const profile = saved(both, { amountColumn: 'Net amount', amountBasis: 'net' });
    const decision = decide(both, rows, { ...profile, amountColumn: 'Gross amount' });
    expect(read(decision)).toEqual([2, 'gross', []]);
  });
});

describe('an amount column that is named', () => {
  const header = 'Amount|Purpose';
  const rows = ['12.00|Chairs', '13.00|Tables'];

  it.each([
    ['Amuont', 'There is no column named "Amuont".'],
    ['#9', 'There is no column named "#9".'],
    ['Purpose', 'the column "Purpose" holds no amounts.'],
  ])('by an option as %s is the only one read', (amountColumn, sentence) => {
    const decision = decide(header, rows, { amountColumn });
    expect(decision.mapping).toBeNull();
    expect(decision.questions).toEqual([]);
    expect(decision.notALedger).toBe(
      `ledger.csv cannot be read by the amount column asked for: ${sentence} The columns are "Supplier" (#1), "Date" (#2), "Amount" (#3), "Purpose" (#4).`,
    );
  });

  it('by a saved answer that fits nothing is passed over with a warning', () => {
    const decision = decide(header, rows, saved(header, { amountColumn: 'Amuont', amountBasis: 'net' }));
    expect(read(decision)).toEqual([2, 'net', ['answer-not-usable']]);
    expect(decision.warnings[0]?.sentence).toContain('There is no column named "Amuont". The columns are');
  });

  it('is read where its amounts are rare', () => {
    const rare = [...Array.from({ length: 700 }, () => '1.00|x'), '1.00|12.50'];
    expect(read(decide(header, rare, { amountColumn: 'Purpose', amountBasis: 'net' }))).toEqual([
      3,
      'net',
      [],
    ]);
  });
});

describe('debits and credits in two columns', () => {
  const rows = ['10.00|', '20.50|', '|5.25'];

  it.each(['Debit|Credit', 'Debit amount|Credit amount', 'DR (£)|CR (£)', 'Amount Debit|Amount Credit'])(
    '%s: neither is the amount, and the question says so',
    (header) => {
      const [debit, credit] = header.split('|');
      const decision = decide(header, rows);
      expect(decision.mapping).toBeNull();
      expect(decision.questions[0]).toEqual({
        id: 'amountColumn',
        file: 'ledger.csv',
        sentence:
          'Debits and credits stand in two columns of ledger.csv. Which one column is the amount to add up?',
        evidence: `In the 3 records looked at, "${debit}" adds up to £30.50 and "${credit}" adds up to £5.25. The amount is "${debit}" minus "${credit}", so neither column alone is right. Add one column to the file, named "Amount", that holds "${debit}" minus "${credit}" in each record.`,
        options: [
          {
            answer: 'Amount',
            label: 'A new column "Amount"',
            effect: `Each record counts as "${debit}" minus "${credit}"; credits are taken off.`,
          },
        ],
        howToAnswer: '--amount-column "Amount"',
      });
      expect(decision.columns.slice(2).map(({ confidence }) => confidence)).toEqual(['ask', 'ask']);
    },
  );

  it('are not asked about once there is one amount, or where a person named one of them', () => {
    const signed = ['10.00||10.00', '|5.25|-5.25'];
    expect(decide('Debit amount|Credit amount|Amount', signed).mapping?.amount).toBe(4);
    expect(decide('Debit|Credit', rows, { amountColumn: 'Debit' }).mapping?.amount).toBe(2);
    const profile = saved('Debit|Credit', { roles: { Debit: 'amount' } });
    expect(decide('Debit|Credit', rows, profile).mapping?.amount).toBe(2);
  });

  it('are one amount where the other column is empty', () => {
    expect(decide('Debit|Credit', ['10.00|', '20.50|']).mapping?.amount).toBe(2);
  });
});
