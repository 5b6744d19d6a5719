import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asked } from '../../../test/support/matching.ts';
import { toLocalDate } from '../../domain/values/index.ts';
import { readVocabulary } from '../vocabulary/readVocabulary.ts';
import { readNames } from './readNames.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-names-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, name = 'names.csv') {
  const path = join(folder, name);
  await writeFile(path, content);
  return readNames(path, readVocabulary());
}

it('reads names with whatever stands beside them, and counts lines without a name', async () => {
  const list = await read(
    'Vendor Name;Company Number;Post code;Category;First paid;Last payment date\r\n' +
      '  Alder   Care Ltd;07654321;zz1 1aa;Care;01/04/2024;2025-03-31\r\n' +
      ';07654321;;;;\r\n' +
      'Birch Bakery;;;;not a day;\r\n',
  );
  expect(list).toEqual({
    ok: true,
    value: {
      names: [
        asked('Alder Care Ltd', {
          number: '07654321',
          postcode: 'zz1 1aa',
          category: 'Care',
          firstPaid: toLocalDate('2024-04-01'),
          lastPaid: toLocalDate('2025-03-31'),
        }),
        asked('Birch Bakery'),
      ],
      withoutName: 1,
    },
  });
});

it.each(['supplier', 'Supplier_Name', 'PAYEE', 'Beneficiary', 'name', 'Organisation name', 'creditor-name'])(
  'finds names in a column called %s',
  async (header) => {
    const list = await read(`Line,${header}\n1,Alder Care\n`);
    expect(list).toMatchObject({ ok: true, value: { names: [{ name: 'Alder Care' }] } });
  },
);

it('takes the first of two columns that may be names, and a header without lines for an empty list', async () => {
  const two = await read('Supplier,Payee\nAlder Care,Somebody Else\n');
  expect(two).toMatchObject({ value: { names: [{ name: 'Alder Care' }] } });
  expect(await read('Supplier\n')).toEqual({ ok: true, value: { names: [], withoutName: 0 } });
});

it.each([
  [
    'no column of names',
    'Amount,Colour\n1,red\n',
    /^names\.csv has no column of names\. .*: amount, colour\.$/,
  ],
  ['nothing in it', '', /^names\.csv is empty\.$/],
  ['markup', '<html><body>Sign in</body></html>', /^names\.csv is a web page/],
  ['a quote that never ends', 'Supplier\n"Alder Care\n', /^names\.csv/],
  ['bytes of a workbook that was cut short', Buffer.from('504b030414000600', 'hex'), /damaged or cut short/],
])('refuses a file with %s in a sentence', async (_, content, sentence) => {
  const list = await read(content);
  expect(list.ok ? [] : list.refusals.map((one) => one.sentence)).toEqual([expect.stringMatching(sentence)]);
});

it('refuses a file that is not there', async () =>
  expect(await readNames(join(folder, 'nowhere.csv'), readVocabulary())).toMatchObject({ ok: false }));
