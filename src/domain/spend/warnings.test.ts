import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Warning } from './analysis.ts';
import { filesInWords, groupWarnings } from './warnings.ts';

const basis = (file: string): Warning => ({
  code: 'amount-basis-not-stated',
  file,
  sentence: `${file} does not say whether "Amount" is with or without VAT.`,
});

it('tells once what is the same for many files', () => {
  const about = { code: 'home-replaced', file: null, sentence: 'The code was replaced.' };
  const groups = groupWarnings([basis('a.csv'), about, basis('b.csv'), basis('c.csv')]);
  expect(groups.map((group) => [group.code, group.files])).toEqual([
    ['amount-basis-not-stated', ['a.csv', 'b.csv', 'c.csv']],
    ['home-replaced', []],
  ]);
  expect(groups[0]?.sentence).toContain('The files do not say');
  expect(groups[1]?.sentence).toBe('The code was replaced.');
});

it('keeps the own sentence of a warning that is alone, and apart what differs', () => {
  expect(groupWarnings([basis('a.csv')])).toEqual([
    { code: 'amount-basis-not-stated', sentence: basis('a.csv').sentence, files: ['a.csv'] },
  ]);
  const own = (file: string, line: number) => ({
    code: 'own',
    file,
    sentence: `${file} ends on line ${line}.`,
  });
  expect(groupWarnings([own('a.csv', 1), own('b.csv', 1), own('c.csv', 2)])).toEqual([
    { code: 'own', sentence: 'The file ends on line 1.', files: ['a.csv', 'b.csv'] },
    { code: 'own', sentence: 'c.csv ends on line 2.', files: ['c.csv'] },
  ]);
  const years = ['2017/18', '2020/21'].map((year) => ({ code: 'part-year', file: null, sentence: year }));
  expect(groupWarnings(years)).toHaveLength(2);
});

it('names the first files', () => {
  expect(filesInWords(['a', 'b', 'c'])).toBe('a, b, c');
  expect(filesInWords(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

it('property: no file and no code is lost', () => {
  const warning = fc.record({
    code: fc.constantFrom('undated', 'own', '__proto__', 'wrong-width'),
    file: fc.option(fc.constantFrom('a.csv', 'b.csv', 'c.csv')),
    sentence: fc.constantFrom('a.csv is odd', 'b.csv is odd', 'odd'),
  });
  const pairs = (all: readonly { readonly code: string; readonly files: readonly string[] }[]) =>
    new Set(all.flatMap((one) => [one.code, ...one.files.map((file) => `${one.code} ${file}`)]));
  fc.assert(
    fc.property(fc.array(warning), (warnings) => {
      const before = warnings.map(({ code, file }) => ({ code, files: file === null ? [] : [file] }));
      expect(pairs(groupWarnings(warnings))).toEqual(pairs(before));
    }),
  );
});
