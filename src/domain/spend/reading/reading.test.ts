import { describe, expect, it } from 'vitest';
import { readAmount } from './amount.ts';
import { ordersOf, readDate } from './date.ts';

describe('amounts', () => {
  it.each([
    ['1234.56', 123456],
    ['£1,234.56', 123456],
    [' 1,765.00 ', 176500],
    ['(12.3)', -1230],
    ['(£12.00)', -1200],
    ['£(12.00)', -1200],
    ['-12.30', -1230],
    ['£-12.30', -1230],
    ['-£12.30', -1230],
    ['12.30-', -1230],
    ['12.30 CR', -1230],
    ['12.30DR', 1230],
    ['.5', 50],
    ['12.', 1200],
    ['337', 33700],
    ['£ -', 0],
    ['-', 0],
    ['12.340000000000001', 1234],
    ['12.3999999999999', 1240],
    ['80.500', 8050],
    ['\u00a0£1\u00a0', 100],
    ['\u22125.00', -500],
  ])('%s', (text, pence) => expect(readAmount(text)).toBe(pence));

  it.each([
    '',
    '1,2O4.50',
    '12.345',
    '1,23,456',
    '1.234,56',
    '1e5',
    '1_000',
    'N/A',
    'see note',
    '--5',
    '(-)',
    '12 34',
  ])('refuses %s', (text) => expect(readAmount(text)).toBeUndefined());
});

describe('dates', () => {
  it.each([
    ['01/02/2021', '2021-02-01'],
    ['1/2/21', '2021-02-01'],
    ['14-Nov-18', '2018-11-14'],
    ['14 November 2018', '2018-11-14'],
    ['3rd Nov 2018', '2018-11-03'],
    ['2018-11-14', '2018-11-14'],
    ['2018-11-14T00:00:00', '2018-11-14'],
    ['20181114', '2018-11-14'],
    ['43658', '2019-07-12'],
    ['45078.041666666664', '2023-06-01'],
    ['Apr-21', '2021-04-01'],
    ['April 2021', '2021-04-01'],
    ['2021-04', '2021-04-01'],
    ['04/2021', '2021-04-01'],
    ['01/02/2021 13:45:10', '2021-02-01'],
  ])('%s', (text, day) => expect(readDate(text, 'day first')).toBe(day));

  it('reads the month first when told to', () =>
    expect(readDate('4/30/2020', 'month first')).toBe('2020-04-30'));
  it.each(['31/02/2023', '30/30/2020', '12 Foo 2020', '', 'N/A', '123'])('refuses %s', (text) =>
    expect(readDate(text, 'day first')).toBeUndefined(),
  );
  it('knows which orders a value allows', () => {
    expect(ordersOf('04/30/2020')).toEqual(['month first']);
    expect(ordersOf('30/04/2020')).toEqual(['day first']);
    expect(ordersOf('03/04/2020')).toEqual(['day first', 'month first']);
    expect(ordersOf('3 Apr 2020')).toEqual([]);
  });
});
