import { describe, expect, it } from 'vitest';
import type { Ring } from '../../places/index.ts';
import { toPence, toPlaceCode } from '../../values/index.ts';
import { nothingKnown, supplierFacts } from '../supplierFacts.ts';
import { factsFor } from './basis.ts';
import { type CubePayee, type CubeRow, comparePeriods, type Period } from './cube.ts';
import { candidatesFrom, type Fact } from './facts.ts';
import { figuresOf, sharesOf, totalsFor } from './figure.ts';
import { candidatesKey, type PlacedUnit, type PlaceFacts, placeUnits, settledSuppliers } from './placing.ts';

const home = toPlaceCode('E08000901');
const next = toPlaceCode('E08000902');
const ring: Ring = { id: 'authority', name: 'Exampleton', codes: [home] };

function row(key: string | null, pence: number, more: Partial<CubeRow> = {}): CubeRow {
  return {
    period: 'undated',
    kind: 'named',
    key,
    nameKey: key,
    supplierNumber: null,
    name: key ?? '',
    postcode: null,
    positivePence: toPence(Math.max(pence, 0)),
    negativePence: toPence(Math.min(pence, 0)),
    lines: 1,
    ...more,
  };
}

const known: Fact = { source: 'supplier list', candidates: [home] };
const everyone: PlaceFacts = { ofSupplier: () => [known], ofPostcode: () => [next], standIns: () => [] };
const unit = (pence: number, more: Partial<PlacedUnit>): PlacedUnit => ({
  ...row('ALDER', pence),
  candidates: [home],
  ...more,
});

describe('periods', () => {
  const inOrder = ['1999/00', '2019/20', '2020/21', 'undated'] as Period[];
  it('are in order, undated last, wherever they start from', () => {
    for (const [place, one] of inOrder.entries()) {
      for (const [otherPlace, other] of inOrder.entries()) {
        expect(comparePeriods(one, other)).toBe(Math.sign(place - otherPlace));
      }
    }
  });

  it('order the figures, and each figure names its definition and ring', () => {
    const units = inOrder.toReversed().map((period, index) => unit(100 * (index + 1), { period }));
    const figures = figuresOf('ledger-all', units, [ring, { ...ring, id: 'uk', codes: [home, next] }]);
    expect(figures.map(({ period }) => period)).toEqual(inOrder.flatMap((period) => [period, period]));
    expect(figures.map(({ totalPence }) => totalPence)).toEqual([400, 400, 300, 300, 200, 200, 100, 100]);
    expect(figures[0]).toMatchObject({ definition: 'ledger-all', ring });
    expect(figures[1]?.ring).toEqual({ id: 'uk', name: 'Exampleton', codes: [home, next] });
  });
});

describe('shares that cannot be stated', () => {
  const sentenceFor = (...units: readonly PlacedUnit[]) => sharesOf(totalsFor(units, ring)).whyNoShare;

  it('say why, and say nothing where a share is stated', () => {
    expect(sentenceFor(unit(100, {}))).toBeNull();
    expect(sentenceFor(unit(100, { candidates: 'anywhere' }))).toBe(
      'None of this money could be placed, so only the bounds can be stated.',
    );
    expect(sentenceFor()).toContain('add up to nothing or less');
  });

  it('are those of placed money that is a credit', () => {
    const shares = sharesOf(totalsFor([unit(-50, {}), unit(100, { candidates: 'anywhere' })], ring));
    expect(shares).toMatchObject({ share: null, shareOfAll: -1, shareLower: -1, shareUpper: 1 });
  });
});

describe('facts of one rank', () => {
  const facts = (...lists: readonly Fact['candidates'][]): Fact[] =>
    lists.map((candidates) => ({ source: 'register', candidates }));

  it('hand on a list that they share as it is, because many suppliers share one', () => {
    const shared = [next, home];
    expect(candidatesFrom(facts(shared))).toBe(shared);
    expect(candidatesFrom(facts(shared, shared))).toBe(shared);
  });

  it('are put together where only some of them share a list', () => {
    const shared = [next];
    expect(candidatesFrom(facts(shared, [home], shared))).toEqual([home, next]);
  });
});

