import type { RawRecord, TableSample } from '../../src/domain/spend/mapping/index.ts';

/** A table sample from lines of cells set apart by `|`; blank lines keep their line number and are left out. */
export function tableSample(name: string, lines: readonly string[]): TableSample {
  const records = lines
    .map((line, index): RawRecord => ({ line: index + 1, cells: line.split('|') }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  return { name, head: records.slice(0, 60), spread: records.slice(60), tail: records.slice(-12) };
}
