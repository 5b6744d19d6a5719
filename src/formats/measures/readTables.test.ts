import { describe, expect, it } from 'vitest';
import { numberAt as n } from '../../../test/support/numbers.ts';
import { parseDeflators, parseValues, uprate, valueOn, wageGap } from '../../domain/measures/index.ts';
import { formatRatio, toLocalDate } from '../../domain/values/index.ts';
import { readDatedValues, readDeflators } from './readTables.ts';

const values = readDatedValues();

function on(id: string, day: string) {
  const decision = valueOn(values, id, toLocalDate(day));
  if (!decision.ok) throw new Error('no such number');
  return decision.value;
}

describe('the numbers that come with the product', () => {
  it('all have a source, a licence and an address', () => {
    for (const { source, licence, address } of values) {
      expect([source, licence].every((text) => text.length > 10)).toBe(true);
      expect(address).toMatch(/^https:\/\//);
    }
  });

  it.each([
    ['real-living-wage-uk', '2026-03-31', '2418.00'],
    ['real-living-wage-london', '2026-03-31', '5050.50'],
    ['real-living-wage-uk', '2026-04-01', '1443.00'],
  ])('%s on %s brings £%s a year over the lowest lawful wage', (id, day, gap) => {
    const decision = wageGap({
      paidPerHour: on(id, day).row.value,
      floorPerHour: on('national-living-wage', day).row.value,
      ...{ hoursPerWeek: n('37.5'), weeksPerYear: n('52') },
    });
    expect(decision.ok && formatRatio(decision.value, 2)).toBe(gap);
  });

  it('the Real Living Wage is out of date since November 2026', () => {
    expect(on('real-living-wage-uk', '2026-10-31').warning).toBeNull();
    expect(on('real-living-wage-uk', '2026-11-22').warning).toContain('out of date since 1 November 2026');
  });

  it('carbon is by year of emission and says what was read at second hand', () => {
    expect(on('carbon', '2021-06-30').warning).toBeNull();
    expect(on('carbon', '2024-06-30').warning).toContain('at second hand');
    expect(on('carbon', '2026-06-30').warning).toContain('out of date since 1 January 2025');
  });

  it('wellbeing has its range', () =>
    expect(on('wellby', '2026-01-01').row).toMatchObject({
      ...{ value: n('13000'), low: n('10000'), high: n('16000'), priceYear: '2019' },
    }));
});

describe('price levels', () => {
  it('are not shipped, and uprating says so', () => {
    expect(readDeflators().rows).toEqual([]);
    const decision = uprate({ value: n('245'), priceYear: '2020' }, '2026', readDeflators());
    expect(decision.ok ? [] : decision.refusals.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('There is no deflator for 2020.'),
      expect.stringContaining('There is no deflator for 2026.'),
    ]);
  });

  const row = (year: string, index: string, source = 'One edition') => ({
    ...{ year, index, source, licence: 'Open Government Licence v3.0' },
  });
  it('are read from a table of one edition', () => {
    const table = parseDeflators([row('2020', '90'), row('2020/21', '91.5')]);
    expect(table).toMatchObject({ source: 'One edition', rows: [{ year: '2020' }, { index: n('91.5') }] });
    for (const bad of [
      [row('20', '90')],
      [row('2020', '0')],
      [row('2020', 'high')],
      [row('2020', '90'), row('2020', '91')],
      [row('2020', '90'), row('2021', '91', 'Another edition')],
    ]) {
      expect(() => parseDeflators(bad)).toThrow();
    }
  });
});

it('a number twice on one day is not read', () => {
  const row = {
    ...{ id: 'x', what: 'X', value: '1', low: '', high: '', unit: 'pounds', price_year: '2026' },
    ...{
      from: '2026-01-01',
      out_of_date_from: '',
      source: 'S',
      address: 'A',
      licence: 'L',
      confirmed: 'yes',
    },
  };
  expect(parseValues([row])).toMatchObject([{ id: 'x', low: null, outOfDateFrom: null, confirmed: true }]);
  expect(() => parseValues([row, row])).toThrow('one row');
});
