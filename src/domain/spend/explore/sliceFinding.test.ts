import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, toPence } from '../../values/index.ts';
import type { Figure } from '../analysis.ts';
import { type SliceQuestion, sliceFinding, sliceName } from './sliceFinding.ts';
import type { Slice } from './types.ts';

const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
const question: SliceQuestion = {
  by: 'department',
  ring,
  year: '2024/25',
  basis: 'ledger address',
  partYears: [],
};

interface Money {
  readonly local: number;
  readonly elsewhere: number;
  readonly open?: number;
  readonly credits?: number;
}

function figureOf({ local, elsewhere, open = 0, credits = 0 }: Money): Figure {
  const total = local + elsewhere + open + credits;
  const share = (part: number, whole: number) => (whole > 0 ? shareOf(toPence(part), toPence(whole)) : null);
  return {
    definition: 'ledger-all',
    period: '2024/25',
    ring,
    totalPence: total,
    localPence: local,
    elsewherePence: elsewhere,
    undeterminedPositivePence: open,
    undeterminedNegativePence: credits,
    share: share(local, local + elsewhere),
    shareOfAll: share(local, total),
    shareLower: share(local + credits, total),
    shareUpper: share(local + open, total),
    whyNoShare: null,
  };
}

function sliceOf(value: string, money: Money): Slice {
  const figure = figureOf(money);
  return { value, totalPence: toPence(figure.totalPence), lines: 3, figures: [figure] };
}

describe('what the parts of the spend allow us to say', () => {
  it('names the part that certainly spent most outside, with at least so much', () => {
    const finding = sliceFinding(
      [
        sliceOf('Adult social care', { local: 100_000_000, elsewhere: 1_234_567_890, open: 5_000 }),
        sliceOf('Highways', { local: 900_000_000, elsewhere: 1_000_000_000, open: 200_000_000 }),
      ],
      question,
    );
    expect(finding.title).toBe('Adult social care spent most outside Kirklees: at least £12.3m in 2024/25');
    expect(finding.sentences).toContain(
      'The highest share in Kirklees is that of Highways: between 42% and 53%.',
    );
    expect(finding.sentences).toContain(
      'The lowest share in Kirklees is that of Adult social care: between 7% and 8%.',
    );
  });

  it('says no "at least" where all money could be placed', () => {
    const finding = sliceFinding(
      [sliceOf('A', { local: 1, elsewhere: 1_230_000_000 }), sliceOf('B', { local: 5, elsewhere: 7 })],
      { ...question, by: 'category' },
    );
    expect(finding.title).toBe('Most was spent outside Kirklees on A: £12.3m in 2024/25');
    expect(finding.sentences).toContain('All of this money could be placed.');
  });

  it('falls back to the whole spend where the unplaced money could turn the order', () => {
    const finding = sliceFinding(
      [
        sliceOf('A', { local: 500_000, elsewhere: 200_000, open: 100_000 }),
        sliceOf('B', { local: 100_000, elsewhere: 250_000 }),
      ],
      question,
    );
    expect(finding.title).toBe('A spent most: £8.0k in 2024/25');
    expect(finding.sentences[0]).toContain('cannot be said');
  });

  it('claims no leader among equals', () => {
    const same = { local: 100, elsewhere: 100 };
    const finding = sliceFinding([sliceOf('A', same), sliceOf('B', same)], question);
    expect(finding.title).toBe('No part of the spend stands out in 2024/25');
    expect(finding.sentences.join(' ')).not.toMatch(/highest|lowest share/);
  });

  it('says so where there is one part, none, or no name on the line', () => {
    const money = { local: 100, elsewhere: 100 };
    expect(sliceFinding([sliceOf('Examplewell Council', money)], { ...question, by: 'body' }).title).toBe(
      'All payments in 2024/25 name one body: Examplewell Council',
    );
    expect(sliceFinding([sliceOf('', money)], question).title).toBe(
      'No payment in 2024/25 names a department',
    );
    expect(sliceFinding([], question).title).toBe('No spend was counted in 2024/25');
    const unnamed = sliceFinding([sliceOf('', { local: 0, elsewhere: 900 }), sliceOf('B', money)], question);
    expect(unnamed.title).toBe(
      'Most was spent outside Kirklees on lines that name no department: £9 in 2024/25',
    );
  });

  it('names quarters with their months and years as findings over time', () => {
    const quarters = [
      sliceOf('2024/25 Q1', { local: 1, elsewhere: 500 }),
      sliceOf('2024/25 Q2', { local: 1, elsewhere: 2 }),
    ];
    expect(sliceFinding(quarters, { ...question, by: 'quarter' }).title).toBe(
      'Most was spent outside Kirklees in 2024/25 Q1 (April to June): £5',
    );
    const years = [
      sliceOf('2023/24', { local: 10, elsewhere: 90 }),
      sliceOf('2024/25', { local: 20, elsewhere: 80 }),
    ];
    expect(sliceFinding(years, { ...question, by: 'year', year: null }).title).toBe(
      'Local spend rose from 10% to 20% between 2023/24 and 2024/25',
    );
    expect(sliceFinding(years, { ...question, by: 'year', year: null, partYears: ['2024/25'] }).title).toBe(
      '20% of spend was local in 2024/25',
    );
  });

  it('cuts long names and keeps their letters whole', () => {
    expect([...sliceName('😀'.repeat(100), 'department')]).toHaveLength(81);
  });

  it('property: the part it names has most outside wherever the unplaced money went', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 });
    const money = fc.record({
      local: amount,
      elsewhere: amount,
      open: amount,
      credits: fc.integer({ min: -1_000_000, max: 0 }),
      openInside: fc.double({ min: 0, max: 1, noNaN: true }),
      creditsInside: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(money, { minLength: 2, maxLength: 6 }), (parts) => {
        const slices = parts.map((part, index) => sliceOf(`Part ${index}`, part));
        const { title } = sliceFinding(slices, question);
        const named = /^Part (\d) spent most outside Kirklees: (at least )?/.exec(title);
        if (named === null) return;
        const truly = parts.map(
          (part) =>
            part.elsewhere +
            Math.round(part.open * (1 - part.openInside)) +
            Math.round(part.credits * (1 - part.creditsInside)),
        );
        const leader = truly[Number(named[1])] ?? 0;
        expect(truly.filter((other) => other >= leader)).toHaveLength(1);
      }),
    );
  });
});
