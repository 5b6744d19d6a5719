import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDictionaryFile, writeDictionary } from './dictionaryFile.ts';

const header = ['name', 'decision'];

it('a dictionary is read as it was written, whatever names look like', () => {
  const name = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replace(/[\r\n']/g, ''));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      const rows = names.map((one) => [one, 'none']);
      const read = readDictionaryFile(writeDictionary([header, ...rows]));
      expect(read).toEqual(rows.map(([one, decision]) => ({ name: one, decision })));
    }),
  );
  for (const odd of ['=1+1', '#1 Cleaners', '"Quoted", Ltd', '@home', '-', 'Gŵyr']) {
    const file = writeDictionary([header, [odd, 'none']]);
    expect(readDictionaryFile(`\uFEFF${file}`)).toEqual([{ name: odd, decision: 'none' }]);
  }
});

it('an empty file has no rows', () => {
  expect(readDictionaryFile('')).toEqual([]);
});
