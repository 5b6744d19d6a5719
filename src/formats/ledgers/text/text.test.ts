import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalRows,
  onlyTable,
  openAll,
  summary,
  withFiles,
} from '../../../../test/support/openLedgers.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import type { LedgerTable } from '../types.ts';

function withTable<T>(content: string | Buffer, use: (table: LedgerTable) => Promise<T>): Promise<T> {
  return withFiles({ 'ledger.csv': content }, async (folder) => use(onlyTable(await openAll(folder))));
}

async function cellsOf(content: string | Buffer): Promise<readonly (readonly string[])[]> {
  return withTable(content, async (table) => (await canonicalRows(table)).map(({ cells }) => cells));
}

function refusalOf(content: string | Buffer, limits = {}): Promise<string> {
  return withFiles({ 'ledger.csv': content }, async (folder) => {
    const [opened] = await openAll(folder, ['ledger.csv'], limits);
    return opened ? summary(opened) : 'nothing';
  });
}

const piece = fc.constantFrom('a', 'b', '1', '"', ',', ' ', '\n', '\r\n', '\r', 'é', 'ü', 'ñ');
const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const newline = fc.constantFrom('\n', '\r\n', '\r');

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-8 with two marks': (text) => Buffer.from(`\ufeff\ufeff${text}`),
  'Windows-1252': (text) => Buffer.from(text, 'latin1'),
  'UTF-16 little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

