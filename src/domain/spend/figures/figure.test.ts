import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidates, Ring } from '../../places/index.ts';
import {
  type PlaceCode,
  percent,
  percentDown,
  percentUp,
  type Share,
  toPence,
  toPlaceCode,
} from '../../values/index.ts';
import { type CubeRow, comparePeriods } from './cube.ts';
import { candidatesFrom } from './facts.ts';
import { figuresOf, sharesOf, totalsFor } from './figure.ts';
import { type PlacedUnit, type PlaceFacts, placeUnits, settledSuppliers } from './placing.ts';

const place = (name: string) => toPlaceCode(name);
const ring = (id: string, ...codes: string[]): Ring => ({ id, name: id, codes: codes.map(place) });
const kirklees = ring('Kirklees', 'HD');
const westYorkshire = ring('West Yorkshire', 'HD', 'LS');
const region = ring('Yorkshire and The Humber', 'HD', 'LS', 'S');
const uk = ring('UK', 'HD', 'LS', 'S', 'LON');

function row(name: string, pounds: number, more: Partial<CubeRow> = {}): CubeRow {
  const pence = pounds * 100;
  return {
    period: '2020/21' as CubeRow['period'],
    kind: 'named',
    key: name,
    nameKey: name,
    supplierNumber: null,
    name,
    postcode: null,
    positivePence: toPence(Math.max(pence, 0)),
    negativePence: toPence(Math.min(pence, 0)),
    lines: 1,
    ...more,
  };
}

function unit(pence: number, candidates: Candidates, more: Partial<PlacedUnit> = {}): PlacedUnit {
  return {
    ...row('x', 0),
    positivePence: toPence(Math.max(pence, 0)),
    negativePence: toPence(Math.min(pence, 0)),
    candidates,
    ...more,
  };
}

function listFacts(places: Readonly<Record<string, string>>): PlaceFacts {
  return {
    ofSupplier: ({ key }) => {
      const known = places[key ?? ''];
      return known ? [{ source: 'supplier list', candidates: [place(known)] }] : [];
    },
    ofPostcode: () => 'anywhere',
    standIns: () => [],
  };
}

/** Per cent as printed in the oracle, from the pence themselves: rounded once, at three decimals. */
const thousandths = (part: number, whole: number) => (Math.round((part / whole) * 100_000) / 1000).toFixed(3);

describe('oracle 4A: rings, head office and delivery site, unknowns (domain research 4.2)', () => {
  const rows = [
    row('S1', 400_000),
    row('S1', -20_000, { postcode: 'HD1 1AA' }),
    row('S2', 150_000),
    row('S3', 200_000),
    row('S4', 100_000),
    row('S5', 80_000),
    row('REDACTED', 40_000, { kind: 'redacted', key: null }),
    row('S7', 30_000),
  ];
  const headOffice = { S1: 'HD', S2: 'LON', S3: 'LS', S4: 'S', S5: 'LON' };
  const site = { ...headOffice, S2: 'HD' };
  const figures = (places: Readonly<Record<string, string>>) =>
    figuresOf('oracle', placeUnits(rows, listFacts(places)), [kirklees, westYorkshire, region, uk]).map(
      (figure) => {
        const { localPence: local, totalPence: total } = figure;
        const printed = [
          thousandths(local, total),
          thousandths(local, local + figure.elsewherePence),
          thousandths(local + figure.undeterminedNegativePence, total),
          thousandths(local + figure.undeterminedPositivePence, total),
        ];
        const stated = [figure.shareOfAll, figure.share, figure.shareLower, figure.shareUpper];
        stated.forEach((share, index) => {
          expect(Math.abs((share ?? 0) * 100 - Number(printed[index]))).toBeLessThan(0.00051);
        });
        return [local / 100_000, ...printed];
      },
    );

  it('head-office basis', () => {
    expect(figures(headOffice)).toEqual([
      [380, '38.776', '41.758', '38.776', '45.918'],
      [580, '59.184', '63.736', '59.184', '66.327'],
      [680, '69.388', '74.725', '69.388', '76.531'],
      [910, '92.857', '100.000', '92.857', '100.000'],
    ]);
  });

  it('delivery-site basis', () => {
    expect(figures(site).slice(0, 3)).toEqual([
      [530, '54.082', '58.242', '54.082', '61.224'],
      [730, '74.490', '80.220', '74.490', '81.633'],
      [830, '84.694', '91.209', '84.694', '91.837'],
    ]);
  });
});