describe('placing', () => {
  it('never takes a text for many payees as one supplier', () => {
    const rows = [row(null, 100, { kind: 'redacted', name: 'REDACTED', postcode: 'ZZ1 1AA' })];
    expect(placeUnits(rows, everyone)[0]?.candidates).toEqual([next]);
    expect(settledSuppliers(rows, everyone)).toEqual([]);
  });

  it('does not ask where a line without a postcode is', () => {
    const facts: PlaceFacts = { ofSupplier: () => [], ofPostcode: () => [next], standIns: () => [] };
    expect(placeUnits([row('ALDER', 100)], facts)[0]?.candidates).toBe('anywhere');
  });

  it('counts the lines of a supplier together, year by year', () => {
    const later = '2020/21' as Period;
    const rows = [
      row('ALDER', 100, { lines: 3 }),
      row('ALDER', -400, { lines: 4, postcode: 'ZZ1 1AA' }),
      row('ALDER', 50, { period: later, lines: 5 }),
    ];
    const placed = placeUnits(rows, everyone);
    const seen = placed.map((one) => [one.period, one.positivePence, one.negativePence, one.lines]);
    expect(seen).toEqual([
      ['undated', 0, -300, 7],
      [later, 50, 0, 5],
    ]);
  });

  it('lists the suppliers it settled once each, in order', () => {
    const rows = ['CEDAR', 'ALDER', 'CEDAR', 'BIRCH'].map((key) => row(key, 1));
    const facts: PlaceFacts = {
      ...everyone,
      ofSupplier: ({ key }) => (key === 'BIRCH' ? [] : [known]),
    };
    expect(settledSuppliers(rows, facts).map(({ key }) => key)).toEqual(['ALDER', 'CEDAR']);
    const unnamed = [row('number 7', 1, { nameKey: null }), row('number 7', 2, { nameKey: null })];
    expect(settledSuppliers(unnamed, facts)).toMatchObject([{ key: 'number 7', nameKey: null }]);
  });
});

describe('a supplier number under several names', () => {
  const rows = [
    row('number 7', 100, { nameKey: 'ALDER', name: 'Alder' }),
    row('number 7', -30, { nameKey: 'BIRCH', name: 'Birch', postcode: 'ZZ1 1AA' }),
    row('number 7', 20, { nameKey: 'CEDAR', name: 'Cedar', postcode: 'ZZ1 1AA' }),
    row('number 7', -9, { nameKey: 'DAMSON', name: 'Damson' }),
  ];
  const places: Readonly<Record<string, Fact>> = {
    ALDER: { source: 'supplier list', candidates: [home] },
    BIRCH: { source: 'supplier list', candidates: [next] },
    DAMSON: { source: 'supplier list', candidates: [home] },
  };
  const facts: PlaceFacts = {
    ofSupplier: ({ nameKey }) => {
      const fact = places[nameKey ?? ''];
      return fact ? [fact] : [];
    },
    ofPostcode: () => 'anywhere',
    standIns: () => [],
  };

  it('is one unit at each place that facts about its names tell, in any order of the cube', () => {
    const seen = (cube: readonly CubeRow[]) =>
      placeUnits(cube, facts)
        .map((one) => [one.name, one.candidates, one.positivePence, one.negativePence])
        .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
    const expected = [
      ['Alder', [home], 91, 0],
      ['Birch', [next], 0, -30],
      ['Cedar', 'anywhere', 20, 0],
    ];
    expect(seen(rows)).toEqual(expected);
    expect(seen(rows.toReversed())).toEqual(expected);
  });

  it('has one place in a bundle for each set of places', () => {
    const listed = settledSuppliers(rows.toReversed(), facts);
    expect(listed.map(({ nameKey, place }) => [nameKey, place])).toEqual([
      ['ALDER', 'supplier number 7'],
      ['BIRCH', 'supplier number 7 (2)'],
      ['DAMSON', 'supplier number 7'],
    ]);
  });
});

describe('candidate places as text', () => {
  it('are the same for the same places in any order, and differ for others', () => {
    expect(candidatesKey([next, home])).toBe(candidatesKey([home, next]));
    const texts = [[home], [next], [home, next], 'anywhere' as const].map(candidatesKey);
    expect(new Set(texts).size).toBe(4);
  });

  it('make one unit of the lines of a supplier that two lists place alike', () => {
    const rows = [row('number 7', 100, { nameKey: 'ALDER' }), row('number 7', -30, { nameKey: 'BIRCH' })];
    const alike: PlaceFacts = {
      ofSupplier: ({ nameKey }) => [
        { source: 'supplier list', candidates: nameKey === 'ALDER' ? [home, next] : [next, home] },
      ],
      ofPostcode: () => 'anywhere',
      standIns: () => [],
    };
    expect(placeUnits(rows, alike)).toMatchObject([{ positivePence: 70, negativePence: 0 }]);
    expect(settledSuppliers(rows, alike).map(({ place }) => place)).toEqual(
      Array(2).fill('supplier number 7'),
    );
  });
});

describe('the basis', () => {
  it('asks a supplier list for the address that counts', () => {
    const asked: string[] = [];
    const list = {
      rows: 1,
      factsOf: (_: CubePayee, basis: 'address' | 'delivery site') => {
        asked.push(basis);
        return [];
      },
    };
    const suppliers = supplierFacts(nothingKnown, () => 'anywhere');
    const facts = (basis: 'ledger address' | 'registered office' | 'delivery site') =>
      factsFor({ basis, fallback: true }, { list, suppliers, ofPostcode: () => 'anywhere' }).ofSupplier(
        row('ALDER', 1),
      );
    facts('ledger address');
    facts('delivery site');
    facts('registered office');
    expect(asked).toEqual(['address', 'delivery site', 'address', 'address']);
  });
});