interface Written {
  readonly text: string;
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Writes cells as RFC 4180 with the given line ends and remembers on which line each record starts. */
function write(rows: readonly (readonly string[])[], ends: readonly string[]): Written {
  const starts: number[] = [];
  let text = '';
  for (const [index, row] of rows.entries()) {
    starts.push(text.length);
    const cells = row.map((each) => (/[",\r\n]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each));
    text += cells.join(',') + (ends[index % ends.length] ?? '\n');
  }
  const line = (start: number): number => (text.slice(0, start).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
  const all = rows.map((cells, index) => ({ line: line(starts[index] ?? 0), cells }));
  return { text, records: all.filter(({ cells }) => !/^[\s",]*$/.test(cells.join(''))) };
}

const rows = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  );

describe('a table written as RFC 4180', () => {
  test('is read back cell for cell with its line numbers, whatever its encoding and line ends (property)', async () => {
    const ends = fc.array(newline, { minLength: 1, maxLength: 3 });
    const encoding = fc.constantFrom(...Object.keys(encodings));
    await fc.assert(
      fc.asyncProperty(rows, ends, encoding, async (table, lineEnds, name) => {
        const written = write(table, lineEnds);
        fc.pre(written.records.length > 0);
        await withTable(encodings[name]?.(written.text) ?? '', async (opened) => {
          const before = {
            records: opened.records,
            blanks: opened.blanks,
            head: opened.head,
            tail: opened.tail,
          };
          expect(opened.head).toEqual(written.records);
          const read = await canonicalRows(opened);
          expect(read.map(({ cells }) => cells)).toEqual(written.records.map(({ cells }) => cells));
          expect(read.map(({ record }) => opened.lineOf(record))).toEqual(
            written.records.map(({ line }) => line),
          );
          expect(before).toEqual({
            records: read.length,
            blanks: opened.blanks,
            head: opened.head,
            tail: opened.tail,
          });
        });
      }),
      { numRuns: Math.min(propertyRuns(120), 20_000) },
    );
  }, 3_600_000);
});

describe('quotes', () => {
  test('a quote in the middle of a cell stands for itself', async () => {
    expect(await cellsOf('a,b\nsix 5" pipes,1\n')).toEqual([
      ['a', 'b'],
      ['six 5" pipes', '1'],
    ]);
  });

  test('text after a closing quote is kept', async () => {
    expect(await cellsOf('a,b\n"Invented" Ltd,1\n')).toEqual([
      ['a', 'b'],
      ['Invented Ltd', '1'],
    ]);
  });

  test('a stray quote never swallows the lines below it', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `Madeup ${index},${index}`);
    const text = ['name,amount', '"Stray Ltd,5', ...lines, '"Quoted, Ltd",6'].join('\n');
    const read = await cellsOf(text);
    expect(read).toHaveLength(303);
    expect(read[1]).toEqual(['"Stray Ltd', '5']);
    expect(read.at(-1)).toEqual(['Quoted, Ltd', '6']);
  });

  test('a stray quote shortly before a quoted cell stays in its own line', async () => {
    expect(await cellsOf('name,amount\n"Stray Ltd,5\n"Quoted, Ltd",6\nlast,7\n')).toEqual([
      ['name', 'amount'],
      ['"Stray Ltd', '5'],
      ['Quoted, Ltd', '6'],
      ['last', '7'],
    ]);
  });

  test('a quote still open at the end of the file is taken as it stands', async () => {
    expect(await cellsOf('a,b\n"open,1')).toEqual([
      ['a', 'b'],
      ['"open', '1'],
    ]);
  });

  test('a quoted cell longer than a stray quote may be is cut at its line ends', async () => {
    const long = 'x'.repeat(70_000);
    expect(await cellsOf(`a,b\n"${long}",1\n`)).toEqual([
      ['a', 'b'],
      [`"${long}"`, '1'],
    ]);
  });
});

describe('what the table says of itself', () => {
  test('plain UTF-8 with one line end can be read as it lies', async () => {
    await withTable('a,b\r\n1,2\r\n\r\n3,4', async (table) => {
      expect(table.direct).toMatchObject({ delimiter: ',', width: 10 });
      expect([table.records, table.blanks]).toEqual([3, 1]);
      expect([table.lineOf(1), table.lineOf(2)]).toEqual([2, 4]);
      expect([table.blanksBefore(1), table.blanksBefore(2)]).toEqual([0, 1]);
      expect(table.format).toBe('CSV, UTF-8, CRLF line ends');
      expect(await table.rawText([0, 2])).toEqual(
        new Map([
          [0, 'a,b'],
          [2, '3,4'],
        ]),
      );
    });
  });

  test.each([
    ['mixed line ends', 'a,b\r\n1,2\n'],
    ['lone carriage returns', 'a,b\r1,2\r'],
    ['a quoted line end', 'a,b\n"x\ny",2\n'],
    ['a line of delimiters', 'a,b\n,\n1,2\n'],
    ['a line of spaces', 'a,b\n   \n1,2\n'],
  ])('%s send a file the other way', async (_, text) => {
    await withTable(text, async (table) => expect(table.direct).toBeNull());
  });

  test.each([
    ['comma', 'a,b,c\n1,2,3\n', ','],
    ['semicolon', 'a;b;c\n1;2,50;3\n', ';'],
    ['tab', 'a\tb, c\td\n1\t2\t3\n', '\t'],
    ['pipe', 'a|b|c\n1|2|3\n', '|'],
  ])('%s between the cells is found', async (_, text, delimiter) => {
    await withTable(text, async (table) => expect(table.direct?.delimiter).toBe(delimiter));
  });

  test('other delimiters become commas in the canonical form', async () => {
    expect(await cellsOf('a;b\r\n1,5;"x;y"\n')).toEqual([
      ['a', 'b'],
      ['1,5', 'x;y'],
    ]);
  });

  test('Windows-1252 is Windows-1252, its euro and dashes included', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,amount\nCaf'),
      Buffer.from([0xe9, 0x20, 0x96, 0x2c, 0x80, 0x35]),
    ]);
    await withTable(bytes, async (table) => {
      expect(table.format).toContain('Windows-1252');
      expect(table.head[1]?.cells).toEqual(['Café –', '€5']);
    });
  });

  test('one bad byte does not spoil the lines that are UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name,£\nnaïve,'),
      Buffer.from([0xa3, 0x35, 10]),
      Buffer.from('ä,£6\n'),
    ]);
    const read = await cellsOf(bytes);
    expect(read[0]).toEqual(['name', '£']);
    expect(read[2]).toEqual(['ä', '£6']);
  });

  test('UTF-16 without a mark and a doubly encoded mark are seen through', async () => {
    expect(await cellsOf(Buffer.from('name,amount\nMadeup,5\n', 'utf16le'))).toHaveLength(2);
    const twice = Buffer.from(Buffer.from('\ufeff').toString('latin1'));
    expect((await cellsOf(Buffer.concat([twice, Buffer.from('a,b\n1,2\n')])))[0]).toEqual(['a', 'b']);
  });

  test('NUL bytes in text are left out', async () => {
    const text = `a,b\n1,\u00002\n${'3,4\n'.repeat(50)}`;
    await withTable(text, async (table) => {
      expect(table.format).toContain('without its NUL bytes');
      expect(table.head[1]?.cells).toEqual(['1', '2']);
    });
  });

  test('samples of a long table come from all of it, with exact lines', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `${index % 7 === 3 ? '\n' : ''}Madeup,${index}`,
    );
    await withTable(`name,amount\n${lines.join('\n')}\n`, async (table) => {
      expect([table.head.length, table.spread.length, table.tail.length]).toEqual([60, 2_000, 12]);
      expect(table.records).toBe(20_001);
      expect(table.tail.at(-1)?.cells).toEqual(['Madeup', '19999']);
      const lastSpread = Number(table.spread.at(-1)?.cells[1]);
      expect(lastSpread).toBeGreaterThan(19_900);
      expect(table.lineOf(lastSpread + 1)).toBe(table.spread.at(-1)?.line);
      const raw = await table.rawText([59, 5_000, 5_001, 20_000]);
      expect([...raw.values()]).toEqual(['Madeup,58', 'Madeup,4999', 'Madeup,5000', 'Madeup,19999']);
      expect(table.blanksBefore(20_000)).toBe(table.blanks);
    });
  });

  test('a quoted line end beyond the sample is put right by the canonical form', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) =>
      index === 10_001 ? '"x\ny",1' : `Madeup,${index}`,
    );
    await withTable(`name,amount\n${lines.join('\n')}\n`, async (table) => {
      expect([table.direct === null, table.records]).toEqual([false, 20_002]);
      const { records } = await table.canonical();
      expect([records, table.records, table.lineOf(20_000)]).toEqual([20_001, 20_001, 20_002]);
    });
  });
});

describe('text that is no table', () => {
  test('a single endless line is refused early', async () => {
    const limits = { recordCharacters: 10_000 };
    expect(await refusalOf('x'.repeat(9_000_000), limits)).toBe('ledger.csv: record-too-long');
    expect(await refusalOf(`a,b\n${'é'.repeat(10_001)},1\n`, limits)).toBe('ledger.csv: record-too-long');
    expect(await refusalOf(`a,b\n${'é'.repeat(9_990)},1\n`, limits)).toBe('ledger.csv: 2 records');
  });

  test('too many cells are refused', async () => {
    expect(await refusalOf(`a,b\n${','.repeat(20)}x\n`, { cells: 20 })).toBe('ledger.csv: too-many-cells');
    expect(await refusalOf(`a,b\n${','.repeat(19)}x\n`, { cells: 20 })).toBe('ledger.csv: 2 records');
  });

  test('bytes that are no text are refused, and so is nothing at all', async () => {
    const junk = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7) % 256));
    expect(await refusalOf(junk)).toBe('ledger.csv: not-a-table');
    expect(await refusalOf('')).toBe('ledger.csv: empty-file');
    expect(await refusalOf('\r\n ,,\r\n')).toBe('ledger.csv: empty-file');
  });
});