describe('oracle 4E: who is one unit', () => {
  it('a payee netted over the year stays between 0 and 80', () => {
    const totals = totalsFor(placeUnits([row('one', 80)], listFacts({})), kirklees);
    expect([totals.undeterminedNegativePence, totals.undeterminedPositivePence]).toEqual([0, 8000]);
  });

  it('redacted payments are many payees: between -20 and 100', () => {
    const many = row('REDACTED', 0, {
      kind: 'redacted',
      key: null,
      positivePence: toPence(10_000),
      negativePence: toPence(-2_000),
    });
    const totals = totalsFor(placeUnits([many], listFacts({})), kirklees);
    expect(totals).toMatchObject({
      totalPence: 8000,
      undeterminedNegativePence: -2000,
      undeterminedPositivePence: 10_000,
    });
    expect(sharesOf(totals)).toMatchObject({ share: null, shareLower: -0.25, shareUpper: 1.25 });
  });
});

describe('the bounds oracle (performance research, section 3)', () => {
  const units = [
    unit(4000, [place('HD')]),
    unit(3500, [place('LON')]),
    unit(1500, [place('HD'), place('LS')]),
    unit(1000, 'anywhere'),
  ];
  it('40 to 65 per cent', () => {
    const shares = sharesOf(totalsFor(units, kirklees));
    expect([shares.shareLower, shares.shareUpper]).toEqual([0.4, 0.65]);
  });
  it('36.84 to 68.42 per cent with an undetermined credit', () => {
    const shares = sharesOf(totalsFor([...units, unit(-500, 'anywhere')], kirklees));
    expect([shares.shareLower, shares.shareUpper]).toEqual([0.368421, 0.684211]);
  });
});

describe('facts', () => {
  const codes = (...names: string[]) => names.map(place);
  it('lets the strongest source that speaks decide', () => {
    expect(
      candidatesFrom([
        { source: 'ledger postcode', candidates: codes('LS') },
        { source: 'register', candidates: 'anywhere' },
        { source: 'supplier list', candidates: codes('HD') },
      ]),
    ).toEqual(['HD']);
  });
  it('makes a candidate set of facts of equal rank that disagree', () => {
    const facts = [codes('LS'), codes('HD'), codes('HD')].map((candidates) => ({
      source: 'supplier list' as const,
      candidates,
    }));
    expect(candidatesFrom(facts)).toEqual(['HD', 'LS']);
  });
  it('knows nothing of nothing', () => expect(candidatesFrom([])).toBe('anywhere'));
});

describe('placing', () => {
  const byPostcode: PlaceFacts = {
    ...listFacts({ S2: 'S' }),
    ofPostcode: (code) => [place(code)],
    standIns: () => [],
  };
  it('places each ledger postcode of a supplier by itself unless a fact about the supplier is known', () => {
    const rows = [
      row('S1', 10, { postcode: 'HD' }),
      row('S1', -4, { postcode: 'LS' }),
      row('S2', 5, { postcode: 'HD' }),
      row('S2', -9),
    ];
    const placed = placeUnits(rows, byPostcode);
    expect(placed.map((one) => [one.key, one.candidates, one.positivePence + one.negativePence])).toEqual([
      ['S1', ['HD'], 1000],
      ['S1', ['LS'], -400],
      ['S2', ['S'], -400],
    ]);
    expect(settledSuppliers(rows, byPostcode).map(({ key, place }) => [key, place])).toEqual([
      ['S2', 'supplier S2'],
      ['S2', 'supplier S2'],
    ]);
  });
});

