import { readAmount } from '../reading/amount.ts';
import { readDate } from '../reading/date.ts';
import type { Header, RawRecord, TableSample } from './types.ts';
import { type AliasRole, aliasOf, type Vocabulary } from './vocabulary.ts';

const longestSearch = 40;

function isValue(cell: string): boolean {
  return /\d/.test(cell) && (readAmount(cell) !== undefined || readDate(cell, 'day first') !== undefined);
}

interface Scored {
  readonly record: number;
  readonly score: number;
}

const amountRoles: readonly AliasRole[] = ['netAmount', 'grossAmount', 'amount'];

/** How much a record looks like a header: known names, none of them values, and amounts below its amount. */
function scoreOf({ cells }: RawRecord, below: readonly RawRecord[], vocabulary: Vocabulary): number {
  const known = cells.map((cell) => (cell.length > 80 ? undefined : aliasOf(cell, vocabulary)));
  const found = new Set(known.map((alias) => alias?.alias).filter((alias) => alias !== undefined)).size;
  const values = cells.filter(isValue).length;
  const fits = known.some(
    (alias, index) =>
      alias !== undefined &&
      amountRoles.includes(alias.role) &&
      below.some((next) => readAmount(next.cells[index] ?? '') !== undefined),
  );
  return found - 2 * values + (fits ? 3 : 0);
}

function byKnownNames(head: readonly RawRecord[], vocabulary: Vocabulary): number | undefined {
  const scored = head.slice(0, longestSearch).map((candidate, record): Scored => {
    return { record, score: scoreOf(candidate, head.slice(record + 1, record + 6), vocabulary) };
  });
  const best = scored.reduce<Scored>((one, other) => (other.score > one.score ? other : one), {
    record: -1,
    score: 1,
  });
  return best.record < 0 ? undefined : best.record;
}

function filledCells({ cells }: RawRecord): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Unknown names still make a header where they stand above values: the last record of words only before amounts begin. */
function byValuesBelow(head: readonly RawRecord[]): number | undefined {
  const firstData = head.findIndex((record) => record.cells.some(isValue));
  const [filled, width] = head.slice(Math.max(firstData - 1, 0), firstData + 1).map(filledCells);
  if (filled === undefined || width === undefined) return undefined;
  return filled >= 2 && filled >= width - 1 ? firstData - 1 : undefined;
}

/** Finds the header among the first records of a table, or says that it has none (`record` is -1). */
export function findHeader(sample: TableSample, vocabulary: Vocabulary): Header {
  const { head } = sample;
  const record = byKnownNames(head, vocabulary) ?? byValuesBelow(head);
  const header = head[record ?? -1];
  if (record === undefined || header === undefined) {
    const width = head.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
    return { record: -1, names: Array.from({ length: width }, () => ''), linesAbove: [] };
  }
  const written = ({ cells }: RawRecord) =>
    cells
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '')
      .join(', ');
  return {
    record,
    names: header.cells.map((name) => name.trim()),
    linesAbove: head.slice(0, record).slice(-20).map(written),
  };
}

/** The records seen below the header, each once, in the order of the file. */
export function recordsBelow(sample: TableSample, header: Header): readonly RawRecord[] {
  const lines = new Map<number, RawRecord>();
  const all = [...sample.head.slice(header.record + 1), ...sample.spread, ...sample.tail];
  const first = sample.head[header.record]?.line ?? -1;
  for (const record of all) if (record.line > first) lines.set(record.line, record);
  return [...lines.values()].toSorted((one, other) => one.line - other.line);
}
