import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimitedRecords, separatorOf } from './delimited.ts';

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
