import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** A row of the records with the table it belongs to. */
export interface TableRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Characters of one row at most; a reading of many files takes some megabytes. */
const rowCharacters = 256 * 1024 ** 2;

const rowSchema = z.object({ table: z.string().max(100), row: z.record(z.string(), z.unknown()) });

/** Writes rows to a file, one JSON text in each line. Answers how many there were of each table. */
export async function writeRows(
  path: string,
  rows: AsyncIterable<TableRow>,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  async function* lines() {
    for await (const { table, row } of rows) {
      counts[table] = (counts[table] ?? 0) + 1;
      yield `${JSON.stringify({ table, row })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }));
  return counts;
}

function toRow(line: string): TableRow {
  return rowSchema.parse(JSON.parse(line));
}

/** Reads rows back. Throws when a line is not a row or is longer than any row of ours. */
export async function* readRows(path: string): AsyncGenerator<TableRow> {
  let rest: string[] = [];
  let length = 0;
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 ** 2 })) {
    const [first = '', ...others] = String(chunk).split('\n');
    rest.push(first);
    length += first.length;
    if (length > rowCharacters) throw new Error('A row of the records is longer than any row can be.');
    for (const other of others) {
      yield toRow(rest.join(''));
      rest = [other];
      length = other.length;
    }
  }
  if (length > 0) throw new Error('The last row of the records is cut short.');
}
