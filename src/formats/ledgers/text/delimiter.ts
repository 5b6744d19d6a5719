import { isBlank, newScan, scanRecord } from './scanner.ts';

const candidates = [',', '\t', ';', '|'] as const;
const sampledRecords = 60;
const mostCells = 2_000;

/** How many cells each of the first records has when they are cut at the delimiter. */
function widths(sample: Buffer, delimiter: string): readonly number[] {
  const scan = newScan(delimiter, mostCells);
  scan.buffer = sample;
  const found: number[] = [];
  for (let at = 0; at < sample.length && found.length < sampledRecords; at = scan.next) {
    if (scanRecord(scan, at, sample.length, true) !== 'record') break;
    if (!isBlank(sample, scan.start, scan.end, scan.delimiter)) found.push(scan.cells);
  }
  return found;
}

/** The most common width above one and the share of records that have it, as one number to compare. */
function consistency(found: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of found) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const scores = [...counts].map(([width, count]) => (count / found.length) * Math.min(width, 12));
  return Math.max(0, ...scores);
}

/** Cells of the widest of the first records. */
export function widestOf(sample: Buffer, delimiter: string): number {
  return Math.max(1, ...widths(sample, delimiter));
}

/** The character that cuts the first records into the most even cells; a comma when nothing does. */
export function delimiterOf(sample: Buffer): string {
  const scores = candidates.map((delimiter) => consistency(widths(sample, delimiter)));
  return candidates[scores.indexOf(Math.max(...scores))] ?? ',';
}
