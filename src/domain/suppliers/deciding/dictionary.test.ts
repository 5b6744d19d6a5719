import { describe, expect, it } from 'vitest';
import type { Instant, Postcode } from '../../values/index.ts';
import {
  decideDictionary,
  dictionaryCells,
  dictionaryColumns,
  dictionaryOf,
  mostInDictionary,
  readDictionary,
} from './dictionary.ts';
import type { DecisionId, SupplierDecision, SupplierOutcome } from './types.ts';

const linked = (identifier: string, site: string | null = null): SupplierOutcome => ({
  ...{ kind: 'linked', identifier, deliveryPostcode: site as Postcode | null },
});
let count = 0;
function decided(
  name: string,
  outcome: SupplierOutcome,
  more: Partial<SupplierDecision> = {},
): SupplierDecision {
  count += 1;
  return {
    id: `dec_${String(count).padStart(20, '0')}` as DecisionId,
    ...{ supplierNumber: null, nameKeys: [name.toUpperCase()], name, outcome },
    ...{ reason: 'Seen on an invoice of Mx Invented.', editions: 'companies 2026-11-01', source: 'review' },
    ...{ decidedAt: '2026-11-23T09:00:00.000Z' as Instant, undoneAt: null },
    ...more,
  };
}

const asCells = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => Object.fromEntries(dictionaryColumns.map((name, index) => [name, cells[index] ?? ''])));
const row = (name: string, decision: string, identifier = '', site = '', day = '2026-11-23') =>
  asCells([[name, decision, identifier, site, day, '']])[0] ?? {};
const sentenceOf = (rows: readonly Readonly<Record<string, string>>[]) => {
  const read = readDictionary(rows);
  return read.ok ? null : read.refusals[0]?.sentence;
};

describe('a dictionary of decisions', () => {
  const decisions = [
    decided('Norcastle Prop Mgt', linked('GB-COH-99730145', 'HD1 2TT')),
    decided('Hallcroft Group', { kind: 'several' }, { supplierNumber: '0038114' }),
    decided('A Person', { kind: 'person' }),
    decided('Undone Ltd', { kind: 'none' }, { undoneAt: '2026-11-24T09:00:00.000Z' as Instant }),
  ];

  it('says who names stand for, by name, without persons, reasons, numbers and what was undone', () => {
    const text = JSON.stringify(dictionaryOf(decisions));
    expect(dictionaryOf(decisions).map(dictionaryCells)).toEqual([
      ['Hallcroft Group', 'several', '', '', '2026-11-23', 'companies 2026-11-01'],
      ['Norcastle Prop Mgt', 'linked', 'GB-COH-99730145', 'HD1 2TT', '2026-11-23', 'companies 2026-11-01'],
    ]);
    for (const secret of ['A Person', 'Undone', 'invoice', '0038114']) expect(text).not.toContain(secret);
  });

  it('is read as it was written', () => {
    const written = dictionaryOf(decisions);
    expect(readDictionary(asCells(written.map(dictionaryCells)))).toEqual({ ok: true, value: written });
  });

  it.each([
    ['no rows', [], /has the columns name, decision/],
    ['other columns', [{ supplier: 'A' }], /has the columns/],
    ['no name', [row('  ', 'none')], /These lines .*: 2\. /],
    ['a name longer than any', [row('A'.repeat(301), 'none')], /: 2\./],
    ['an outcome there is not', [row('A', 'none'), row('B', 'friend')], /: 3\./],
    ['a link to nobody', [row('A', 'linked')], /: 2\./],
    ['a link to no org-id', [row('A', 'linked', '01234567')], /: 2\./],
    ['a site that is no postcode', [row('A', 'linked', 'GB-COH-01234567', 'the yard')], /: 2\./],
    ['a day that is none', [row('A', 'none', '', '', '2026-02-30')], /: 2\./],
    ['many wrong lines', Array.from({ length: 9 }, () => row('', 'none')), /: 2, 3, 4, 5, 6 and 4 more\./],
    ['too many', Array.from({ length: mostInDictionary + 1 }, () => row('A', 'none')), /at most 20000 rows/],
  ])('is refused whole with %s', (_, rows, sentence) => {
    expect(sentenceOf(rows)).toMatch(sentence);
  });
});

describe('taking over a dictionary', () => {
  const here = [decided('Hallcroft Group', { kind: 'several' }), decided('Mvc', linked('GB-COH-1'))];
  const take = (...rows: readonly Readonly<Record<string, string>>[]) => {
    const read = readDictionary(rows);
    return decideDictionary(read.ok ? read.value : [], here);
  };

  it('adds what is not decided, and leaves what is', () => {
    const change = take(
      row('Norcastle Prop Mgt Ltd', 'linked', 'GB-COH-99730145'),
      row('HALLCROFT GROUP', 'several'),
      row('MVC LTD', 'linked', 'GB-COH-1', 'HD1 2TT'),
    );
    expect(change.added).toMatchObject([{ name: 'Norcastle Prop Mgt Ltd', nameKey: 'NORCASTLE PROP MGT' }]);
    expect([change.same, change.different]).toEqual([1, ['MVC LTD']]);
    expect(take(row('Mvc', 'linked', 'GB-COH-1')).same).toBe(1);
    expect(take(row('Mvc', 'none')).different).toEqual(['Mvc']);
  });

  it('takes the later of two rows about one name', () => {
    const change = take(
      row('Norcastle', 'none', '', '', '2026-11-23'),
      row('NORCASTLE LTD', 'several', '', '', '2026-10-01'),
    );
    expect(change.added).toMatchObject([{ name: 'Norcastle', outcome: { kind: 'none' } }]);
  });
});
