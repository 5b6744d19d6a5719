import { expect, it } from 'vitest';
import { fileFrom } from '../../../test/support/analysisFixture.ts';
import { filesInSentence, tablesInWords } from './fileCounts.ts';

const named = (...names: readonly string[]) => names.map((name) => fileFrom(name, 1, 1));

it('counts a workbook once and its sheets as tables', () => {
  expect(tablesInWords(named('a.csv'))).toBe('1 file');
  expect(tablesInWords(named('a.csv', 'b.xlsx › Sheet1'))).toBe('2 files');
  expect(tablesInWords(named('a.csv', 'b.xlsx › April', 'b.xlsx › May'))).toBe('3 tables in 2 files');
  expect(tablesInWords(named('b.zip › c.xlsx › April', 'b.zip › d.csv'))).toBe('2 tables in 1 file');
  const many = Array.from({ length: 1200 }, (_, index) => `${index}.csv`);
  expect(tablesInWords(named(...many))).toBe('1,200 files');
});

it('says what became of all of them', () => {
  const [one, two, three] = named('a.csv', 'b.csv', 'c.csv').map((file, index) => ({
    ...file,
    status: (['read', 'set-aside', 'ignored'] as const)[index] ?? 'read',
  }));
  const all = [one, two, three].filter((file) => file !== undefined);
  expect(filesInSentence(all)).toBe('1 file read, 1 set aside, 1 ignored');
  expect(filesInSentence([])).toBe('0 files read');
});
