import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantAt, millisecondsOf } from './instant.ts';

it('writes a moment in universal time, to the millisecond', () => {
  expect(instantAt(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(instantAt(Date.UTC(2026, 10, 23, 9, 5, 7, 123))).toBe('2026-11-23T09:05:07.123Z');
});

it('refuses what is no moment', () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, 0.5]) {
    expect(() => instantAt(odd)).toThrow('is a whole number of milliseconds');
  }
});

it('property: text holds the moment, and sorts as time does', () => {
  const inThisAge = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(inThisAge, inThisAge, (one, other) => {
      expect(millisecondsOf(instantAt(one))).toBe(one);
      expect(instantAt(one) < instantAt(other)).toBe(one < other);
    }),
  );
});
