import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidates, Ring } from '../../places/index.ts';
import { toPence, toPlaceCode } from '../../values/index.ts';
import type { Period } from '../figures/cube.ts';
import { figuresOf } from '../figures/figure.ts';
import type { PlacedUnit } from '../figures/placing.ts';
import { placeCodeOf, ringLimit } from './placeCode.ts';
import { figuresFromSums, type PlacedSum, parsePeriod, slicesInOrder } from './sums.ts';
import type { Slice } from './types.ts';

const places = ['E08000034', 'E08000035', 'E08000036', 'W92000004'].map(toPlaceCode);
const ringOf = (id: string, codes: Ring['codes']): Ring => ({ id, name: `Place ${id}`, codes });
const period = '2024/25' as Period;
const about = { definition: 'our-area', period };

function sum(code: number, positive: number, negative = 0): PlacedSum {
  return { code, positivePence: toPence(positive), negativePence: toPence(negative), lines: 1 };
}

function unit(pence: number, candidates: Candidates): PlacedUnit {
  return {
    ...{ period, kind: 'named', key: 'ALDER', name: 'Alder Joinery', lines: 1, candidates },
    positivePence: toPence(Math.max(pence, 0)),
    negativePence: toPence(Math.min(pence, 0)),
  };
}

/** Units added up by place code, as the lake does. */
function sumsOf(units: readonly PlacedUnit[], rings: readonly Ring[]): readonly PlacedSum[] {
  const sums = new Map<number, PlacedSum>();
  for (const one of units) {
    const code = placeCodeOf(one.candidates, rings);
    const so = sums.get(code) ?? sum(code, 0);
    sums.set(code, sum(code, so.positivePence + one.positivePence, so.negativePence + one.negativePence));
  }
  return [...sums.values()];
}

describe('figures from sums by place code', () => {
  it('are those of each ring, from the inside out', () => {
    const rings = [ringOf('authority', places.slice(0, 1)), ringOf('region', places.slice(0, 2))];
    // In both rings, in the wider alone, in the wider but perhaps not in the inner, in neither, and anywhere.
    const sums = [sum(0, 400, -10), sum(1, 200), sum(2, 100), sum(4, 60), sum(8, 300, -50)];
    const [inner, wider, none] = figuresFromSums(about, sums, rings);
    expect(inner).toEqual({
      ...about,
      ring: rings[0],
      totalPence: 1000,
      localPence: 390,
      elsewherePence: 260,
      undeterminedPositivePence: 400,
      undeterminedNegativePence: -50,
      share: 0.6,
      shareOfAll: 0.39,
      shareLower: 0.34,
      shareUpper: 0.79,
      whyNoShare: null,
    });
    expect(wider).toMatchObject({ ring: rings[1], localPence: 690, elsewherePence: 60 });
    expect(wider).toMatchObject({ undeterminedPositivePence: 300, undeterminedNegativePence: -50 });
    expect(none).toBeUndefined();
  });

  it('have no share where there are no sums', () => {
    const [figure] = figuresFromSums(about, [], [ringOf('authority', places)]);
    expect(figure).toMatchObject({ totalPence: 0, share: null, shareLower: null });
  });

  it('property: are the figures of the units, whatever the units and up to ten rings', () => {
    const candidates: fc.Arbitrary<Candidates> = fc.oneof(
      fc.constant('anywhere' as const),
      fc.subarray(places, { minLength: 1 }),
    );
    const units = fc.array(
      fc.tuple(fc.integer({ min: -1_000, max: 10_000 }), candidates).map((one) => unit(...one)),
      { minLength: 1, maxLength: 30 },
    );
    const rings = fc
      .array(fc.subarray(places), { minLength: 1, maxLength: ringLimit })
      .map((all) => all.map((codes, index) => ringOf(`own-${index}`, codes)));
    fc.assert(
      fc.property(units, rings, (paid, around) => {
        expect(figuresFromSums(about, sumsOf(paid, around), around)).toEqual(
          figuresOf(about.definition, paid, around),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('a period as text', () => {
  it('is the year in which it starts, and null without a date', () => {
    expect(parsePeriod('2024/25')).toBe(2024);
    expect(parsePeriod('1999/00')).toBe(1999);
    expect(parsePeriod('undated')).toBeNull();
  });

  it.each([
    '',
    '2024',
    '2024/26',
    '2024/2025',
    ' 2024/25',
    '2024/25 ',
    '1824/25',
    '2124/25',
    '24/25',
    'Undated',
  ])('is none in "%s"', (text) => expect(parsePeriod(text)).toBeUndefined());
});

describe('parts of the spend', () => {
  const part = (value: string, pence: number): Slice => ({
    ...{ value, totalPence: toPence(pence), lines: 1, figures: [] },
  });
  const parts = [part('Roads', 5), part('Adults', 5), part('Refunds', -9), part('Homes', 7), part('', 5)];

  it('stand with the largest first, and by name where they are equal', () => {
    const names = ['Homes', '', 'Adults', 'Roads', 'Refunds'];
    expect(slicesInOrder(parts).map(({ value }) => value)).toEqual(names);
    expect(slicesInOrder(parts.toReversed()).map(({ value }) => value)).toEqual(names);
  });
});
