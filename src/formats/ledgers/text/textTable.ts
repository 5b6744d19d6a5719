import { notATable } from '../refusals.ts';
import type { CanonicalFile, LedgerTable, OpenLimits } from '../types.ts';
import { indexAndWrite, writeCanonical } from './canonical.ts';
import { widestOf } from './delimiter.ts';
import type { Position } from './positions.ts';
import { firstBytes, type PreparedText, prepareText, sampleBytes, type TextFile } from './prepare.ts';
import { readRaw, readRecords } from './reader.ts';
import type { TextSource } from './records.ts';
import type { Survey } from './survey.ts';
import type { TableIndex } from './tableIndex.ts';

/** Spare cells granted beyond the widest record of the sample. */
const spareCells = 8;

/** What sets a sheet's text apart from a file's: its rows are not the lines of the text. */
export interface SheetRows {
  readonly format: string;
  readonly blanks: number;
  readonly rowOf: (record: number) => number;
  readonly blanksBefore: (record: number) => number;
}

/** The records as they are, and the canonical form, which such a file needs in any case. */
async function exactIndex({ source, limits, newPath }: Reading) {
  const sample = await firstBytes(source.path, sampleBytes);
  const width = widestOf(sample.subarray(source.start), source.delimiter) + spareCells;
  return indexAndWrite(source, limits, { path: newPath('csv'), width });
}

interface Sampled {
  readonly index: TableIndex;
  readonly head: LedgerTable['head'];
  readonly spread: LedgerTable['spread'];
  readonly tail: LedgerTable['tail'];
  readonly width: number;
  readonly innerLines: boolean;
}

/** How the records of one source are read: the same for every look at it. */
interface Reading {
  readonly source: TextSource;
  readonly limits: OpenLimits;
  readonly sheet: SheetRows | undefined;
  readonly newPath: TextFile['newPath'];
}

async function sampled({ source, limits, sheet }: Reading, index: TableIndex): Promise<Sampled> {
  const rows = (positions: readonly Position[]): readonly Position[] =>
    sheet ? positions.map((position) => ({ ...position, line: sheet.rowOf(position.record) })) : positions;
  const head = await readRecords(source, limits, rows(index.head));
  const spread = await readRecords(source, limits, rows(index.spread));
  const tail = await readRecords(source, limits, rows(index.tail));
  const parts = [head, spread, tail];
  const width = Math.max(index.width, ...parts.map((part) => part.width));
  const innerLines = parts.some((part) => part.innerLines);
  return { index, head: head.records, spread: spread.records, tail: tail.records, width, innerLines };
}

const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'CSV',
  '\t': 'Tab-separated text',
  ';': 'CSV with semicolons',
  '|': 'Text with | between the cells',
};

function formatOf({ source, encoding, survey: found }: PreparedText): string {
  const ends =
    found.newlines.length > 1 ? `mixed (${found.newlines.join(', ')})` : (found.newlines[0] ?? 'no');
  return `${delimiterNames[source.delimiter]}, ${encoding}, ${ends} line ends`;
}

function linesMayBeRecords({ newlines, delimiterLines, wideLine }: Survey): boolean {
  const oneStyle = newlines.length <= 1 && !newlines.includes('CR');
  return oneStyle && delimiterLines === 0 && !wideLine;
}

/** The samples by line where lines look like records, else by the record scanner. */
async function firstLook(reading: Reading, found: Survey): Promise<Look> {
  if (linesMayBeRecords(found)) {
    const state = await sampled(reading, found.lines);
    if (!state.innerLines) return { state, direct: true, canonical: null };
  }
  return exactLook(reading);
}

interface Look {
  readonly state: Sampled;
  readonly direct: boolean;
  /** Null where it has not been written, or has to be written once more because a record is wider than thought. */
  readonly canonical: CanonicalFile | null;
}

async function exactLook(reading: Reading): Promise<Look> {
  const { index, canonical } = await exactIndex(reading);
  return { state: await sampled(reading, index), direct: false, canonical };
}

/** Opens delimited text as a table. Throws a refusal when it is no table or breaks a limit. */
export async function openText(file: TextFile, limits: OpenLimits, sheet?: SheetRows): Promise<LedgerTable> {
  const text = await prepareText(file, limits);
  const { source } = text;
  const { newPath } = file;
  const reading: Reading = { source, limits, sheet, newPath };
  const look = await firstLook(reading, text.survey);
  if (look.state.index.records === 0) throw notATable.empty();
  let state = look.state;
  const makeCanonical = async (): Promise<CanonicalFile> => {
    const exact = look.direct ? await exactLook(reading) : look;
    state = exact.state;
    const { width } = state.index;
    return exact.canonical ?? writeCanonical(source, limits, { path: newPath('csv'), width });
  };
  let canonical: Promise<CanonicalFile> | undefined;
  const direct = { path: source.path, delimiter: source.delimiter, width: state.width + spareCells };
  return {
    name: file.name,
    sha256: text.sha256,
    bytes: text.bytes,
    format: sheet?.format ?? formatOf(text),
    direct: look.direct ? direct : null,
    get records() {
      return state.index.records;
    },
    get blanks() {
      return sheet?.blanks ?? state.index.blanks;
    },
    get head() {
      return state.head;
    },
    get spread() {
      return state.spread;
    },
    get tail() {
      return state.tail;
    },
    blanksBefore: (record) => (sheet ?? state.index).blanksBefore(record),
    lineOf: (record) => (sheet ? sheet.rowOf(record) : state.index.lineOf(record)),
    canonical: () => {
      canonical ??= makeCanonical();
      return canonical;
    },
    rawText: (wanted) => readRaw(source, limits, { index: state.index, wanted }),
  };
}
