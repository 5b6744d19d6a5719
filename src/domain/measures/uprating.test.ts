import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../test/support/measureSets.ts';
import { numberAt as n } from '../../../test/support/numbers.ts';
import { formatRatio, ratio, toLocalDate } from '../values/index.ts';
import { type DatedValue, valueOn } from './datedValues.ts';
import { staleValues } from './staleValues.ts';
import { type DeflatorTable, uprate } from './uprating.ts';

const table: DeflatorTable = {
  ...{ source: 'Made-up price levels', licence: 'Open Government Licence v3.0' },
  rows: [
    { year: '2019', index: n('80') },
    { year: '2020', index: n('84.5') },
    { year: '2022', index: n('91.3') },
    { year: '2020/21', index: n('85') },
    { year: '2025/26', index: n('102') },
  ],
};

describe('uprating', () => {
  it('keeps the original value and year', () => {
    const decision = uprate({ value: n('245'), priceYear: '2020' }, '2022', table);
    expect(decision).toMatchObject({
      ok: true,
      value: { original: n('245'), originalYear: '2020', year: '2022', source: 'Made-up price levels' },
    });
    expect(decision.ok && formatRatio(decision.value.value, 4)).toBe('264.7160');
    expect(decision.ok && formatRatio(decision.value.factor, 6)).toBe('1.080473');
  });

  it('knows financial years', () => {
    const decision = uprate({ value: n('100'), priceYear: '2020/21' }, '2025/26', table);
    expect(decision.ok && formatRatio(decision.value.value, 2)).toBe('120.00');
  });

  it('leaves a value of the same year as it is, table or not', () =>
    expect(uprate({ value: n('7'), priceYear: '1999' }, '1999', { ...table, rows: [] })).toMatchObject({
      ok: true,
      value: { value: n('7'), factor: ratio(1), source: null },
    }));

  it.each([
    ['2019', '2021', ['There is no deflator for 2021.']],
    ['2018', '2019', ['There is no deflator for 2018.']],
    ['2018', '2021', ['There is no deflator for 2018.', 'There is no deflator for 2021.']],
    ['2020', '2021/22', ['There is no deflator for 2021/22.']],
  ])('from %s to %s is refused', (from, to, said) => {
    const decision = uprate({ value: n('1'), priceYear: from }, to, table);
    expect(decision.ok).toBe(false);
    const sentences = decision.ok ? [] : decision.refusals.map(({ sentence }) => sentence);
    expect(sentences.map((sentence) => `${sentence.split('. ')[0]}.`)).toEqual(said);
  });

  it('property: there and back again is the same, and by way of a third year as well', () => {
    const year = fc.constantFrom('2019', '2020', '2022');
    const value = fc.integer({ min: 0, max: 10_000_000 }).map((parts) => ratio(parts, 100));
    const to = (amount: ReturnType<typeof n>, from: string, target: string) => {
      const decision = uprate({ value: amount, priceYear: from }, target, table);
      if (!decision.ok) throw new Error('refused');
      return decision.value.value;
    };
    fc.assert(
      fc.property(value, year, year, year, (amount, one, other, third) => {
        expect(to(to(amount, one, other), other, one)).toEqual(amount);
        expect(to(to(amount, one, third), third, other)).toEqual(to(amount, one, other));
      }),
    );
  });
});

describe('numbers with dates', () => {
  const row = (from: string, value: string, outOfDateFrom: string | null, confirmed = true): DatedValue => ({
    ...{ id: 'wage', what: 'Made-up wage', value: n(value), low: null, high: null, unit: 'pounds an hour' },
    ...{ priceYear: from.slice(0, 4), from: toLocalDate(from), confirmed },
    outOfDateFrom: outOfDateFrom === null ? null : toLocalDate(outOfDateFrom),
    ...{ source: 'Nobody', address: '', licence: 'Open Government Licence v3.0' },
  });
  const rows = [
    row('2026-04-01', '12', '2027-04-01'),
    row('2025-04-01', '11', '2026-04-01'),
    { ...row('2020-01-01', '9', null, false), id: 'second-hand' },
  ];
  const on = (day: string, id = 'wage') => valueOn(rows, id, toLocalDate(day));

  it.each([
    ['2025-04-01', '11', null],
    ['2026-03-31', '11', null],
    ['2026-04-01', '12', null],
    ['2027-03-31', '12', null],
    ['2027-04-01', '12', '2027-04-01'],
    ['2030-01-01', '12', '2027-04-01'],
  ])('on %s it is %s, out of date since %s', (day, value, outOfDateSince) =>
    expect(on(day)).toMatchObject({ ok: true, value: { row: { value: n(value) }, outOfDateSince } }),
  );

  it('a number past its date says so, one at second hand as well, a good one nothing', () => {
    expect(on('2027-05-01')).toMatchObject({
      value: {
        warning: 'Made-up wage: out of date since 1 April 2027. A newer number was due by then; look it up.',
      },
    });
    expect(on('2027-05-01', 'second-hand')).toMatchObject({
      value: { warning: 'Made-up wage: the number was read at second hand. Check it at its source.' },
    });
    expect(on('2026-05-01')).toMatchObject({ value: { warning: null } });
  });

  it('is refused before the first one and for a kind that there is not', () => {
    for (const decision of [on('2025-03-31'), on('2026-05-01', 'nothing')]) {
      expect(decision).toMatchObject({ ok: false, refusals: [{ code: 'value-none' }] });
    }
  });
});

describe('values of a set that are past their date', () => {
  const late = madeUpProxy('1', { outOfDateFrom: toLocalDate('2027-04-01') });
  const set = madeUpSet([measure('A', { proxy: late }), measure('B'), measure('C', { proxy: null })], {
    hourRates: { staff: late, expert: null },
  });
  it('are told from their day on', () => {
    expect(staleValues(set, toLocalDate('2027-03-31'))).toEqual([]);
    expect(staleValues(set, toLocalDate('2027-04-01')).map(({ reference }) => reference)).toEqual([
      null,
      'A',
    ]);
    expect(staleValues(set, toLocalDate('2028-01-01'))[1]?.sentence).toBe(
      'The value of A is out of date since 1 April 2027. A newer one was due from its source; look it up.',
    );
  });
});
