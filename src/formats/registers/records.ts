import { type JsonRecord, ObjectRecords } from './objectRecords.ts';
import type { Table } from './packed.ts';
import { QuotedRecords } from './quotedRecords.ts';
import { refusing } from './refusals.ts';
import { TabbedRecords } from './tabbedRecords.ts';
import { textBlocks } from './text.ts';
import type { RecordBatch, RecordSplitter } from './types.ts';

/** Whether a column is wanted, by its name in small letters. */
export type Wanted = (column: string) => boolean;

function nameOfColumn(cell: string): string {
  return cell.trim().toLowerCase();
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A register that leaves empty fields out does so in its first object too, so the first block names the columns. */
function columnsOf(objects: readonly JsonRecord[]): readonly string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

async function* objectBatches(blocks: AsyncIterable<string>, label: string): AsyncGenerator<RecordBatch> {
  const splitter = new ObjectRecords(label);
  let columns: readonly string[] = [];
  for await (const block of blocks) {
    const objects = splitter.push(block);
    if (objects.length === 0) continue;
    if (columns.length === 0) columns = columnsOf(objects);
    const records = objects.map((object) => columns.map((column) => cellOf(object[column])));
    yield { header: columns.map(nameOfColumn), records, isLast: false };
  }
  splitter.end();
}

function splitterFor(block: string, label: string): RecordSplitter {
  const line = block.split(/\r|\n/, 1)[0] ?? '';
  const times = (mark: string) => line.split(mark).length;
  if (times('\t') > times(',') && times('\t') > times(';')) return new TabbedRecords(label);
  return new QuotedRecords(times(';') > times(',') ? ';' : ',', label);
}

/** The first line, which names the columns, and what comes after it. */
async function* headFirst(blocks: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const block of blocks) {
    const head = isFirst ? block.indexOf('\n') + 1 : 0;
    isFirst = false;
    if (head > 0) yield block.slice(0, head);
    yield head > 0 ? block.slice(head) : block;
  }
}

async function* textBatches(
  blocks: AsyncIterable<string>,
  label: string,
  wanted: Wanted,
): AsyncGenerator<RecordBatch> {
  let splitter: RecordSplitter | undefined;
  let header: readonly string[] | undefined;
  const batchOf = (found: string[][], isLast: boolean): RecordBatch => {
    const isHeaded = header !== undefined;
    header ??= found[0]?.map(nameOfColumn);
    if (!isHeaded && header) splitter?.keep(header.map(wanted));
    return { header: header ?? [], records: isHeaded ? found : found.slice(1), isLast };
  };
  for await (const block of headFirst(blocks)) {
    splitter ??= splitterFor(block, label);
    const batch = batchOf(splitter.push(block), false);
    if (batch.header.length > 0) yield batch;
  }
  if (splitter) yield batchOf(splitter.end(), true);
}

function refuseMarkup(block: string, label: string): void {
  if (!/^\s*</.test(block)) return;
  const sentence = `${label} is a web page or XML, not a register. The download may have failed: fetch it again.`;
  throw refusing('register-not-text', sentence);
}

async function* afterFirst(first: string, blocks: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (let next = await blocks.next(); !next.done; next = await blocks.next()) yield next.value;
}

/** The records of a table, CSV, text with tabs or JSON, a part at a time. Throws a refusal for what is none of them. */
export async function* recordBatches(
  table: Pick<Table, 'label' | 'open'>,
  wanted: Wanted,
  count: (bytes: number) => void = () => undefined,
): AsyncGenerator<RecordBatch> {
  const blocks = textBlocks(counted(table.open(), count), table.label);
  try {
    const first = await blocks.next();
    if (first.done) return;
    refuseMarkup(first.value, table.label);
    const all = afterFirst(first.value, blocks);
    const isJson = /^\s*[[{]/.test(first.value);
    yield* isJson ? objectBatches(all, table.label) : textBatches(all, table.label, wanted);
  } finally {
    await blocks.return(undefined);
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}
