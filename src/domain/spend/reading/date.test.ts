import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { localDateFrom } from '../../values/index.ts';
import { ordersOf, readDate } from './date.ts';

const monthNames = 'January February March April May June July August September October November December';

describe('years of two figures', () => {
  it.each([
    ['1/2/00', '2000-02-01'],
    ['1/2/79', '2079-02-01'],
    ['1/2/80', '1980-02-01'],
    ['14-Nov-98', '1998-11-14'],
    ['Apr-99', '1999-04-01'],
  ])('%s is %s', (text, day) => expect(readDate(text, 'day first')).toBe(day));
});

describe('properties of dates', () => {
  const days = fc
    .record({
      year: fc.integer({ min: 1980, max: 2079 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    })
    .map((parts) => ({ ...parts, iso: localDateFrom(parts.year, parts.month, parts.day) }));

  it('property: one day is read from every way of writing it', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('/', '.', '-'), ({ year, month, day, iso }, mark) => {
        const name = monthNames.split(' ')[month - 1] ?? '';
        const short = String(year).slice(2);
        const texts = [
          `${day}${mark}${month}${mark}${year}`,
          `${day}${mark}${month}${mark}${short}`,
          `${day} ${name} ${year}`,
          `${day}-${name.slice(0, 3)}-${short}`,
          `${iso}T23:59:59Z`,
          `${iso}`.replaceAll('-', ''),
        ];
        for (const text of texts) expect(readDate(text, 'day first')).toBe(iso);
        expect(readDate(`${month}/${day}/${year}`, 'month first')).toBe(iso);
        expect(readDate(`${name} ${year}`, 'day first')).toBe(localDateFrom(year, month, 1));
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('property: a numeric date allows both orders exactly where both of its numbers can be months', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), (day, month) => {
        const orders = day > 12 ? ['day first'] : ['day first', 'month first'];
        expect(ordersOf(`${day}/${month}/2021`)).toEqual(orders);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
