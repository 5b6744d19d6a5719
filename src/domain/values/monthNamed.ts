import { type LocalDate, localDateFrom } from './localDate.ts';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The first day of the month named in a file name such as `ONSPD_MAY_2025_UK.csv`, `NSPL_2026-02.zip` or `April 2025`. */
export function monthNamed(fileName: string): LocalDate | undefined {
  const words = fileName.toLowerCase();
  const named =
    /(?:^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[^a-z0-9]*(20\d\d)(?!\d)/.exec(words);
  if (named) return localDateFrom(Number(named[2]), months.indexOf(named[1] ?? '') + 1, 1);
  const numbered = /(?:^|\D)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)/.exec(words);
  return numbered ? localDateFrom(Number(numbered[1]), Number(numbered[2]), 1) : undefined;
}
