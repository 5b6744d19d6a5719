import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { toPence } from '../../values/index.ts';
import { type KindUnit, spendByKind } from './kindSpend.ts';

const unit = (pounds: number, kind: KindUnit['kind'], local: KindUnit['local'] = 'inside'): KindUnit => ({
  pence: toPence(pounds * 100),
  kind,
  local,
});

/** £40 of the kind, £35 of another, £15 and £10 of which it is not known. */
const oracle = [unit(40, 'yes'), unit(35, 'no'), unit(15, 'open'), unit(10, 'open')];

describe('spend with a kind of supplier', () => {
  it('has the bounds of the worked example: 40 to 65 %', () => {
    const { totalPence, anywhere } = spendByKind(oracle);
    expect(totalPence).toBe(100_00);
    expect(anywhere).toEqual({
      pence: 40_00,
      lowerPence: 40_00,
      upperPence: 65_00,
      share: 0.533333,
      shareOfAll: 0.4,
      shareLower: 0.4,
      shareUpper: 0.65,
      whyNoShare: null,
    });
  });

  it('takes a credit that is open to the lower bound: 35/95 to 65/95', () => {
    const { totalPence, anywhere } = spendByKind([...oracle, unit(-5, 'open')]);
    expect(totalPence).toBe(95_00);
    expect(anywhere).toMatchObject({ pence: 40_00, lowerPence: 35_00, upperPence: 65_00 });
    expect(anywhere).toMatchObject({ shareLower: 0.368421, shareUpper: 0.684211 });
  });

  it('is the same for local spend where the place is what is open', () => {
    const placed = oracle.map((one) => ({
      pence: one.pence,
      kind: 'yes' as const,
      local: ({ yes: 'inside', no: 'elsewhere', open: 'open' } as const)[one.kind],
    }));
    expect(spendByKind(placed).local).toEqual(spendByKind(oracle).anywhere);
    expect(spendByKind(oracle).local).toEqual(spendByKind(oracle).anywhere);
  });

  it.each([
    ['yes', 'inside', 1, 1],
    ['yes', 'open', 0, 1],
    ['yes', 'elsewhere', 0, 0],
    ['open', 'inside', 0, 1],
    ['open', 'open', 0, 1],
    ['open', 'elsewhere', 0, 0],
    ['no', 'inside', 0, 0],
    ['no', 'open', 0, 0],
    ['no', 'elsewhere', 0, 0],
  ] as const)('of kind %s and local %s lies between %i and %i', (kind, local, lower, upper) => {
    expect(spendByKind([unit(1, kind, local)]).local).toMatchObject({
      shareLower: lower,
      shareUpper: upper,
    });
  });

  it('says why there is no share', () => {
    const nothing = 'The payments and credits add up to nothing or less, so there is no share to state.';
    expect(spendByKind([]).anywhere).toMatchObject({ share: null, shareLower: null, whyNoShare: nothing });
    expect(spendByKind([unit(5, 'yes'), unit(-5, 'no')]).local.whyNoShare).toBe(nothing);
    expect(spendByKind([unit(5, 'open')]).anywhere).toMatchObject({
      share: null,
      shareLower: 0,
      shareUpper: 1,
      whyNoShare: 'Of none of this money is it known, so only the bounds can be stated.',
    });
  });
});

const kinds = fc.constantFrom('yes', 'no', 'open' as const);
const places = fc.constantFrom('inside', 'elsewhere', 'open' as const);
const pence = fc.integer({ min: -100_000, max: 1_000_000 }).map(toPence);
const units = (maxLength: number) =>
  fc.array(fc.record({ pence, kind: kinds, local: places }), { maxLength });

/** Every way in which what is open could turn out. */
function completions(open: readonly KindUnit[]): readonly (readonly KindUnit[])[] {
  const [first, ...rest] = open;
  if (!first) return [[]];
  const ofKind = first.kind === 'open' ? (['yes', 'no'] as const) : [first.kind];
  const places = first.local === 'open' ? (['inside', 'elsewhere'] as const) : [first.local];
  const ways = ofKind.flatMap((kind) => places.map((local) => ({ ...first, kind, local })));
  return completions(rest).flatMap((others) => ways.map((way) => [way, ...others]));
}

/** Adds up by hand, for units of which all is known. */
function truth(all: readonly KindUnit[]) {
  const sum = (members: readonly KindUnit[]) => members.reduce((whole, one) => whole + one.pence, 0);
  const ofKind = all.filter(({ kind }) => kind === 'yes');
  return { anywhere: sum(ofKind), local: sum(ofKind.filter(({ local }) => local === 'inside')) };
}

describe('property: the bounds', () => {
  it('are the least and the most of every way it could turn out', () => {
    fc.assert(
      fc.property(units(5), (all) => {
        const spend = spendByKind(all);
        const ways = completions(all).map(truth);
        for (const side of ['anywhere', 'local'] as const) {
          const sums = ways.map((way) => way[side]);
          expect([Math.min(...sums), Math.max(...sums)]).toEqual([
            spend[side].lowerPence,
            spend[side].upperPence,
          ]);
        }
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it('hold for twelve suppliers whose kind is open', () => {
    fc.assert(
      fc.property(fc.array(pence, { minLength: 12, maxLength: 12 }), (amounts) => {
        const open = amounts.map((one): KindUnit => ({ pence: one, kind: 'open', local: 'inside' }));
        const { lowerPence, upperPence } = spendByKind(open).local;
        const sums = completions(open).map((way) => truth(way).local);
        expect([Math.min(...sums), Math.max(...sums)]).toEqual([lowerPence, upperPence]);
      }),
      { numRuns: propertyRuns(10) },
    );
  });

  it('do not depend on the order', () => {
    const shuffled = units(12).chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(spendByKind(other)).toEqual(spendByKind(all));
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it('add up over parts of a ledger', () => {
    fc.assert(
      fc.property(units(10), units(10), (one, other) => {
        const [first, second, whole] = [one, other, [...one, ...other]].map(spendByKind);
        expect((first?.totalPence ?? 0) + (second?.totalPence ?? 0)).toBe(whole?.totalPence);
        for (const side of ['anywhere', 'local'] as const) {
          for (const sum of ['pence', 'lowerPence', 'upperPence'] as const) {
            expect((first?.[side][sum] ?? 0) + (second?.[side][sum] ?? 0)).toBe(whole?.[side][sum]);
          }
        }
      }),
      { numRuns: propertyRuns(150) },
    );
  });

  it('of local spend are never above those of all spend without credits', () => {
    fc.assert(
      fc.property(units(12), (all) => {
        const paid = all.map((one) => ({ ...one, pence: toPence(Math.abs(one.pence)) }));
        const { anywhere, local } = spendByKind(paid);
        expect(local.lowerPence <= anywhere.lowerPence && local.upperPence <= anywhere.upperPence).toBe(true);
      }),
      { numRuns: propertyRuns(150) },
    );
  });
});
