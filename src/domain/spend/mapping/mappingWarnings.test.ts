import { describe, expect, it } from 'vitest';
import { rolesOf, tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { answersSchema, decideMapping, headerSignature } from './index.ts';

const vocabulary = readVocabulary();

function decide(header: string, rows: readonly string[]) {
  return decideMapping(tableSample('ledger.csv', [header, ...rows]), vocabulary);
}

describe('a column of days of which few read', () => {
  const header = 'Supplier|Payment Date|Net amount';
  const row = (day: string) => `Alder Joinery Ltd|${day}|1.00`;
  const rows = ['24/04/2021', 'last week', '25/04/2021', 'unsure', 'after Easter'].map(row);

  it('is mapped, and says how many read', () => {
    const decision = decide(header, rows);
    expect(rolesOf(decision).date).toBe('Payment Date');
    expect(decision.warnings).toEqual([
      {
        code: 'column-partly-readable',
        sentence:
          'Only 2 of 5 values of "Payment Date" in ledger.csv read as days; the other lines are undated.',
      },
    ]);
    expect(decision.columns[1]).toMatchObject({
      confidence: 'likely',
      why: 'The header says the day of payment; 40% of the values agree.',
    });
  });

  it('is mapped for one value that reads', () => {
    const decision = decide(header, [row('24/04/2021'), ...rows.slice(3)]);
    expect(decision.mapping?.columns.date).toBe(1);
    expect(decision.warnings[0]?.sentence).toBe(
      'Only 1 of 3 values of "Payment Date" in ledger.csv reads as a day; the other lines are undated.',
    );
  });

  it('says so where none reads', () => {
    const decision = decide(header, rows.slice(3));
    expect(decision.mapping?.columns.date).toBeUndefined();
    expect(decision.warnings.map(({ sentence }) => sentence)).toEqual([
      'Of 2 values of "Payment Date" in ledger.csv none reads as a day; the lines are undated.',
    ]);
  });

  it('says that it looked at a sample', () => {
    const many = Array.from({ length: 1000 }, (_, place) => row(place % 4 === 0 ? '24/04/2021' : 'unsure'));
    expect(decide(header, many).warnings[0]?.sentence).toBe(
      'Only 250 of the 500 values of "Payment Date" looked at in ledger.csv read as days; the other lines are undated.',
    );
  });

  it('gives way to another column of days that reads', () => {
    const lines = rows.map((line) => `${line}|26/04/2021`);
    const decision = decide(`${header}|Invoice date`, lines);
    expect(rolesOf(decision).date).toBe('Invoice date');
    expect(decision.warnings).toEqual([]);
  });

  it('is left out, as before, where the header can be mistaken', () => {
    const decision = decide('Supplier|Renewal date|Net amount', rows);
    expect(decision.mapping?.columns.date).toBeUndefined();
    expect(decision.warnings.map(({ code }) => code)).toEqual(['no-date-column']);
  });

  it('is not spoken of where nine in ten read, and placeholders are no values', () => {
    const most = [
      ...Array.from({ length: 9 }, () => row('24/04/2021')),
      row('unsure'),
      row('REDACTED'),
      row(''),
    ];
    expect(decide(header, most).warnings).toEqual([]);
  });
});

describe('a column of postcodes of which few read', () => {
  const header = 'Supplier|Date|Postcode|Net amount';
  const row = (postcode: string) => `Alder Joinery Ltd|24/04/2021|${postcode}|1.00`;

  it('is mapped, and says how many read', () => {
    const decision = decide(header, ['ZZ1 1AA', 'ZZ1', 'Leeds', 'ZZ1 1AB', 'by hand'].map(row));
    expect(rolesOf(decision).postcode).toBe('Postcode');
    expect(decision.warnings).toEqual([
      {
        code: 'column-partly-readable',
        sentence:
          'Only 2 of 5 values of "Postcode" in ledger.csv read as postcodes; the other lines have no ledger address.',
      },
    ]);
  });

  it('is left out where none reads, and says so', () => {
    const decision = decide(header, ['Leeds', 'York'].map(row));
    expect(decision.mapping?.columns.postcode).toBeUndefined();
    expect(decision.warnings[0]?.sentence).toBe(
      'Of 2 values of "Postcode" in ledger.csv none reads as a postcode; the lines have no ledger address.',
    );
  });

  it('that an answer left out is not spoken of', () => {
    const profiles = { [headerSignature(header.split('|'))]: { roles: { Postcode: null } } };
    const answers = answersSchema.parse({ schemaVersion: 1, profiles });
    const sample = tableSample('ledger.csv', [header, row('Leeds')]);
    expect(decideMapping(sample, vocabulary, { answers }).warnings).toEqual([]);
  });
});

describe('what is said of a column', () => {
  it('reads as a sentence for every header that is known and not used', () => {
    const notes = [
      ...vocabulary.headers.exact.values(),
      ...vocabulary.headers.words.map(([, alias]) => alias),
    ]
      .filter(({ role }) => role === 'not used')
      .map(({ note }) => note.split(' ')[0]);
    expect([...new Set(notes)].toSorted()).toEqual(['counts', 'is', 'marks', 'names', 'says']);
    const decision = decide('Supplier|Date|Type|Net amount', ['Alder Joinery Ltd|24/04/2021|Revenue|1.00']);
    expect(decision.columns[2]?.why).toBe('It says the kind of record.');
  });

  it('says nothing of values that no rule checks', () => {
    const decision = decide('Supplier|Supplier number|Purpose|Date|Net amount', [
      '3M|A|12|24/04/2021|1.00',
      '365|B|13|25/04/2021|2.00',
    ]);
    const said = decision.columns.map(({ role, why }) => [role, why]);
    expect(said).toContainEqual(['purpose', 'The header says the purpose.']);
    expect(said).toContainEqual(['date', 'The header says the day of payment; 100% of the values agree.']);
    expect(said.filter(([, why]) => why?.includes('0% of'))).toHaveLength(2);
  });
});
