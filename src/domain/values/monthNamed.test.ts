import { describe, expect, it } from 'vitest';
import { monthNamed } from './monthNamed.ts';

describe('the month of an edition', () => {
  it.each([
    ['ONSPD_MAY_2025_UK.csv', '2025-05-01'],
    ['NSPL Online (February 2026).zip', '2026-02-01'],
    ['nspl-2026-08.csv.gz', '2026-08-01'],
    ['Local_Authority_District_to_Region_(December_2024)_Lookup_in_EN.csv', '2024-12-01'],
    ['register 20250501.csv', undefined],
    ['nspl_may2025.csv', '2025-05-01'],
    ['BasicCompanyDataAsOneFile-2026-11-01.zip', '2026-11-01'],
    ['BasicCompanyData-2026-11-01-part3_7.csv', '2026-11-01'],
    ['postcodes.csv', undefined],
  ])('%s', (name, month) => {
    expect(monthNamed(name)).toBe(month);
  });
});
