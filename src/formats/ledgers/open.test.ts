import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  canonicalRows,
  onlyTable,
  openAll,
  summary,
  withFiles,
  zipOf,
} from '../../../test/support/openLedgers.ts';
import type { OpenedLedger, OpenLimits } from './types.ts';

const ledger = 'Supplier,Amount\r\nMadeup Ltd,12.50\r\n';

function opened(
  files: Readonly<Record<string, string | Buffer>>,
  names?: readonly string[],
  limits?: Partial<OpenLimits>,
): Promise<readonly string[]> {
  return withFiles(files, async (folder) =>
    (await openAll(folder, names, limits)).map((each) => short(each, folder)),
  );
}

function short(each: OpenedLedger, folder: string): string {
  return summary(each).replace(`${folder}/`, '');
}

const signature = {
  ole: Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  png: Buffer.from('89504e470d0a1a0a', 'hex'),
};

describe('finding files', () => {
  test('a folder is read in name order; what is no ledger is listed as ignored', async () => {
    const files = {
      'b.csv': ledger,
      'a/z.csv': ledger,
      'B.tsv': 'a\tb\n1\t2\n',
      'README.md': '# notes, and, commas',
      'minutes.pdf': '%PDF-1.7',
      'LICENSE.txt': 'words',
      '.hidden.csv': ledger,
    };
    expect(await opened(files)).toEqual([
      'B.tsv: 2 records',
      'LICENSE.txt: ignored',
      'README.md: ignored',
      'a/z.csv: 2 records',
      'b.csv: 2 records',
      'minutes.pdf: ignored',
    ]);
  });

  test('a named file that is no ledger is refused instead', async () => {
    const files = { 'README.md': '# notes', 'data.json': '[1,2]', 'a.png': signature.png, 'a.csv': ledger };
    expect(await opened(files, ['README.md', 'data.json', 'a.png', 'a.csv'])).toEqual([
      'README.md: not-a-table',
      'data.json: not-a-table',
      'a.png: not-a-table',
      'a.csv: 2 records',
    ]);
  });

  test('globs find files, and say so when they find none', async () => {
    const files = { '2023/a.csv': ledger, '2023/b.csv': ledger, '2024/c.csv': ledger };
    expect(await opened(files, ['2023/*.csv'])).toEqual(['a.csv: 2 records', 'b.csv: 2 records']);
    expect(await opened(files, ['*.xlsx'])).toEqual(['*.xlsx: missing-file']);
  });

  test('what is not there is refused by name, and so is an empty folder', async () => {
    expect(await opened({ 'a.csv': ledger }, ['b.csv', 'a.csv'])).toEqual([
      'b.csv: missing-file',
      'a.csv: 2 records',
    ]);
    expect(await opened({ 'empty/.keep': '' }, ['empty'])).toEqual(['empty: missing-file']);
  });

  test('one bad file among twelve does not keep the others back', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, month) => [`m${month + 10}.csv`, ledger]),
    );
    const result = await opened({ ...files, 'm15.csv': '%PDF-1.4 really a PDF' });
    expect(result).toContain('m15.csv: not-a-table');
    expect(result.filter((line) => line.endsWith('2 records'))).toHaveLength(11);
  });
});

