import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPence, toPlaceCode } from '../../values/index.ts';
import { figureOf, totalsOf } from '../figures/figure.ts';
import { quarterMonths, type SliceQuestion, sliceFinding, sliceTotal } from './sliceFinding.ts';
import type { Slice } from './types.ts';

const ring = { id: 'authority', name: 'Kirklees', codes: [toPlaceCode('E08000034')] };
const question: SliceQuestion = {
  by: 'department',
  ring,
  year: '2024/25',
  basis: 'ledger address',
  partYears: [],
};

/** Pence inside, outside, and of payments and credits that could be either. */
type Money = readonly [inside: number, outside: number, open?: number, credits?: number];

function part(value: string, [inside, outside, open = 0, credits = 0]: Money): Slice {
  const totals = totalsOf([
    { where: 'inside', positivePence: toPence(inside), negativePence: toPence(0) },
    { where: 'outside', positivePence: toPence(outside), negativePence: toPence(0) },
    { where: 'undetermined', positivePence: toPence(open), negativePence: toPence(credits) },
  ]);
  const about = { definition: 'our-area', period: '2024/25' };
  return { value, totalPence: totals.totalPence, lines: 1, figures: [figureOf(about, ring, totals)] };
}

const finding = (parts: readonly Slice[], changed: Partial<SliceQuestion> = {}) =>
  sliceFinding(parts, { ...question, ...changed });

describe('parts of the spend that have no name', () => {
  it('are lines that name none, in every sentence', () => {
    const parts = [part('', [9_000, 1_000]), part('Roads', [100, 400])];
    expect(finding(parts)).toEqual({
      title: 'Most was spent outside Kirklees on lines that name no department: £10 in 2024/25',
      sentences: [
        'The highest share in Kirklees is that of lines that name no department: 90%.',
        'The lowest share in Kirklees is that of Roads: 20%.',
        'All of this money could be placed.',
      ],
    });
  });

  it('are payments without a date among quarters, and not elsewhere', () => {
    const parts = [part('undated', [0, 900]), part('2024/25 Q4', [100, 300])];
    const byQuarter = finding(parts, { by: 'quarter', year: null });
    expect(byQuarter.title).toBe('Most was spent outside Kirklees on payments without a date: £9');
    expect(byQuarter.sentences.slice(0, 2)).toEqual([
      'The highest share in Kirklees is that of 2024/25 Q4 (January to March): 25%.',
      'The lowest share in Kirklees is that of payments without a date: 0%.',
    ]);
    expect(finding(parts).title).toBe('undated spent most outside Kirklees: £9 in 2024/25');
    expect(finding(parts, { by: 'category' }).title).toBe(
      'Most was spent outside Kirklees on undated: £9 in 2024/25',
    );
  });
});

describe('a part that is alone', () => {
  const title = (value: string, changed: Partial<SliceQuestion>) =>
    finding([part(value, [100, 0])], changed).title;

  it('is told as the only one', () => {
    expect(title('2024/25 Q2', { by: 'quarter' })).toBe('All payments are in 2024/25 Q2 (July to September)');
    expect(title('undated', { by: 'quarter', year: 'undated' })).toBe('No payment has a date');
    expect(title('Roads', { year: 'undated' })).toBe(
      'All payments without a date name one department: Roads',
    );
    expect(title('', { year: 'undated', by: 'body' })).toBe('No payment without a date names a body');
    expect(title('Roads', { year: null })).toBe('All payments name one department: Roads');
  });

  it('tells payments and credits apart that could not be placed, because only their difference is in the sum', () => {
    const said = finding([part('Roads', [100, 400, 5_000, -800])]).sentences.at(-1);
    expect(said).toBe(
      '£50 of payments and £8 of credits could not be placed: it could be in Kirklees or outside.',
    );
  });

  it('says how much of it could not be placed', () => {
    expect(finding([part('Roads', [100, 0, 4_200])]).sentences).toEqual([
      '£42 could not be placed: it could be in Kirklees or outside.',
    ]);
  });
});

describe('what cannot be said', () => {
  it('is who spent most outside where credits take all of it back', () => {
    const parts = [part('Roads', [300, -100]), part('Homes', [200, -150])];
    expect(finding(parts)).toEqual({
      title: 'Roads spent most: £2 in 2024/25',
      sentences: expect.arrayContaining(['All of this money could be placed.']),
    });
    expect(finding(parts).sentences.join(' ')).not.toContain('cannot be said');
  });

  it('is any share where a part has none', () => {
    const parts = [part('Roads', [300, 100]), part('Refunds', [-100, -100])];
    expect(finding(parts).sentences).toEqual(['All of this money could be placed.']);
  });

  it('is which part stands out where nothing was spent', () => {
    expect(finding([part('Roads', [-100, 0]), part('Homes', [-200, 0])], { year: null }).title).toBe(
      'No part of the spend stands out',
    );
    expect(finding([], { year: 'undated' }).title).toBe('No spend was counted among payments without a date');
  });

  it('is anything of a ring that the parts have no figure of', () => {
    const other = { id: 'region', name: 'Yorkshire' };
    expect(() => finding([part('Roads', [1, 1])], { ring: other })).toThrow(/has a figure of the ring/);
  });
});

