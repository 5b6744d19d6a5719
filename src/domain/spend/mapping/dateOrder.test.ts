import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, toLocalDate } from '../../values/index.ts';
import { decideDateOrder, monthsOfName } from './index.ts';

const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 100);

describe('dates', () => {
  const setting = { file: 'ledger.csv', said: undefined, otherOrders: [] };

  it.each([
    [['13/04/2020', '03/04/2020'], 'day first', 'values'],
    [['4/30/2020', '4/3/2020'], 'month first', 'values'],
    [['2020-04-01'], 'day first', 'not ambiguous'],
    [['05/06/2020'], 'day first', 'same year'],
  ] as const)('%j', (texts, order, settledBy) =>
    expect(decideDateOrder(texts, setting)).toMatchObject({
      order,
      settledBy,
      question: null,
      warning: null,
    }),
  );

  it('asks only where the two orders fall in different financial years', () => {
    const open = decideDateOrder(['03/04/2020'], setting);
    expect(open).toMatchObject({ settledBy: 'open', question: { id: 'dateOrder' } });
    expect(open.question?.options[0]?.effect).toContain(formatDay(toLocalDate('2020-04-03')));
    const elsewhere = decideDateOrder(['03/04/2020'], { ...setting, otherOrders: ['month first'] });
    expect(elsewhere).toMatchObject({ order: 'month first', settledBy: 'other files', question: null });
    const named = decideDateOrder(['03/04/2020'], { ...setting, file: 'April-2020.csv' });
    expect(named).toMatchObject({ order: 'day first', settledBy: 'file name' });
    expect(decideDateOrder(['30/04/2020'], { ...setting, said: 'month first' }).order).toBe('month first');
  });

  it('follows the majority with a warning where values contradict each other', () => {
    const decision = decideDateOrder(['13/04/2020', '14/04/2020', '04/13/2020'], setting);
    expect(decision).toMatchObject({ order: 'day first', settledBy: 'values' });
    expect(decision.warning).toContain('1 can only be read the other way');
  });

  it.each([
    ['2012-04.csv', [4]],
    ['1603177375wpdm_July-2020.csv', [7]],
    ['1575631095wpdm_1910.csv', [10]],
    ['1701.csv', [1]],
    ['Published-Data-2017-04-30.xlsx', [4]],
    ['KC Published Data - 2025 12 31.xlsx', [12]],
    ['CHWE_01_-_April.csv', [4]],
    ['ROYF_01-03_-_April_-_June.csv', [4, 5, 6]],
    ['2022-Q1.csv', [1, 2, 3, 4, 5, 6]],
    ['2022-Q4.csv', [1, 2, 3, 10, 11, 12]],
    ['spend P01.csv', [1, 4]],
    ['CALL51683-May-21-250.csv', [5]],
    ['Dec22-250s.csv', [12]],
    ['2021 › book.xlsx › Sept', [9]],
    ['mayor.csv', []],
    ['ledger.csv', []],
  ])('%s speaks of %j', (name, months) =>
    expect([...monthsOfName(name)].toSorted((one, other) => one - other)).toEqual(months),
  );

  it('property: a file with any day after the twelfth is read as it was written', () => {
    const dates = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2010, max: 2030 }),
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(dates, fc.integer({ min: 13, max: 28 }), fc.boolean(), (days, late, dayFirst) => {
        const texts = [...days, [late, 5, 2020] as const].map(([day, month, year]) =>
          dayFirst ? `${day}/${month}/${year}` : `${month}/${day}/${year}`,
        );
        const { order } = decideDateOrder(texts, setting);
        expect(order).toBe(dayFirst ? 'day first' : 'month first');
      }),
      { numRuns: runs },
    );
  });
});
