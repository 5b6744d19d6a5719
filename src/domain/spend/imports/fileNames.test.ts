import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { nextFileName, safeFileName } from './fileNames.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['april.csv', 'april.csv'],
    ['C:\\fakepath\\Spend over £500.csv', 'Spend over £500.csv'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u202e.csv\n', 'ab.csv'],
    ['..', 'file'],
    ['.hidden.csv', 'hidden.csv'],
    ['', 'file'],
    ['pay[1]*?.csv', 'pay[1]__.csv'],
    ['book › April.xlsx', 'book _ April.xlsx'],
    ['trailing. . ', 'trailing'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept);
  });

  it('is cut before its ending', () => {
    const long = safeFileName(`${'é'.repeat(500)}.csv.gz`);
    expect(long).toMatch(/^é+\.csv\.gz$/);
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(230);
    expect([...safeFileName(`${'a'.repeat(500)}.csv`)]).toHaveLength(200);
    expect([...safeFileName('a'.repeat(500))]).toHaveLength(200);
  });

  it('is told apart from those that are taken', () => {
    expect(nextFileName('a.csv', ['b.csv'])).toBe('a.csv');
    expect(nextFileName('x/A.csv', ['a.csv', 'a (2).csv'])).toBe('A (3).csv');
    const long = `${'a'.repeat(196)}.csv`;
    expect(nextFileName(long, [long])).toBe(`${'a'.repeat(192)} (2).csv`);
  });

  it('property: is one plain name that every disk takes', () => {
    const property = fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const name = safeFileName(text);
      expect(name).not.toMatch(/[/\\\u0000-\u001f\u007f-\u009f]|^\.|^$/);
      expect([...name].length).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(230);
      expect(safeFileName(name)).toBe(name);
    });
    fc.assert(property, { numRuns: propertyRuns(300) });
  });
});