describe('files that are not what their name says', () => {
  test.each([
    ['a PDF', '%PDF-1.7\n1 0 obj', 'not-a-table'],
    ['a picture', signature.png, 'not-a-table'],
    ['a web page', '\ufeff  <html><table><tr><td>1</td></tr></table></html>', 'not-a-table'],
    [
      'an old Excel workbook',
      Buffer.concat([signature.ole, Buffer.from('Workbook', 'utf16le')]),
      'old-excel',
    ],
    [
      'a workbook with a password',
      Buffer.concat([signature.ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'password',
    ],
    ['nothing', '', 'empty-file'],
    ['a damaged zip', Buffer.from('PK\u0003\u0004 and then nothing'), 'damaged-file'],
    ['a damaged gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'damaged-file'],
  ])('%s', async (_, content, code) => {
    expect(await opened({ 'ledger.csv': content })).toEqual([`ledger.csv: ${code}`]);
  });

  test('the words for an old workbook say how to save it', async () => {
    await withFiles({ 'april.xls': signature.ole }, async (folder) => {
      const [first] = await openAll(folder);
      expect(first?.kind === 'refused' && first.refusal.sentence).toMatch(/Save As.*\.xlsx/);
    });
  });
});

describe('packed files', () => {
  test('gzip is unpacked; its hash is that of the ledger inside', async () => {
    await withFiles({ 'a.csv': ledger, 'b.csv.gz': gzipSync(ledger) }, async (folder) => {
      const [plain, packed] = await openAll(folder);
      expect(plain?.kind === 'table' && plain.table.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(packed?.kind === 'table' && packed.table.sha256).toBe(
        plain?.kind === 'table' && plain.table.sha256,
      );
    });
  });

  test('a gzip cut short is refused', async () => {
    const whole = gzipSync(Buffer.from(ledger.repeat(500)));
    expect(await opened({ 'a.csv.gz': whole.subarray(0, whole.length - 20) })).toEqual([
      'a.csv.gz: damaged-file',
    ]);
  });

  test('a zip is read file by file in name order', async () => {
    const year = await zipOf({
      'year/b.csv': ledger,
      'a.csv.gz': gzipSync(ledger),
      'notes.docx': 'x',
      '__MACOSX/._a.csv': 'x',
      'c.csv': '%PDF-1.7',
      'inner.zip': await zipOf({ 'a.csv': ledger }),
    });
    expect(await opened({ 'year.zip': year })).toEqual([
      'year.zip › a.csv.gz: 2 records',
      'year.zip › c.csv: not-a-table',
      'year.zip › inner.zip: packed-too-deep',
      'year.zip › notes.docx: ignored',
      'year.zip › year/b.csv: 2 records',
    ]);
  });

  test('a gzip in a gzip is refused, a zip cut short too', async () => {
    const zip = await zipOf({ 'a.csv': ledger });
    const files = { 'a.csv.gz': gzipSync(gzipSync(ledger)), 'b.zip': zip.subarray(0, zip.length - 30) };
    expect(await opened(files)).toEqual(['a.csv.gz: packed-too-deep', 'b.zip: damaged-file']);
  });

  test('an entry with a password is refused alone', async () => {
    const zip = await zipOf({ 'a.csv': ledger, 'b.csv': ledger });
    const central = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt16LE(zip.readUInt16LE(central + 8) | 1, central + 8);
    expect(await opened({ 'a.zip': zip })).toEqual(['a.zip › a.csv: 2 records', 'a.zip › b.csv: password']);
  });

  test('names that point out of the zip are never used as paths', async () => {
    const zip = await zipOf({ 'aa/aa/a.csv': ledger });
    const evil = Buffer.from(zip.toString('latin1').replaceAll('aa/aa/a.csv', '../../a.csv'), 'latin1');
    expect(await opened({ 'a.zip': evil })).toEqual(['a.zip › ../../a.csv: 2 records']);
  });
});

describe('bombs', () => {
  const zeros = Buffer.alloc(30_000_000, '1,2\n');

  test('gzip and zip that grow too much are stopped by the bytes that really come out', async () => {
    const files = { 'a.csv.gz': gzipSync(zeros), 'b.zip': await zipOf({ 'b.csv': zeros }) };
    expect(await opened(files)).toEqual([
      'a.csv.gz: packed-too-tightly',
      'b.zip › b.csv: packed-too-tightly',
    ]);
    expect(await opened(files, [''], { unpackedBytes: 1_000_000 })).toEqual([
      'a.csv.gz: too-large',
      'b.zip › b.csv: too-large',
    ]);
  });

  test('many files that grow a little too much each are stopped together', async () => {
    const few = zeros.subarray(0, 6_000_000);
    const zip = await zipOf({ 'a.csv': few, 'b.csv': few, 'c.csv': ledger });
    expect(await opened({ 'a.zip': zip })).toEqual([
      'a.zip › a.csv: 1500000 records',
      'a.zip › b.csv: packed-too-tightly',
      'a.zip › c.csv: packed-too-tightly',
    ]);
  });

  test('an entry that declares fewer bytes than it holds is refused', async () => {
    const zip = await zipOf({ 'a.csv': ledger.repeat(100) });
    const central = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(10, central + 24);
    expect(deflateRawSync(ledger.repeat(100)).length).toBeGreaterThan(10);
    expect(await opened({ 'a.zip': zip })).toEqual(['a.zip › a.csv: damaged-file']);
  });

  test('a zip of too many files is refused', async () => {
    const files = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`${index}.csv`, ledger]));
    expect(await opened({ 'a.zip': await zipOf(files) }, [''], { filesInZip: 4 })).toEqual([
      'a.zip: too-many-files',
    ]);
  });
});

test('tables can be opened, then read, one after another', async () => {
  await withFiles({ 'a.csv': ledger, 'b.csv.gz': gzipSync(ledger) }, async (folder) => {
    const rows = await canonicalRows(onlyTable(await openAll(folder, ['b.csv.gz'])));
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Supplier', 'Amount'],
      ['Madeup Ltd', '12.50'],
    ]);
  });
});