describe('shares', () => {
  it('are told by the one end that lies within 0 to 100% where credits take the other past it', () => {
    const parts = [
      part('Roads', [800, 200, 0, -50]),
      part('Homes', [500, 500, 600]),
      part('Art', [0, 900, 50, -40]),
    ];
    // Roads: 750 to 800 of 950. Homes: 500 to 1,100 of 1,600. Art: -40 to 50 of 910.
    expect(finding(parts).sentences.slice(1, 3)).toEqual([
      'The highest share in Kirklees is that of Roads: between 78% and 85%.',
      'The lowest share in Kirklees is that of Art: at most 6%.',
    ]);
    // Roads: 850 to 1,000 of 950.
    expect(finding([part('Roads', [900, 0, 100, -50]), part('Homes', [1, 9])]).sentences).toContain(
      'The highest share in Kirklees is that of Roads: at least 89%.',
    );
  });
});

it('names the months of a quarter, and adds up all parts', () => {
  expect(['Q1', '2024/25 Q2', '2024/25 Q3', 'Q4', 'undated'].map(quarterMonths)).toEqual([
    ...['April to June', 'July to September', 'October to December', 'January to March', 'undated'],
  ]);
  expect(sliceTotal([part('Roads', [5, 6]), part('Homes', [-20, 1, 3])])).toBe(-5);
  expect(sliceTotal([])).toBe(0);
});

const amount = fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 300_000_000 }));
const fraction = fc.integer({ min: 0, max: 4 });
/** A part with the truth that nobody knows: how much of the open money lies inside. */
const told = fc
  .record({
    money: fc.tuple(amount, amount, fc.nat(3_000), fc.integer({ min: -300, max: 0 })),
    openInside: fraction,
    creditsInside: fraction,
  })
  .map(({ money, openInside, creditsInside }) => {
    const [inside, outside, open, credits] = money;
    const local = inside + Math.round((open * openInside) / 4) + Math.round((credits * creditsInside) / 4);
    const total = inside + outside + open + credits;
    return { money, local, total, elsewhere: total - local };
  });
const parts = fc.array(told, { minLength: 2, maxLength: 4 });
type Told = Parameters<Parameters<typeof parts.map>[0]>[0][number];

const slicesOf = (all: readonly Told[]) => all.map(({ money }, index) => part(`Part ${index}`, money));

function poundsIn(text: string): number {
  const [, pounds, size] = /£([\d,.]+)([km]?)/.exec(text) ?? [];
  return Number(pounds?.replaceAll(',', '')) * (size === 'm' ? 1e8 : size === 'k' ? 1e5 : 100);
}

/** The lowest and highest per cent that a sentence allows. */
function rangeIn(text: string): readonly [number, number] {
  const numbers = [...text.matchAll(/(-?\d+)%/g)].map(([, number]) => Number(number));
  const [first = Number.NaN, last = first] = numbers;
  if (text.includes('at most')) return [Number.NEGATIVE_INFINITY, first];
  return text.includes('at least') ? [first, Number.POSITIVE_INFINITY] : [first, last];
}

describe('property: wherever the money that could not be placed went', () => {
  it('"at least" is no more than the part spent outside', () => {
    let claims = 0;
    fc.assert(
      fc.property(parts, (all) => {
        const { title } = finding(slicesOf(all));
        const which = /^Part (\d) spent most outside Kirklees: at least /.exec(title)?.[1];
        if (which === undefined) return;
        claims += 1;
        expect(poundsIn(title)).toBeLessThanOrEqual(all[Number(which)]?.elsewhere ?? -1);
      }),
      { numRuns: 1000 },
    );
    expect(claims).toBeGreaterThan(100);
  });

  it.each([
    ['highest', 1],
    ['lowest', -1],
  ] as const)('the %s share is that of the part named, within the range told', (end, side) => {
    let claims = 0;
    fc.assert(
      fc.property(parts, (all) => {
        const said = finding(slicesOf(all)).sentences.find((one) => one.startsWith(`The ${end} share`));
        if (said === undefined) return;
        claims += 1;
        const which = Number(/Part (\d)/.exec(said)?.[1]);
        const shares = all.map(({ local, total }) => (100 * local) / total);
        const share = shares[which] ?? Number.NaN;
        expect(shares.filter((other) => other * side >= share * side)).toHaveLength(1);
        const [from, to] = rangeIn(said.replace(/Part \d/, ''));
        expect(share).toBeGreaterThan(from - 0.0002);
        expect(share).toBeLessThan(to + 0.0002);
      }),
      { numRuns: 1000 },
    );
    expect(claims).toBeGreaterThan(100);
  });
});
