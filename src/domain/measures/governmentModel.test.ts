import { describe, expect, it } from 'vitest';
import { readDataRows } from '../../formats/dataRows.ts';
import { readGovernmentModels } from '../../formats/measures/readTables.ts';
import { toLocalDate, toPence } from '../values/index.ts';
import { parseModels } from './dataRows.ts';
import { type BuyerKind, buyerKinds, modelFor } from './governmentModel.ts';

const table = new URL('../../../data/measures/government-models.csv', import.meta.url);
const models = readGovernmentModels();
const ask = (
  commencedOn: string | null,
  pounds: number | null,
  buyer: BuyerKind | null = 'central-government',
  rows = models,
) =>
  modelFor(rows, {
    commencedOn: commencedOn === null ? null : toLocalDate(commencedOn),
    valuePence: pounds === null ? null : toPence(Math.round(pounds * 100)),
    buyer,
  });

describe('the model for a procurement', () => {
  it.each([
    ['2026-12-31', 8_000_000, 'ppn-002', 10],
    ['2027-01-01', 8_000_000, 'ppn-026', 20],
    ['2027-03-01', 8_000_000, 'ppn-026', 20],
    ['2027-03-01', 2_000_000, 'ppn-026', 10],
    ['2027-03-01', 5_000_000, 'ppn-026', 20],
    ['2027-03-01', 4_999_999.99, 'ppn-026', 10],
    ['2027-03-01', 1_000_000, 'ppn-026', 10],
    ['2026-12-31', 500_000, 'ppn-002', 10],
    ['2025-10-01', 500_000, 'ppn-002', 10],
    ['2025-09-30', 500_000, 'ppn-06-20', 10],
    ['2025-10-01', null, 'ppn-002', 10],
    ['2021-01-01', 500_000, 'ppn-06-20', 10],
  ])('commenced on %s, worth %s: %s with at least %s%%', (day, pounds, id, leastPerCent) =>
    expect(ask(day, pounds)).toMatchObject({ kind: 'required', model: { id }, leastPerCent }),
  );

  it.each([
    [500_000, '£500,000'],
    [999_999.99, '£999,999.99'],
  ])('from 2027 on a value of %s is a coverage gap', (pounds, written) => {
    const answer = ask('2027-03-01', pounds);
    expect(answer).toMatchObject({ kind: 'out-of-scope', model: { id: 'ppn-026' } });
    expect(answer.sentence).toContain(
      `Coverage gap: PPN 026 covers £1,000,000 and more, and this procurement is worth ${written}.`,
    );
    expect(answer.sentence).toContain('check it against GOV.UK');
  });

  it.each<[string | null, number | null, BuyerKind | null, string]>([
    [null, 8_000_000, 'central-government', 'commencement'],
    [null, null, null, 'commencement'],
    ['2027-03-01', 8_000_000, null, 'buyer'],
    ['2027-03-01', null, 'central-government', 'value'],
  ])('is unknown and never a default: %s, %s, %s lacks the %s', (day, pounds, buyer, missing) => {
    const answer = ask(day, pounds, buyer);
    expect(answer).toMatchObject({ kind: 'unknown', missing });
    expect(answer).not.toHaveProperty('model');
  });

  it('is none before the first one', () =>
    expect(ask('2020-12-31', 8_000_000)).toEqual({
      kind: 'none-yet',
      sentence: 'No government model applies to a procurement that commences on 31 December 2020.',
    }));

  it('binds central government, its agencies and public bodies; others may adopt it', () => {
    const kinds = buyerKinds.map((buyer) => [buyer, ask('2026-01-01', 8_000_000, buyer).kind]);
    expect(kinds).toEqual([
      ['central-government', 'required'],
      ['executive-agency', 'required'],
      ['non-departmental-public-body', 'required'],
      ['council', 'voluntary'],
      ['nhs', 'voluntary'],
      ['other', 'voluntary'],
    ]);
    expect(ask('2026-01-01', 8_000_000, 'council').sentence).toBe(
      'PPN 002 does not bind this buyer, which may adopt it for a procurement that commences on 1 January 2026. Social value weighs at least 10%.',
    );
  });

  it('says which newer one may be used instead while both run', () => {
    const names = (day: string) => {
      const answer = ask(day, 8_000_000);
      return 'mayInstead' in answer ? answer.mayInstead.map(({ name }) => name) : undefined;
    };
    expect(names('2025-02-12')).toEqual([]);
    expect(names('2025-02-13')).toEqual(['PPN 002']);
    expect(names('2025-09-30')).toEqual(['PPN 002']);
    expect(names('2025-10-01')).toEqual([]);
    expect(names('2026-12-31')).toEqual([]);
    expect(ask('2025-03-01', 1).sentence).toContain('PPN 002 may be used instead.');
  });

  it('says what was read at second hand', () => {
    expect(ask('2027-03-01', 8_000_000).sentence).toContain('check it against GOV.UK');
    expect(ask('2026-03-01', 8_000_000).sentence).not.toContain('GOV.UK');
  });

  const rows = readDataRows(table);
  const next = {
    ...{ ...rows[0], id: 'ppn-099', name: 'PPN 099', may_from: '2030-04-01', must_from: '2030-04-01' },
    ...{ least_pounds: '250000', weights: '10000000=30|250000=15' },
  };
  it('of a new in-force date takes a row of data and nothing else', () => {
    const more = parseModels([next, ...rows]);
    expect(ask('2030-03-31', 8_000_000, 'nhs', more)).toMatchObject({ model: { id: 'ppn-026' } });
    expect(ask('2030-04-01', 250_000, 'nhs', more)).toMatchObject({
      ...{ kind: 'voluntary', model: { id: 'ppn-099' }, leastPerCent: 15 },
    });
    expect(ask('2030-04-01', 10_000_000, 'nhs', more)).toMatchObject({ leastPerCent: 30 });
    expect(ask('2030-04-01', 249_999.99, 'nhs', more)).toMatchObject({ kind: 'out-of-scope' });
  });

  it('holds no weight where the row has none for the value', () => {
    const gap = parseModels([{ ...next, least_pounds: '' }]);
    const low = ask('2030-04-01', 100, 'other', gap);
    expect(low).toMatchObject({ kind: 'voluntary', leastPerCent: null });
    expect(low.sentence).not.toContain('weighs');
    expect(ask('2030-04-01', null, 'other', gap)).toMatchObject({ leastPerCent: null });
    const none = gap.map((model) => ({ ...model, weights: [] }));
    expect(ask('2030-04-01', null, 'other', none)).toMatchObject({ leastPerCent: null });
  });
});

describe('the table of models', () => {
  const rows = readDataRows(table);
  const changed = (change: Readonly<Record<string, string>>) => [{ ...rows[0], ...change }];
  it.each([
    ['a kind of buyer that there is not', changed({ binds: 'parish' })],
    ['a day that there is not', changed({ must_from: '2026-02-30' })],
    ['no day', changed({ may_from: '' })],
    ['a must before the may', changed({ may_from: '2022-01-01', must_from: '2021-01-01' })],
    ['a weight of nothing', changed({ weights: '0=0' })],
    ['a weight without a value', changed({ weights: '10' })],
    ['a value that is no number', changed({ least_pounds: 'much' })],
    ['neither confirmed nor not', changed({ confirmed: '' })],
    ['the same model twice', [...rows, ...changed({ must_from: '2031-01-01' })]],
    ['two models from one day on', [...rows, ...changed({ id: 'other' })]],
  ])('is not read with %s', (_what, bad) => expect(() => parseModels(bad)).toThrow());
});
