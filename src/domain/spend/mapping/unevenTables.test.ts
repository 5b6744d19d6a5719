import { describe, expect, it } from 'vitest';
import { rolesOf, tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { decideCredit } from './creditIndicator.ts';
import { decideDateOrder, decideMapping, type MappingOptions } from './index.ts';

const vocabulary = readVocabulary();

function decide(table: readonly string[], options: MappingOptions = {}) {
  return decideMapping(tableSample('ledger.csv', table), vocabulary, options);
}

const whyOf = (table: readonly string[], column: number) => decide(table).columns[column]?.why;

describe('amounts of uneven tables', () => {
  it('rows too short for the amount, and cells that are none, add nothing to the sums in the question', () => {
    const decision = decide([
      'Supplier|Date|Value|Total',
      'Alder Joinery Ltd|24/04/2021|10.00|12.34',
      'Birch Paper Ltd|24/04/2021|see note|1.00',
      'Cedar Glass Ltd|24/04/2021',
      'Damson Press Ltd|24/04/2021|5.00|6.00',
    ]);
    expect(decision.questions[0]?.evidence).toBe(
      'In the 4 records looked at, "Value" adds up to £15.00 and "Total" adds up to £19.34.',
    );
    expect(decision.questions[0]?.options.map(({ answer, effect }) => [answer, effect])).toEqual([
      ['Value', 'The figures do not say whether VAT is in them.'],
      ['Total', 'The figures do not say whether VAT is in them.'],
    ]);
  });

  it('rivals without a name are told by their position', () => {
    const decision = decide([
      'Alder Joinery Ltd|24/04/2021|10.50|12.34',
      'Birch Paper Ltd|25/04/2021|20.25|23.45',
    ]);
    expect(decision.header.record).toBe(-1);
    expect(decision.questions[0]).toMatchObject({
      evidence: 'In the 2 records looked at, "column 3" adds up to £30.75 and "column 4" adds up to £35.79.',
      howToAnswer: '--amount-column "#3"',
    });
    expect(decision.columns.map(({ confidence }) => confidence)).toEqual(['likely', 'likely', 'ask', 'ask']);
  });

  it('rows where one of the three is missing do not speak against net plus VAT', () => {
    const rows = [
      '10.00|2.00|12.00',
      '20.00|0.00|20.00',
      '5.00|1.00|6.00',
      '7.00||7.00',
      '|3.00|9.00',
      '1.00|1.00|',
    ];
    const table = [
      'Supplier|Date|Value|VAT|Total',
      ...rows.map((row) => `Alder Joinery Ltd|24/04/2021|${row}`),
    ];
    expect(decide(table).mapping).toMatchObject({ amount: 2, amountBasis: 'net' });
  });
});

describe('columns left out, and why', () => {
  it('a number that is the same for every supplier', () => {
    const table = [
      'Supplier|Supplier number|Date|Net amount',
      'Alder Joinery Ltd|9999|24/04/2021|1.00',
      'Birch Paper Ltd|9999|25/04/2021|2.00',
    ];
    expect(decide(table).mapping?.columns.supplierNumber).toBeUndefined();
    expect(whyOf(table, 1)).toBe('It holds one value for every supplier.');
  });

  it('but not where there is only one supplier, or one record', () => {
    const line = 'Alder Joinery Ltd|9999|24/04/2021|1.00';
    const head = 'Supplier|Supplier number|Date|Net amount';
    expect(decide([head, line, line]).mapping?.columns.supplierNumber).toBe(1);
    expect(decide([head, line]).mapping?.columns.supplierNumber).toBe(1);
    expect(
      decide(['Supplier number|Date|Net amount', '9|24/04/2021|1.00', '9|25/04/2021|2.00']).mapping,
    ).toMatchObject({ columns: { supplierNumber: 0 } });
  });

  it('a number that is empty', () => {
    const table = ['Supplier|Company number|Date|Net amount', 'Alder Joinery Ltd||24/04/2021|1.00'];
    expect(whyOf(table, 1)).toBe('It is empty or holds only placeholders.');
  });

  it('postcodes that are none', () => {
    const head = 'Supplier|Postcode|Date|Net amount';
    const table = (postcode: string) => [head, `Alder Joinery Ltd|${postcode}|24/04/2021|1.00`];
    expect(rolesOf(decide(table('ZZ1 1AA'))).postcode).toBe('Postcode');
    expect(whyOf(table('not known yet'), 1)).toBe('Only 0% of its values read as the postcode.');
  });

  it('a supplier column whose payees are all redacted is still the supplier', () => {
    const decision = decide([
      'Supplier|Date|Net amount',
      'REDACTED|24/04/2021|1.00',
      'REDACTED|25/04/2021|2.00',
    ]);
    expect(decision.mapping?.columns.supplier).toBe(0);
    expect(decision.columns[0]?.why).toBe('The header says the supplier.');
  });

  it('names where numbers should be are read as the supplier, and a code as the category code', () => {
    const decision = decide([
      'Supplier number|Category|Date|Net amount',
      'Alder Joinery Ltd|30100|24/04/2021|1.00',
      'Birch Paper Ltd|30200|25/04/2021|2.00',
    ]);
    expect(rolesOf(decision)).toMatchObject({ supplier: 'Supplier number', categoryCode: 'Category' });
    expect(decision.columns[0]?.why).toBe('The header says otherwise, but the values read as the supplier.');
  });
});

describe('tables that lack a column or a header', () => {
  it('are undated without dates, and say so', () => {
    const decision = decide(['Supplier|Net amount', 'Alder Joinery Ltd|1.00']);
    expect(decision).toMatchObject({ dateOrderSettledBy: 'not ambiguous', notALedger: null });
    expect(decision.warnings.map(({ code }) => code)).toEqual(['no-date-column']);
  });

  it('are told where some dates can only be read the other way', () => {
    const decision = decide([
      'Supplier|Date|Net amount',
      ...['13/04/2020', '14/04/2020', '04/15/2020'].map((day) => `Alder Joinery Ltd|${day}|1.00`),
      'Birch Paper Ltd',
    ]);
    expect(decision.warnings.map(({ code }) => code)).toEqual(['date-order-mixed']);
  });

  it('a sentence above the header is never a header, however many of its words are known', () => {
    const long = 'Supplier, date and net amount of every payment that the council made in the year just past';
    const decision = decide([long, 'Supplier|Date|Net amount', 'Alder Joinery Ltd|24/04/2021|1.00']);
    expect(decision.header).toMatchObject({ record: 1, linesAbove: [long] });
  });
});

describe('marks of debit and credit in uneven tables', () => {
  const setting = {
    file: 'ledger.csv',
    header: 'Mark',
    signature: 'amount|mark',
    column: 1,
    amount: 0,
    said: undefined,
  };
  const records = (...lines: readonly string[]) => tableSample('ledger.csv', lines).head;

  it('short rows and unreadable amounts add nothing to what is asked', () => {
    const { indicator, question } = decideCredit(records('1.00|H', '2.00', 'x|S', '4.00|s', '|H'), setting);
    expect(indicator).toBeNull();
    expect(question?.evidence).toContain(
      '2 records marked H add up to £1.00; 2 records marked S add up to £4.00.',
    );
    expect(question?.options.map(({ answer }) => answer)).toEqual(['S', 'H', 'none']);
  });

  it('an amount may be missing at the end of a row', () => {
    const turned = { ...setting, column: 0, amount: 1 };
    const { question } = decideCredit(records('H|1.00', 'S', 'S|2.00'), turned);
    expect(question?.evidence).toContain('2 records marked S add up to £2.00.');
  });

  it.each([
    [['1.00|H', '2.00|H'], null],
    [['1.00|S'], null],
    [['1.00|A', '2.00|B'], null],
    [['1.00|d', '2.00|cr'], 'CR'],
    [['-1.00|d', '2.00|cr'], null],
  ])('%j: no question, %s marks a credit', (lines, indicator) =>
    expect(decideCredit(records(...lines), setting)).toEqual({ indicator, question: null }),
  );

  it.each([
    ['None', null],
    ['S', 'S'],
  ])('what a person said holds: %s', (said, indicator) =>
    expect(decideCredit(records('-1.00|H'), { ...setting, said })).toEqual({ indicator, question: null }),
  );
});

describe('the order of dates', () => {
  const setting = { file: 'ledger.csv', said: undefined, otherOrders: [] };

  it('is day first where as many dates speak for one order as for the other', () => {
    expect(decideDateOrder(['13/04/2020', '04/13/2020'], setting)).toMatchObject({
      order: 'day first',
      settledBy: 'values',
      warning: expect.stringContaining('1 can only be read the other way'),
    });
  });

  it('is month first where only that fits the month in the name of the file', () => {
    expect(decideDateOrder(['04/03/2020'], { ...setting, file: 'April-2020.csv' })).toMatchObject({
      order: 'month first',
      settledBy: 'file name',
    });
  });

  it('is not settled by other files that are of two minds', () => {
    const split = decideDateOrder(['03/04/2020'], { ...setting, otherOrders: ['day first', 'month first'] });
    expect(split.settledBy).toBe('open');
    expect(split.question?.evidence).toBe(
      'Every date, such as 03/04/2020, reads both ways. Day first they run from 3 April 2020 to 3 April 2020; month first from 4 March 2020 to 4 March 2020. The two fall in different financial years.',
    );
  });
});
