import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import {
  dayInLondon,
  financialYearOf,
  financialYearStarting,
  formatDay,
  formatMoment,
  localDateFrom,
  toLocalDate,
} from './index.ts';

const anyDay = fc
  .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe('calendar days', () => {
  it.each([
    [2020, 4, 1, '2020-04-01'],
    [1900, 1, 1, '1900-01-01'],
    [2099, 12, 31, '2099-12-31'],
    [2020, 2, 29, '2020-02-29'],
    [2000, 2, 29, '2000-02-29'],
    [2023, 4, 30, '2023-04-30'],
    [2023, 12, 31, '2023-12-31'],
  ])('%i-%i-%i', (year, month, day, text) => expect(localDateFrom(year, month, day)).toBe(text));

  it.each([
    [1899, 12, 31],
    [2100, 1, 1],
    [2023, 0, 1],
    [2023, 13, 1],
    [2023, 1, 0],
    [2023, 1, 32],
    [2023, 2, 29],
    [1900, 2, 29],
    [2023, 4, 31],
    [2023, 11, 31],
    [2023, 4, 1.5],
    [2023, 4.5, 1],
    [2023.5, 4, 1],
    [2023, 4, Number.NaN],
  ])('there is no %d-%d-%d', (year, month, day) => expect(localDateFrom(year, month, day)).toBeUndefined());

  it('brands text that is a day', () => expect(toLocalDate('2024-02-29')).toBe('2024-02-29'));
  it.each(['2023-02-29', '2023-4-01', '2023', '', '2023-04-01T00:00', '2023/04/01', 'not a day'])(
    'throws on %s',
    (text) => expect(() => toLocalDate(text)).toThrow('is a calendar day'),
  );

  it('property: every day of the calendar and no other is a day', () => {
    const parts = fc.tuple(
      fc.integer({ min: 1890, max: 2110 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const real = new Date(Date.UTC(year, month - 1, day));
        const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
        const inRange = year >= 1900 && year <= 2099;
        const expected = exists && inRange ? real.toISOString().slice(0, 10) : undefined;
        expect(localDateFrom(year, month, day)).toBe(expected);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe('financial years', () => {
  it.each([
    ['2020-03-31', '2019/20'],
    ['2020-04-01', '2020/21'],
    ['2020-12-31', '2020/21'],
    ['2021-01-01', '2020/21'],
    ['2000-03-31', '1999/00'],
    ['1999-04-01', '1999/00'],
    ['2010-01-01', '2009/10'],
  ])('%s falls in %s', (day, year) => expect(financialYearOf(toLocalDate(day))).toBe(year));

  it('is named by the year it starts in', () => expect(financialYearStarting(2017)).toBe('2017/18'));

  it('property: a later day never falls in an earlier financial year', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (one, other) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const years = [first, second].map((day) => financialYearOf(toLocalDate(day)).slice(0, 4));
        expect(Number(years[0])).toBeLessThanOrEqual(Number(years[1]));
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('days in words', () => {
  it.each([
    ['2026-11-09', '9 November 2026'],
    ['2020-01-31', '31 January 2020'],
    ['1999-12-01', '1 December 1999'],
  ])('%s', (day, words) => expect(formatDay(toLocalDate(day))).toBe(words));
});

describe('a moment in words', () => {
  it.each([
    ['2026-11-03T14:05:59Z', '3 November 2026 at 14:05'],
    ['2026-07-01T23:30:00Z', '2 July 2026 at 00:30'],
    ['2026-10-25T00:59:00Z', '25 October 2026 at 01:59'],
    ['2026-10-25T01:00:00Z', '25 October 2026 at 01:00'],
  ])('%s', (at, words) => expect(formatMoment(Date.parse(at))).toBe(words));
});

describe('the day in London', () => {
  it('is what the time zone tables say, also around the changes of the clock (property)', () => {
    const tables = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
    const changes = [2000, 2020, 2026, 2037].flatMap((year) => [
      Date.UTC(year, 2, 25),
      Date.UTC(year, 9, 25),
    ]);
    const near = fc.tuple(fc.constantFrom(...changes), fc.integer({ min: 0, max: 7 * 86_400_000 }));
    const anywhere = fc.integer({ min: Date.UTC(1997, 0, 1), max: Date.UTC(2037, 0, 1) });
    const instants = fc.oneof(
      anywhere,
      near.map(([start, later]) => start + later),
    );
    fc.assert(fc.property(instants, (at) => dayInLondon(at) === tables.format(new Date(at))));
  });
});
