import { Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { toLocalDate } from '../../domain/values/index.ts';
import { csvStream, dataPackage, packageStream } from './csvStream.ts';
import type { StreamTable } from './streamTable.ts';
import { workbookStream } from './workbookStream.ts';

interface Row {
  readonly name: string;
  readonly pence: number;
}

interface Source {
  made: number;
  closed: boolean;
}

async function* generated(
  count: number,
  {
    source,
    breakAt = count + 1,
    name = 'Invented Joinery Ltd',
  }: {
    readonly source?: Source;
    readonly breakAt?: number;
    readonly name?: string;
  } = {},
): AsyncGenerator<readonly Row[]> {
  try {
    for (let from = 0; from < count; from += 1000) {
      if (from >= breakAt) throw new Error('the disk went away');
      const part = Array.from({ length: Math.min(1000, count - from) }, (_, index) => ({
        name,
        pence: from + index,
      }));
      if (source !== undefined) source.made += part.length;
      yield part;
    }
  } finally {
    if (source !== undefined) source.closed = true;
  }
}

function tableOf(rows: AsyncIterable<readonly Row[]>): StreamTable<Row> {
  return {
    name: 'payments',
    title: 'Payments',
    sentence: 'One row for each payment.',
    notes: ['All accepted lines count.'],
    sources: ['april.csv'],
    columns: [
      {
        field: 'supplier',
        title: 'Supplier',
        about: 'Name in the ledger.',
        width: 40,
        value: { kind: 'text', of: (row) => row.name },
      },
      {
        field: 'amount_pounds',
        title: 'Amount',
        about: 'In pounds.',
        width: 16,
        value: { kind: 'pounds', of: (row) => row.pence },
      },
      {
        field: 'day',
        title: 'Day',
        about: 'Day of payment.',
        width: 16,
        value: { kind: 'day', of: (row) => (row.pence % 2 === 0 ? toLocalDate('2024-04-01') : null) },
      },
    ],
    rows,
  };
}

const writers = { csv: csvStream<Row>, zip: packageStream<Row>, xlsx: workbookStream<Row> } as const;

async function partsOf(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  for await (const entry of (await fromBufferPromise(bytes)).eachEntry()) parts.set(entry.fileName, '');
  for await (const entry of (await fromBufferPromise(bytes, { autoClose: false })).eachEntry()) {
    const zip = await fromBufferPromise(bytes, { autoClose: false });
    parts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
  }
  return parts;
}

describe('tables written while their rows arrive', () => {
  it('are CSV that reads back, safe from formulas', async () => {
    const csv = await text(csvStream(tableOf(generated(3, { name: '=HYPERLINK("x")' }))));
    const { data, errors } = Papa.parse<string[]>(csv, { newline: '\r\n', skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toEqual([
      ['supplier', 'amount_pounds', 'day'],
      ['\'=HYPERLINK("x")', '0.00', '2024-04-01'],
      ['\'=HYPERLINK("x")', '0.01', ''],
      ['\'=HYPERLINK("x")', '0.02', '2024-04-01'],
    ]);
  });

  it('are a zip of CSV and its description, with a type for every field and no licence of ours', async () => {
    const parts = await partsOf(await buffer(packageStream(tableOf(generated(2500)))));
    expect([...parts.keys()]).toEqual(['datapackage.json', 'payments.csv']);
    expect(parts.get('payments.csv')?.split('\r\n')).toHaveLength(2502);
    const description = JSON.parse(parts.get('datapackage.json') ?? '{}');
    expect(description).toEqual(dataPackage(tableOf(generated(0))));
    expect(description.licenses).toBeUndefined();
    expect(description.sources).toEqual([{ title: 'april.csv' }]);
    expect(description.resources[0].path).toBe('payments.csv');
    expect(description.resources[0].schema.fields.map((one: { type: string }) => one.type)).toEqual([
      'string',
      'number',
      'date',
    ]);
  });

  it('are a well-formed workbook whose table covers every row', async () => {
    for (const count of [0, 1, 2500]) {
      const parts = await partsOf(
        await buffer(workbookStream(tableOf(generated(count, { name: '<&"\u0000' })))),
      );
      for (const [path, xml] of parts) {
        expect(() => new SaxesParser({ xmlns: true }).write(xml).close(), path).not.toThrow();
      }
      expect(parts.get('xl/tables/table1.xml')).toContain(`ref="A3:C${3 + Math.max(1, count)}"`);
      const rows = parts.get('xl/worksheets/sheet2.xml')?.match(/<row /g);
      expect(rows).toHaveLength(3 + Math.max(1, count));
      expect(parts.get('xl/worksheets/sheet1.xml')).toContain(
        `The sheet Table has ${count} ${count === 1 ? 'row' : 'rows'}.`,
      );
    }
  });

  it('says on the first sheet when a list is longer than a sheet, and reads no further', async () => {
    const source = { made: 0, closed: false };
    const bytes = await buffer(workbookStream(tableOf(generated(50_000, { source })), 1500));
    const parts = await partsOf(bytes);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('only its first 1500 rows are here');
    expect(parts.get('xl/tables/table1.xml')).toContain('ref="A3:C1503"');
    expect(source.closed).toBe(true);
    expect(source.made).toBeLessThan(5000);
    const exact = await partsOf(await buffer(workbookStream(tableOf(generated(1500)), 1500)));
    expect(exact.get('xl/worksheets/sheet1.xml')).not.toContain('longer than a sheet');
  });

  it.each(Object.entries(writers))(
    'as %s never make more rows of 300,000 than the reader takes',
    async (_, write) => {
      const source = { made: 0, closed: false };
      const stream = write(tableOf(generated(300_000, { source })));
      const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      const seen: number[] = [];
      let taken = 0;
      const reader = new Writable({
        highWaterMark: 1,
        write: (chunk: Buffer | string, _encoding, next) => {
          const first = taken === 0;
          taken += Buffer.byteLength(chunk);
          if (!first) return next();
          const look = async () => {
            await later(200);
            seen.push(source.made);
            await later(200);
            seen.push(source.made);
          };
          look().then(() => next());
        },
      });
      await pipeline(stream, reader);
      expect(seen[0]).toBeLessThanOrEqual(60_000);
      expect(seen[1]).toBe(seen[0]);
      expect(source).toEqual({ made: 300_000, closed: true });
      expect(taken).toBeGreaterThan(300_000);
    },
  );

  it.each(Object.entries(writers))('as %s break with an error, never as if whole', async (_, write) => {
    const source = { made: 0, closed: false };
    const stream = write(tableOf(generated(300_000, { source, breakAt: 100_000 })));
    await expect(buffer(stream)).rejects.toThrow('the disk went away');
    expect(stream.destroyed).toBe(true);
    expect(source.closed).toBe(true);
  });

  it.each(Object.entries(writers))('as %s close their source when the reader goes away', async (_, write) => {
    const source = { made: 0, closed: false };
    const stream = write(tableOf(generated(300_000, { source })));
    await new Promise((resolve) => {
      stream.once('data', resolve);
    });
    while (source.made === 0) await new Promise((resolve) => setImmediate(resolve));
    stream.destroy();
    for (let turn = 0; turn < 200 && !source.closed; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(source.closed).toBe(true);
    expect(stream).toBeInstanceOf(Readable);
  });
});
