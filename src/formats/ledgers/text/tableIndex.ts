import { newSteps, type Position } from './positions.ts';

/** Everything we remember about the records of a table without keeping the records. */
export interface TableIndex {
  readonly records: number;
  readonly blanks: number;
  /** Cells of the widest record; 0 where they were not counted. */
  readonly width: number;
  readonly lineOf: (record: number) => number;
  readonly blanksBefore: (record: number) => number;
  /** The nearest remembered position at or before a record. */
  readonly nearest: (record: number) => Position;
  readonly head: readonly Position[];
  readonly spread: readonly Position[];
  readonly tail: readonly Position[];
}

export interface IndexBuilder {
  /** Takes the next non-blank record: its first byte, its physical line and, where counted, its cells. */
  readonly add: (offset: number, line: number, cells: number) => void;
  readonly blank: () => void;
  readonly finish: () => TableIndex;
}

const headRecords = 60;
const spreadRecords = 2_000;
const tailRecords = 12;
const landmarkRecords = 64;
const landmarkBytes = 65_536;

/** At most `spreadRecords` of the positions, evenly. */
function thinned(positions: readonly Position[]): readonly Position[] {
  const count = Math.min(positions.length, spreadRecords);
  const share = positions.length / Math.max(1, count);
  return Array.from({ length: count }, (_, index) => positions[Math.floor(index * share)]).filter(
    (position) => position !== undefined,
  );
}

interface Sample {
  readonly add: (record: number, offset: number, line: number) => void;
  readonly take: (records: number) => Pick<TableIndex, 'head' | 'spread' | 'tail'>;
}

/** Keeps the first and the last positions, and every n-th one: n doubles whenever too many have gathered. */
function newSample(): Sample {
  const head: Position[] = [];
  let spread: Position[] = [];
  let stride = 1;
  let slot = 0;
  const lastOffsets = new Float64Array(tailRecords);
  const lastLines = new Float64Array(tailRecords);
  const lastOnes = (records: number): readonly Position[] =>
    Array.from({ length: Math.min(records, tailRecords) }, (_, back) => {
      const record = records - Math.min(records, tailRecords) + back;
      const place = record % tailRecords;
      return { record, offset: lastOffsets[place] ?? 0, line: lastLines[place] ?? 0 };
    });
  const add = (record: number, offset: number, line: number): void => {
    lastOffsets[slot] = offset;
    lastLines[slot] = line;
    slot = slot === tailRecords - 1 ? 0 : slot + 1;
    if (record < headRecords) head.push({ record, offset, line });
    else if (record % stride === 0) spread.push({ record, offset, line });
    if (spread.length < 2 * spreadRecords) return;
    stride *= 2;
    spread = spread.filter((position) => position.record % stride === 0);
  };
  return { add, take: (records) => ({ head, spread: thinned(spread), tail: lastOnes(records) }) };
}

/** Builds the index of a table from its records in order. */
export function newIndex(): IndexBuilder {
  const lines = newSteps();
  const blankCounts = newSteps();
  const landmarks = newSteps();
  const sample = newSample();
  let [records, blanks, width] = [0, 0, 0];
  let landmark = { record: -landmarkRecords, offset: 0 };
  const add = (offset: number, line: number, cells: number): void => {
    lines.set(records, line - records);
    blankCounts.set(records, blanks);
    if (records - landmark.record >= landmarkRecords || offset - landmark.offset >= landmarkBytes) {
      landmark = { record: records, offset };
      landmarks.set(records, offset);
    }
    sample.add(records, offset, line);
    if (cells > width) width = cells;
    records += 1;
  };
  const lineOf = (record: number): number => record + lines.at(record);
  const nearest = (record: number): Position => {
    const found = landmarks.since(record);
    return { record: found, offset: landmarks.at(found), line: lineOf(found) };
  };
  const blank = (): void => {
    blanks += 1;
  };
  const finish = (): TableIndex => ({
    ...{ records, blanks, width, lineOf, blanksBefore: blankCounts.at, nearest },
    ...sample.take(records),
  });
  return { add, blank, finish };
}
