import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimitedRecords, separatorOf } from './delimited.ts';
import { monthNamed } from './editionDate.ts';

describe('delimited text', () => {
  it('property: reads back what was written, with any line break', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'b', '"', ',', '\n', ' ', '£') })
      .map((text) => text.trim());
    const row = fc
      .array(cell, { minLength: 2, maxLength: 4 })
      .filter((cells) => cells.some((one) => one !== ''));
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('\n', '\r\n', '\r'), (rows, lineBreak) => {
        const quoted = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const read = [...delimitedRecords(quoted.join(lineBreak), ',')];
        expect(read.map((record) => record.cells)).toEqual(rows);
      }),
    );
  });

  it('property: ends on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
        expect([...delimitedRecords(text, separatorOf(text))].length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the month of an edition', () => {
  it.each([
    ['ONSPD_MAY_2025_UK.csv', '2025-05-01'],
    ['NSPL Online (February 2026).zip', '2026-02-01'],
    ['nspl-2026-08.csv.gz', '2026-08-01'],
    ['Local_Authority_District_to_Region_(December_2024)_Lookup_in_EN.csv', '2024-12-01'],
    ['register 20250501.csv', undefined],
    ['nspl_may2025.csv', '2025-05-01'],
    ['postcodes.csv', undefined],
  ])('%s', (name, month) => {
    expect(monthNamed(name)).toBe(month);
  });
});
