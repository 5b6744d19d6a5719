import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { toPence } from '../../values/index.ts';
import { concentrationOf, creditsOf, nettedByPayee, type PayeeMoney, supplierChange } from './index.ts';

const paid = (key: string, pence: number): PayeeMoney => ({ key, pence: toPence(pence) });
const several = (...amounts: readonly number[]) =>
  amounts.map((pence, index) => paid(`MARDLE ${index}`, pence));
const money = fc.array(
  fc.record({
    key: fc.constantFrom('ALDERWICK', 'BRINDLE', 'CRINDLE', 'DUNNEL', 'EBBLE'),
    pence: fc.integer({ min: -5_000, max: 10_000 }).map(toPence),
  }),
  { maxLength: 20 },
);

describe('concentration', () => {
  it('of the worked example', () => {
    expect(concentrationOf(several(50_00, 30_00, 15_00, 5_00), [1, 2, 300])).toEqual({
      suppliers: 4,
      positivePence: 100_00,
      tops: [
        { top: 1, suppliers: 1, pence: 50_00, share: 0.5 },
        { top: 2, suppliers: 2, pence: 80_00, share: 0.8 },
        { top: 300, suppliers: 4, pence: 100_00, share: 1 },
      ],
      suppliersFor80: 2,
      herfindahl: 3650,
      equalSuppliers: 2.7,
      reading: 'The money of 4 suppliers is as concentrated as if 2.7 had the same amount each.',
    });
  });

  it('asks for the top 50, 100 and 300 unless told, and none of nobody', () => {
    const even = concentrationOf(several(...Array(400).fill(25)));
    expect(even?.tops.map(({ top, share }) => [top, share])).toEqual([
      [50, 0.125],
      [100, 0.25],
      [300, 0.75],
    ]);
    expect(even).toMatchObject({ suppliersFor80: 320, herfindahl: 25, equalSuppliers: 400 });
    expect(even?.reading).toBe(
      'The money of 400 suppliers is as concentrated as if 400 had the same amount each.',
    );
    expect(concentrationOf(several(1), [0])?.tops).toEqual([{ top: 0, suppliers: 0, pence: 0, share: 0 }]);
  });

  it('is read in whole numbers from ten equal suppliers on', () => {
    const reading = concentrationOf(several(...Array(1200).fill(100), 101))?.reading;
    expect(reading).toContain('as if 1,201 had');
    expect(concentrationOf(several(...Array(10).fill(100), 50))?.reading).toContain('as if 11 had');
  });

  it('needs one penny more than 79.99 % of the money', () => {
    expect(concentrationOf(several(79_99, 20_01))?.suppliersFor80).toBe(2);
    expect(concentrationOf(several(80_00, 20_00))?.suppliersFor80).toBe(1);
  });

  it('of one supplier is complete', () => {
    const alone = concentrationOf([...several(7), paid('BRINDLE', -3)]);
    expect(alone).toMatchObject({ suppliers: 1, positivePence: 7, suppliersFor80: 1, herfindahl: 10_000 });
    expect(alone?.reading).toBe('One supplier has all of the money.');
  });

  it('nets each supplier before it is counted', () => {
    const lines = [paid('A', 100), paid('B', 60), paid('A', -30), paid('B', -60), paid('C', -5)];
    expect([...nettedByPayee(lines)]).toEqual([
      ['A', 70],
      ['B', 0],
      ['C', -5],
    ]);
    expect(concentrationOf(lines)).toMatchObject({ suppliers: 1, positivePence: 70 });
  });

  it.each([[[]], [several(0)], [several(-4, -1)]])('of nothing or less is not stated', (lines) =>
    expect(concentrationOf(lines)).toBeNull(),
  );

  it('rounds the index half up, and stays exact for large ledgers', () => {
    expect(concentrationOf(several(1, 1, 1))?.herfindahl).toBe(3333);
    const billions = several(300_000_000_000_01, 300_000_000_000_01, 300_000_000_000_01);
    expect(concentrationOf(billions)).toMatchObject({ herfindahl: 3333, equalSuppliers: 3 });
  });

  it('property: more suppliers never cover less, and the order of lines does not matter', () => {
    fc.assert(
      fc.property(money, (lines) => {
        const found = concentrationOf(lines, [0, 1, 2, 3, 4, 5]);
        expect(concentrationOf(lines.toReversed(), [0, 1, 2, 3, 4, 5])).toEqual(found);
        if (!found) return;
        const covered = found.tops.map(({ pence }) => pence);
        expect(covered).toEqual(covered.toSorted((one, other) => one - other));
        expect(covered.at(-1)).toBe(found.positivePence);
        const enough = (suppliers: number) => 10 * (covered[suppliers] ?? 0) >= 8 * found.positivePence;
        expect([enough(found.suppliersFor80), enough(found.suppliersFor80 - 1)]).toEqual([true, false]);
        expect(found.equalSuppliers >= 1 && found.equalSuppliers <= found.suppliers).toBe(true);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('new and lost suppliers', () => {
  it('are those of one year only, the largest first', () => {
    const before = [
      paid('KEPT', 100),
      paid('LOST', 50),
      paid('LARGER LOST', 80),
      paid('BACK', 20),
      paid('X', -1),
    ];
    const after = [
      paid('KEPT', 70),
      paid('SMALL', 1),
      paid('NEW B', 30),
      paid('NEW A', 40),
      paid('NEW A', -10),
      paid('BACK', -5),
    ];
    const change = supplierChange(before, after);
    expect(change.newcomers).toEqual([
      { key: 'NEW A', beforePence: 0, afterPence: 30 },
      { key: 'NEW B', beforePence: 0, afterPence: 30 },
      { key: 'SMALL', beforePence: 0, afterPence: 1 },
    ]);
    expect(change.lost.map(({ key }) => key)).toEqual(['LARGER LOST', 'LOST', 'BACK']);
    expect(change.totals).toEqual({
      newcomers: { suppliers: 3, beforePence: 0, afterPence: 61 },
      lost: { suppliers: 3, beforePence: 150, afterPence: -5 },
      kept: { suppliers: 1, beforePence: 100, afterPence: 70 },
      creditsOnly: { suppliers: 1, beforePence: -1, afterPence: 0 },
    });
  });

  it('of equal size are in order of their names, whichever line comes first', () => {
    const named = ['CRINDLE', 'ALDERWICK', 'BRINDLE'].map((key) => paid(key, 5));
    expect(supplierChange([], named).newcomers.map(({ key }) => key)).toEqual([
      'ALDERWICK',
      'BRINDLE',
      'CRINDLE',
    ]);
  });

  it('property: the groups add up to both years, and turn around with them', () => {
    const sum = (lines: readonly PayeeMoney[]) => lines.reduce((whole, { pence }) => whole + pence, 0);
    fc.assert(
      fc.property(money, money, (before, after) => {
        const { totals, newcomers } = supplierChange(before, after);
        const groups = Object.values(totals);
        expect(groups.reduce((whole, { beforePence }) => whole + beforePence, 0)).toBe(sum(before));
        expect(groups.reduce((whole, { afterPence }) => whole + afterPence, 0)).toBe(sum(after));
        const back = supplierChange(after, before);
        expect(back.lost.map(({ key }) => key)).toEqual(newcomers.map(({ key }) => key));
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('credits', () => {
  it('are counted and set against payments', () => {
    expect(creditsOf([100_00, -20_00, 0, -5_00].map(toPence))).toEqual({
      lines: 4,
      creditLines: 2,
      paidPence: 100_00,
      creditPence: -25_00,
      share: 0.25,
    });
  });

  it('have no share where nothing was paid, and none is no negative nought', () => {
    expect(creditsOf([toPence(-3)])).toMatchObject({ creditPence: -3, share: null });
    expect(creditsOf([])).toEqual({ lines: 0, creditLines: 0, paidPence: 0, creditPence: 0, share: null });
    expect(creditsOf([toPence(3)])).toMatchObject({ creditLines: 0, creditPence: 0, share: 0 });
  });
});
