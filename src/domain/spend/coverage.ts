import type { Analysis, Warning } from './analysis.ts';

/** Financial years that have payments in fewer than twelve months, so that their money is not a whole year's. */
export function partYears({ coverage }: Pick<Analysis, 'coverage'>): readonly string[] {
  return coverage.filter(({ months }) => months < 12).map(({ period }) => period);
}

/** One warning for each part year. */
export function coverageWarnings(coverage: Analysis['coverage']): readonly Warning[] {
  return coverage
    .filter(({ months }) => months < 12)
    .map(({ period, months }) => ({
      code: 'part-year',
      file: null,
      sentence: `${period} has payments in ${months} of its 12 months, so it is not a whole year.`,
    }));
}