describe('shares', () => {
  it('states none, with a sentence, for a total of nothing or less', () => {
    const shares = sharesOf(totalsFor([unit(-100, [place('HD')])], kirklees));
    expect(shares.share).toBeNull();
    expect(shares.shareUpper).toBeNull();
    expect(shares.whyNoShare).toContain('nothing or less');
  });
  it('rounds bounds outwards and the headline half up', () => {
    const shares = sharesOf(totalsFor([unit(5235, [place('HD')]), unit(4765, [place('LS')])], kirklees));
    expect([
      percent(shares.share as Share),
      percentDown(shares.share as Share),
      percentUp(shares.share as Share),
    ]).toEqual(['52', '52', '53']);
  });
  it('orders periods, undated last', () =>
    expect(['undated', '2020/21', '2019/20', 'undated'].sort(comparePeriods)).toEqual([
      '2019/20',
      '2020/21',
      'undated',
      'undated',
    ]));
});

const names = ['HD', 'LS', 'S', 'LON'] as const;
const candidates: fc.Arbitrary<Candidates> = fc.oneof(
  fc.constant('anywhere' as const),
  fc.subarray([...names], { minLength: 1 }).map((codes) => codes.map(place)),
);
const units = (smallest: number) =>
  fc.array(fc.record({ pence: fc.integer({ min: smallest, max: 10_000_000 }), candidates }), {
    maxLength: 40,
  });

describe('properties', () => {
  it('bounds are ordered and within 0..1 when no amount is negative (property)', () => {
    fc.assert(
      fc.property(units(0), (list) => {
        const shares = sharesOf(
          totalsFor(
            list.map((one) => unit(one.pence, one.candidates)),
            westYorkshire,
          ),
        );
        if (shares.shareLower === null || shares.shareUpper === null || shares.shareOfAll === null) return;
        expect(shares.shareLower).toBeGreaterThanOrEqual(0);
        expect(shares.shareLower).toBeLessThanOrEqual(shares.shareOfAll);
        expect(shares.shareOfAll).toBeLessThanOrEqual(shares.shareUpper);
        expect(shares.shareUpper).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('two halves add up to the whole, in any order of units (property)', () => {
    fc.assert(
      fc.property(units(-10_000_000), fc.nat(), (list, cut) => {
        const all = list.map((one) => unit(one.pence, one.candidates));
        const at = all.length === 0 ? 0 : cut % all.length;
        const [left, right] = [totalsFor(all.slice(0, at), region), totalsFor(all.slice(at), region)];
        const whole = totalsFor(all.toReversed(), region);
        for (const [name, value] of Object.entries(whole)) {
          expect(left[name as keyof typeof left] + right[name as keyof typeof right]).toBe(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('a thousand simulated ledgers with a known truth always lie inside the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            truth: fc.constantFrom(...names),
            others: fc.subarray([...names]),
            unknown: fc.boolean(),
            pence: fc.integer({ min: -500_000, max: 10_000_000 }),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        fc.constantFrom(kirklees, westYorkshire, region),
        (payees, around) => {
          const known = payees.map((payee) => {
            const codes: PlaceCode[] = [...new Set([payee.truth, ...payee.others])].map(place);
            return unit(payee.pence, payee.unknown ? 'anywhere' : codes);
          });
          const truth = payees.map((payee) => unit(payee.pence, [place(payee.truth)]));
          const [seen, real] = [totalsFor(known, around), totalsFor(truth, around)];
          expect(seen.totalPence).toBe(real.totalPence);
          const lower = seen.localPence + seen.undeterminedNegativePence;
          const upper = seen.localPence + seen.undeterminedPositivePence;
          expect(lower <= real.localPence && real.localPence <= upper).toBe(true);
        },
      ),
      { numRuns: 1000, seed: 7 },
    );
  });

  it('100,000 suppliers are exact', () => {
    const many = Array.from({ length: 100_000 }, (_, index) =>
      unit(index, index % 3 === 0 ? 'anywhere' : [place(names[index % 4] ?? 'HD')]),
    );
    const totals = totalsFor(many, kirklees);
    expect(totals.totalPence).toBe((99_999 * 100_000) / 2);
  });
});
