import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { answersSchema, decideMapping, headerSignature, type MappingOptions, profileFrom } from './index.ts';

const vocabulary = readVocabulary();
const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 100);

function decide(lines: readonly string[], options: MappingOptions = {}, name = 'ledger.csv') {
  return decideMapping(tableSample(name, lines), vocabulary, options);
}

describe('the header row', () => {
  it('lies below titles and SQL text', () => {
    const decision = decide([
      'Payments over £500',
      'SELECT supplier_name, net_amount, payment_date FROM payments',
      '',
      'Supplier|Paid date|Net amount',
      'Exampleton Ltd|24/04/2021|12.00',
    ]);
    expect(decision.header).toMatchObject({ record: 2, names: ['Supplier', 'Paid date', 'Net amount'] });
    expect(decision.header.linesAbove).toHaveLength(2);
    expect(decision.mapping).not.toBeNull();
  });

  it('is found by the values below it when no name is known', () => {
    const decision = decide([
      'Who|When|How much',
      'Exampleton Ltd|24/04/2021|12.50',
      'Imaginary Services Ltd|25/04/2021|13.75',
    ]);
    expect(decision.header.record).toBe(0);
    expect(decision.mapping).toMatchObject({ amount: 2, columns: { supplier: 0, date: 1 } });
    expect(decision.columns.map(({ confidence }) => confidence)).toEqual(['likely', 'likely', 'likely']);
  });
});

describe('the amount', () => {
  const header = 'Supplier|Payment date|Gross amount|VAT|Net amount';
  const line = 'Exampleton Ltd|24/04/2021|12.00|2.00|10.00';

  it('is net by its header where there are net, gross and VAT', () => {
    expect(decide([header, line]).mapping).toMatchObject({
      amount: 4,
      amountBasis: 'net',
      columns: { vat: 3 },
    });
  });
  it('is gross where only that is there', () => {
    const decision = decide(['Supplier|Date|Gross', 'Exampleton Ltd|24/04/2021|12.00']);
    expect(decision.mapping).toMatchObject({ amount: 2, amountBasis: 'gross' });
    expect(decision.warnings).toEqual([]);
  });
  it('is net where it and VAT make the other column', () => {
    const lines = ['10.00|2.00|12.00', '20.00|0.00|20.00', '5.00|1.00|6.00'];
    const decision = decide([
      'Supplier|Date|Amount|VAT|Total',
      ...lines.map((line) => `Exampleton Ltd|24/04/2021|${line}`),
    ]);
    expect(decision.mapping).toMatchObject({ amount: 2, amountBasis: 'net' });
  });
  it('is asked between two rivals, with what each adds up to', () => {
    const lines = ['Supplier|Date|Invoice value|Total', 'Exampleton Ltd|24/04/2021|10.00|12.34'];
    const decision = decide(lines);
    expect(decision.mapping).toBeNull();
    expect(decision.questions[0]).toMatchObject({
      id: 'amountColumn',
      evidence:
        'In the 1 records looked at, "Invoice value" adds up to £10.00 and "Total" adds up to £12.34.',
      howToAnswer: '--amount-column "Invoice value"',
    });
    expect(decision.columns.map(({ confidence }) => confidence)).toEqual([
      'certain',
      'certain',
      'ask',
      'ask',
    ]);
    expect(decide(lines, { amountColumn: 'total' }).mapping).toMatchObject({ amount: 3 });
    expect(decide(lines, { amountColumn: '#3', amountBasis: 'gross' }).mapping).toMatchObject({
      amount: 2,
      amountBasis: 'gross',
    });
  });
  it('is not asked where the rivals are equal', () => {
    const decision = decide(['Supplier|Date|Value|Total', 'Exampleton Ltd|24/04/2021|10.00|10.00']);
    expect(decision.mapping).toMatchObject({ amount: 2 });
  });
  it('refuses an answer that names no column, and lists the columns', () => {
    const decision = decide([header, line], { amountColumn: 'Netto' });
    expect(decision.mapping).toBeNull();
    expect(decision.questions).toEqual([]);
    expect(decision.notALedger).toBe(
      'ledger.csv cannot be read by the amount column asked for: There is no column named "Netto". The columns are "Supplier" (#1), "Payment date" (#2), "Gross amount" (#3), "VAT" (#4), "Net amount" (#5).',
    );
  });
});

