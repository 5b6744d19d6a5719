import { expect, it } from 'vitest';
import { toLocalDate } from '../../values/index.ts';
import { momentsOf } from './page.ts';

const moments = (from: string | null, to: string | null) => {
  const day = (text: string | null) => (text === null ? null : toLocalDate(text));
  const { from: first, before } = momentsOf({ from: day(from), to: day(to) });
  return [first, before];
};

it.each([
  ['in winter', '2026-11-23', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
  ['in summer', '2026-07-01', '2026-06-30T23:00:00.000Z', '2026-07-01T23:00:00.000Z'],
  ['when summer time begins', '2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
  ['when summer time ends', '2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
  ['at the beginning of all days', '1900-01-01', '1900-01-01T00:00:00.000Z', '1900-01-02T00:00:00.000Z'],
  ['at the end of all days', '2099-12-31', '2099-12-31T00:00:00.000Z', '2100-01-01T00:00:00.000Z'],
])('a day in London %s', (_, day, from, before) => {
  expect(moments(day, day)).toEqual([from, before]);
});

it('open ends stay open', () => {
  expect(moments(null, null)).toEqual([null, null]);
});
