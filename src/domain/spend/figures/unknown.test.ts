import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import type { Candidates, Ring } from '../../places/index.ts';
import { toPence, toPlaceCode } from '../../values/index.ts';
import { totalsFor } from './figure.ts';
import type { PlacedUnit } from './placing.ts';
import { largestUnknown } from './unknown.ts';

const [home, next, far] = ['E08000901', 'E08000902', 'E08000903'].map(toPlaceCode);
const codes = [home, next, far].filter((code) => code !== undefined);
const ring: Ring = { id: 'authority', name: 'Exampleton', codes: codes.slice(0, 1) };
const border: Candidates = codes.slice(0, 2);

function unit(key: string, pence: number, more: Partial<PlacedUnit> = {}): PlacedUnit {
  return {
    period: '2020/21' as PlacedUnit['period'],
    kind: 'named',
    key,
    name: key,
    candidates: 'anywhere',
    positivePence: toPence(Math.max(pence, 0)),
    negativePence: toPence(Math.min(pence, 0)),
    lines: 1,
    ...more,
  };
}

const namesOf = (units: readonly PlacedUnit[], limit = 100) =>
  largestUnknown(units, ring, limit).map(({ name }) => name);

describe('the largest unknown payees', () => {
  it('leave out everyone who is inside the ring or outside it', () => {
    const units = [
      unit('Inside', 900, { candidates: codes.slice(0, 1) }),
      unit('Outside', 900, { candidates: codes.slice(1) }),
      unit('Either', 100, { candidates: border }),
    ];
    expect(namesOf(units)).toEqual(['Either']);
  });

  it('come by size, a credit by its size too, then by name, and no more than asked for', () => {
    const units = [unit('Cedar', 500), unit('Alder', 500), unit('Birch', -700), unit('Damson', 10)];
    expect(namesOf(units)).toEqual(['Birch', 'Alder', 'Cedar', 'Damson']);
    expect(namesOf(units, 2)).toEqual(['Birch', 'Alder']);
    expect(namesOf(units, 0)).toEqual([]);
  });

  it('of one size come by name, whatever their number', () => {
    const units = ['1', '2'].map((key) => unit(key, 100, { name: key === '1' ? 'Birch' : 'Alder' }));
    expect(namesOf(units)).toEqual(['Alder', 'Birch']);
    expect(namesOf(units.toReversed())).toEqual(['Alder', 'Birch']);
  });

  it('with one name and size come by their number', () => {
    const units = ['9', '11'].map((key) => unit(key, 100, { name: 'Alder', lines: Number(key) }));
    expect(largestUnknown(units, ring, 5).map(({ lines }) => lines)).toEqual([11, 9]);
    expect(largestUnknown(units.toReversed(), ring, 5).map(({ lines }) => lines)).toEqual([11, 9]);
  });

  it('are one payee over all years, under the name that comes first', () => {
    const units = [
      unit('7', 300, { name: 'Birch Joinery', lines: 2 }),
      unit('7', -100, { name: 'Alder Joinery', period: 'undated', lines: 3 }),
      unit('8', 450, { name: 'Cedar Joinery' }),
    ];
    expect(largestUnknown(units, ring, 5)).toEqual([
      { name: 'Cedar Joinery', kind: 'named', candidates: 'anywhere', pence: 450, widthPence: 450, lines: 1 },
      { name: 'Alder Joinery', kind: 'named', candidates: 'anywhere', pence: 200, widthPence: 400, lines: 5 },
    ]);
  });

  it('keep the name that comes first, whichever line it stands on', () => {
    const units = ['Alder Joinery', 'Birch Joinery', 'Alder Glass'].map((name) => unit('7', 100, { name }));
    expect(namesOf(units)).toEqual(['Alder Glass']);
    expect(namesOf(units.toReversed())).toEqual(['Alder Glass']);
  });

  it('count payments and credits to many payees by what they leave open, not by what they net to', () => {
    const many = unit('', 0, {
      kind: 'redacted',
      key: null,
      name: 'REDACTED',
      positivePence: toPence(1000),
      negativePence: toPence(-999),
    });
    expect(namesOf([unit('Alder', 1500), many])).toEqual(['REDACTED', 'Alder']);
  });

  it('keep a supplier apart from a text for many payees that reads the same', () => {
    const units = [unit('VARIOUS', 100), unit('', 50, { kind: 'several', key: null, name: 'VARIOUS' })];
    expect(largestUnknown(units, ring, 5).map(({ kind, pence }) => [kind, pence])).toEqual([
      ['named', 100],
      ['several', 50],
    ]);
  });

  it('name every place that the money could be in, and none once any of it could be anywhere', () => {
    const candidatesOf = (...units: readonly PlacedUnit[]) => largestUnknown(units, ring, 1)[0]?.candidates;
    const east = unit('Alder', 1, { candidates: [next, home].filter((code) => code !== undefined) });
    const west = unit('Alder', 1, { candidates: [home, far].filter((code) => code !== undefined) });
    expect(candidatesOf(east, west)).toEqual(codes);
    expect(candidatesOf(east, unit('Alder', 1))).toBe('anywhere');
    expect(candidatesOf(unit('Alder', 1), west)).toBe('anywhere');
  });
});

const anyUnits = fc.array(
  fc
    .record({
      key: fc.constantFrom('Alder', 'Birch', 'Cedar', 'Damson', 'Elder'),
      pence: fc.integer({ min: -900, max: 900 }),
      candidates: fc.constantFrom<Candidates>('anywhere', border, codes.slice(0, 1), codes.slice(1)),
    })
    .map(({ key, pence, candidates }) => unit(key, pence, { candidates })),
  { maxLength: 12 },
);

function widthWithout(units: readonly PlacedUnit[], placed: ReadonlySet<string>): number {
  const left = units.map((one) => (placed.has(one.name) ? { ...one, candidates: codes.slice(1) } : one));
  const totals = totalsFor(left, ring);
  return totals.undeterminedPositivePence - totals.undeterminedNegativePence;
}

describe('properties of the largest unknown', () => {
  it('property: to place the first ones narrows the bounds as far as placing as many of any others', () => {
    fc.assert(
      fc.property(
        anyUnits,
        fc.nat({ max: 5 }),
        fc.array(fc.boolean(), { maxLength: 5 }),
        (units, many, pick) => {
          const all = namesOf(units);
          const others = all.filter((_, index) => pick[index] === true).slice(0, many);
          const best = widthWithout(units, new Set(all.slice(0, many)));
          expect(best).toBeLessThanOrEqual(widthWithout(units, new Set(others)));
          expect(widthWithout(units, new Set(all))).toBe(0);
        },
      ),
      { numRuns: propertyRuns(300) },
    );
  });

  it('property: the order of the units changes nothing', () => {
    fc.assert(
      fc.property(
        anyUnits.chain((units) =>
          fc.tuple(fc.constant(units), fc.shuffledSubarray(units, { minLength: units.length })),
        ),
        ([units, shuffled]) => {
          expect(largestUnknown(shuffled, ring, 10)).toEqual(largestUnknown(units, ring, 10));
        },
      ),
      { numRuns: propertyRuns(300) },
    );
  });
});
