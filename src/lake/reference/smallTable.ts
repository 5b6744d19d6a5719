import { readFile, stat } from 'node:fs/promises';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { type DelimitedRecord, delimitedRecords, separatorOf } from './delimited.ts';

const mostBytes = 50_000_000;

/** A look-up or list small enough to hold in memory: its header and its records. */
export interface SmallTable {
  readonly headers: readonly string[];
  readonly records: readonly DelimitedRecord[];
}

/** UTF-8 where the bytes are valid UTF-8, else Windows-1252, which is what Excel saves. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Reads a whole list; refuses one above 50 MB, and one without a row below its header. */
export async function readSmallTable(path: string): Promise<Decision<SmallTable>> {
  const { size } = await stat(path);
  if (size > mostBytes) return refuse('reference-too-large', 'The list is larger than 50 MB.');
  const text = decode(await readFile(path));
  const [header, ...records] = delimitedRecords(text, separatorOf(text));
  if (header === undefined || records.length === 0) {
    return refuse('reference-no-rows', 'There is no row below the header.');
  }
  return accept({ headers: header.cells, records });
}