describe('debit and credit marks', () => {
  const header = 'Vendor Name|Posting date|Net amount|D/C';
  const lines = (one: string, other: string, amount = '2.00') => [
    header,
    `Exampleton Ltd|24/04/2021|10.00|${one}`,
    `Imaginary Ltd|24/04/2021|${amount}|${other}`,
  ];
  it('are left alone where amounts carry signs', () => {
    expect(decide(lines('H', 'S', '-2.00')).mapping?.creditIndicator).toBeNull();
  });
  it('C, CR and Credit are credits for certain', () => {
    expect(decide(lines('D', 'C')).mapping?.creditIndicator).toBe('C');
    expect(decide(lines('DR', 'CR')).mapping?.creditIndicator).toBe('CR');
    expect(decide(lines('Debit', 'Credit')).mapping?.creditIndicator).toBe('CREDIT');
  });
  it('H and S are asked, and a saved answer settles them', () => {
    const decision = decide(lines('H', 'S'));
    expect(decision.questions.map(({ id }) => id)).toEqual(['creditIndicator']);
    const answer = (creditIndicator: string) =>
      answersSchema.parse({ schemaVersion: 1, profiles: { [decision.signature]: { creditIndicator } } });
    expect(decide(lines('H', 'S'), { answers: answer('S') }).mapping?.creditIndicator).toBe('S');
    expect(decide(lines('H', 'S'), { answers: answer('none') }).mapping?.creditIndicator).toBeNull();
  });
});

describe('answers', () => {
  const lines = ['A|B|Supplier|Date|Value|Total', 'x|y|Exampleton Ltd|03/04/2021|10.00|12.34'];

  it('a saved profile repeats a decision on the same header', () => {
    const first = decide(lines, { amountColumn: 'Total', dateOrder: 'month first' });
    const profile = profileFrom(first);
    const answers = answersSchema.parse({ schemaVersion: 1, profiles: { [first.signature]: profile } });
    const second = decide(lines, { answers });
    expect(second.mapping).toEqual(first.mapping);
    expect(profileFrom(second)).toEqual(profile);
    expect(profileFrom(decide(lines))).toBeNull();
  });
  it('can give a column another role or none', () => {
    const signature = headerSignature(['A', 'B', 'Supplier', 'Date', 'Value', 'Total']);
    const roles = { A: 'supplier', Supplier: null, Z: 'purpose' };
    const answers = answersSchema.parse({ schemaVersion: 1, profiles: { [signature]: { roles } } });
    const decision = decide(lines, { answers, amountColumn: 'Value', dateOrder: 'day first' });
    expect(decision.mapping?.columns.supplier).toBe(0);
    expect(decision.columns[0]).toMatchObject({ confidence: 'certain' });
    expect(decision.warnings[0]?.sentence).toContain('no column named "Z"');
  });
});

describe('tables that are no ledger', () => {
  it.each([
    ['a contents page', ['Sheet|What it holds', 'April|Payments of April', 'May|Payments of May']],
    ['notes', ['Notes', 'Payments of £500 and more are listed.', 'Redactions follow the code.']],
    [
      'a pivot',
      ['Row Labels|Sum of Net Amount', 'Adults|1,234.50', 'Children|99.00', 'Grand Total|1,333.50'],
    ],
    ['a header alone', ['Supplier|Date|Net amount']],
    [
      'words for amounts',
      ['Supplier|Date|Amount', 'Exampleton Ltd|24/04/2021|see note', 'B|25/04/2021|none'],
    ],
    ['nothing', []],
  ])('%s', (_, lines) => {
    const decision = decide(lines);
    expect(decision.mapping).toBeNull();
    expect(decision.questions).toEqual([]);
    expect(decision.notALedger).toMatch(/^ledger\.csv .* A ledger needs one record for each payment/);
  });
});

describe('properties of the mapping', () => {
  const columns = [
    ['Supplier name', ['Exampleton Ltd', 'Imaginary Services']],
    ['Payment date', ['24/04/2021', '25/04/2021']],
    ['Net amount', ['10.00', '1,234.50']],
    ['Supplier number', ['1001', '1002']],
    ['Invoice number', ['INV1', 'INV2']],
    ['Body name', ['Example Council', 'Example Council']],
    ['', ['', '']],
  ] as const;

  it('property: the order of columns and blank columns change nothing', () => {
    const orders = fc.shuffledSubarray([...columns], { minLength: columns.length });
    fc.assert(
      fc.property(orders, (order) => {
        const lines = [
          order.map(([name]) => name).join('|'),
          ...[0, 1].map((row) => order.map(([, values]) => values[row]).join('|')),
        ];
        const { mapping, header } = decide(lines);
        const named = (index: number | undefined) => (index === undefined ? undefined : header.names[index]);
        expect(named(mapping?.amount)).toBe('Net amount');
        expect(named(mapping?.columns.supplier)).toBe('Supplier name');
        expect(named(mapping?.columns.supplierNumber)).toBe('Supplier number');
        expect(named(mapping?.columns.documentNumber)).toBe('Invoice number');
      }),
      { numRuns: runs },
    );
  });

  it('property: any table is decided, asked about or refused in words', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('Amount', 'Date', 'Supplier', '12.50', '-3', '01/02/2021', '', 'REDACTED', 'Net', 'H'),
    );
    const table = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(table, (rows) => {
        const head = rows.map((cells, index) => ({ line: index + 1, cells }));
        const decision = decideMapping(
          { name: 'any.csv', head, spread: [], tail: head.slice(-3) },
          vocabulary,
        );
        const outcomes = [decision.mapping, decision.notALedger, decision.questions[0]].filter(Boolean);
        expect(outcomes).toHaveLength(1);
      }),
      { numRuns: runs },
    );
  });
});
