import { describe, expect, it } from 'vitest';
import { overlapWith, readingOf, sameBytes, tableReading } from '../../../../test/support/readings.ts';
import { batchId } from '../../../../test/support/records.ts';
import { mergedAnswers, type SaidOfTables } from './checkAnswers.ts';

const none = { profiles: {}, tables: {} };
const key = 'date|supplier|net|gross';
const reading = readingOf(
  tableReading('a.csv'),
  tableReading('b.csv'),
  tableReading('same.csv', { status: 'same' }),
  tableReading('bad.pdf', { status: 'refused', signature: null, columns: [] }),
  tableReading('over.csv', { overlaps: [overlapWith(1)] }),
  tableReading('bytes.csv', { sameBytes: sameBytes(2) }),
);

function merged(said: Partial<SaidOfTables>, before = none) {
  const decision = mergedAnswers(reading, before, { ...none, ...said });
  return decision.ok ? decision.value : decision.refusals.map(({ code }) => code);
}

const profileOfA = (profile: SaidOfTables['profiles'][string]) => merged({ profiles: { 'a.csv': profile } });

describe('answers about columns', () => {
  it('are kept under the header and the names that files share', () => {
    expect(profileOfA({ amountColumn: '#4', roles: { '#2': 'body', date: null } })).toEqual({
      profiles: { [key]: { amountColumn: 'Gross', roles: { Supplier: 'body', Date: null } } },
      tables: {},
    });
    const before = { profiles: { [key]: { amountColumn: 'Net', amountBasis: 'net' as const } }, tables: {} };
    expect(merged({ profiles: { 'a.csv': { lastLine: 'total' } } }, before)).toEqual({
      profiles: { [key]: { amountColumn: 'Net', amountBasis: 'net', lastLine: 'total' } },
      tables: {},
    });
  });

  it('turn the meaning of an amount into the column that is added up', () => {
    const profile = { amountColumn: 'Gross', amountBasis: 'gross', roles: { Date: 'date' } };
    expect(profileOfA({ roles: { Gross: 'grossAmount', Date: 'date' } })).toMatchObject({
      profiles: { [key]: profile },
    });
    const said = profileOfA({ roles: { Net: 'amount' }, amountBasis: 'net' });
    expect(said).toMatchObject({ profiles: { [key]: { amountColumn: 'Net', amountBasis: 'net' } } });
    const both = profileOfA({ amountColumn: 'Gross', roles: { Net: 'netAmount' } });
    expect(both).toMatchObject({ profiles: { [key]: { amountColumn: 'Gross', roles: {} } } });
  });

  it.each([
    [{ amountColumn: 'Nett' }, 'amountColumn'],
    [{ amountColumn: '#9' }, 'amountColumn'],
    [{ roles: { Nowhere: 'vat' as const } }, 'roles'],
    [{ roles: { Date: 'date' as const, Supplier: 'date' as const } }, 'roles'],
    [{ roles: { Net: 'netAmount' as const, Gross: 'grossAmount' as const } }, 'roles'],
    [{ creditIndicator: ' ' }, 'creditIndicator'],
    [{ creditIndicator: 'x'.repeat(21) }, 'creditIndicator'],
    [{ dateOrder: 'ydm' as never }, 'dateOrder'],
    [{ other: 1 } as never, 'profile'],
  ])('%j is refused at its field', (profile, field) => {
    expect(profileOfA(profile)).toEqual([`answer:a.csv:${field}`]);
  });

  it('are refused for what is no table', () => {
    expect(merged({ profiles: { 'x.csv': {}, 'bad.pdf': {} } })).toEqual([
      'answer:x.csv:table',
      'answer:bad.pdf:table',
    ]);
  });

  it('must agree where two tables have one header', () => {
    const said = (last: 'total' | 'payment') => ({
      profiles: {
        'a.csv': { lastLine: 'total' as const },
        'b.csv': { lastLine: last, dateOrder: 'dmy' as const },
      },
    });
    expect(merged(said('payment'))).toEqual(['answer:b.csv:lastLine']);
    expect(merged(said('total'))).toMatchObject({
      profiles: { [key]: { lastLine: 'total', dateOrder: 'dmy' } },
    });
  });
});

describe('choices about tables', () => {
  const take = (name: string, choice: SaidOfTables['tables'][string]) =>
    merged({ tables: { [name]: choice } });
  const add = { take: 'add' } as const;

  it('are kept by the names of tables', () => {
    const tables = {
      'over.csv': { take: 'replace', batch: batchId(1) },
      'a.csv': { take: 'leave-out' },
    } as const;
    expect(merged({ tables })).toEqual({ profiles: {}, tables });
    expect(take('a.csv', add)).toEqual({ profiles: {}, tables: { 'a.csv': add } });
    expect(take('same.csv', { take: 'leave-out' })).toMatchObject({ tables: { 'same.csv': {} } });
  });

  it('are refused where they cannot be', () => {
    expect(take('x.csv', add)).toEqual(['answer:x.csv:table']);
    for (const name of ['same.csv', 'bad.pdf', 'bytes.csv'])
      expect(take(name, add)).toEqual([`answer:${name}:take`]);
    expect(take('over.csv', { take: 'replace', batch: batchId(2) })).toEqual(['answer:over.csv:take']);
  });
});
