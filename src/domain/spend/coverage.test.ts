import { describe, expect, it } from 'vitest';
import { emptyAnalysis, fileFrom } from '../../../test/support/analysisFixture.ts';
import { coverageWarnings, partYears } from './coverage.ts';
import { sameTotalsWarnings } from './sameTotals.ts';

describe('years that are not whole', () => {
  const coverage = [
    { period: '2018/19', months: 12 },
    { period: '2019/20', months: 2 },
  ];
  it('are named, with how many months have payments', () => {
    expect(partYears({ ...emptyAnalysis(), coverage })).toEqual(['2019/20']);
    expect(coverageWarnings(coverage).map((warning) => warning.sentence)).toEqual([
      '2019/20 has payments in 2 of its 12 months, so it is not a whole year.',
    ]);
  });
});

describe('files with the same totals', () => {
  const days = { firstDay: '2020-04-01', lastDay: '2020-04-30' };
  const file = (...about: Parameters<typeof fileFrom>) => ({ ...fileFrom(...about), ...days });
  it('are named together once, unless they are small or empty', () => {
    const files = [
      file('a.csv', 9, 500),
      file('b.csv', 9, 501),
      file('c.csv', 9, 500),
      file('d.csv', 2, 7),
      file('e.csv', 2, 7),
    ];
    const warnings = sameTotalsWarnings(files);
    expect(warnings.map((warning) => warning.file)).toEqual(['c.csv']);
    expect(warnings[0]?.sentence).toContain('a.csv');
  });
});
