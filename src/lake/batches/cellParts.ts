import { setImmediate as breath } from 'node:timers/promises';
import type { NumberColumns } from '../duckdb.ts';

/**
 * Cells of one year, those of a payee side by side: a column is a list of whole numbers, one for each cell. Texts are
 * numbers of the explorer's dictionaries. Amounts are whole pence, as everywhere in this program.
 */
export interface CellPart {
  /** The year in which the financial year starts; 0 for undated. */
  readonly year: number;
  readonly size: number;
  readonly batch: Int32Array;
  readonly quarter: Uint8Array;
  readonly body: Int32Array;
  readonly department: Int32Array;
  readonly category: Int32Array;
  readonly scope: Int32Array;
  readonly payee: Int32Array;
  readonly name: Int32Array;
  /** Number of the document that is a unit of its own, from 1; 0 where there is none. */
  readonly document: Int32Array;
  readonly lines: Int32Array;
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/** Columns in the order in which `explore-cells.sql` gives them, behind the year. */
const columns = [
  'batch',
  'quarter',
  'body',
  'department',
  'category',
  'scope',
  'payee',
  'name',
  'document',
  'lines',
  'positive',
  'negative',
] as const;

type Draft = { -readonly [Name in keyof CellPart]: CellPart[Name] };

function emptyPart(year: number, room: number): Draft {
  const column = () => new Int32Array(room);
  return {
    year,
    size: 0,
    batch: column(),
    quarter: new Uint8Array(room),
    body: column(),
    department: column(),
    category: column(),
    scope: column(),
    payee: column(),
    name: column(),
    document: column(),
    lines: column(),
    positive: new Float64Array(room),
    negative: new Float64Array(room),
  };
}

/** Appends a part to one that has room for it. */
function append(to: Draft, from: CellPart): void {
  for (const name of columns) to[name].set(from[name].subarray(0, from.size), to.size);
  to.size += from.size;
}

/** The cells at some positions of a part, in their order. */
function cellsAt(part: CellPart, positions: ArrayLike<number>): CellPart {
  const next = emptyPart(part.year, positions.length);
  next.size = positions.length;
  for (const name of columns) {
    const [from, to] = [part[name], next[name]];
    for (let at = 0; at < positions.length; at += 1) to[at] = from[positions[at] ?? 0] ?? 0;
  }
  return next;
}

/** The cells of a part whose batch stays. */
export function withoutBatches(part: CellPart, gone: ReadonlySet<number>): CellPart {
  const left = [];
  for (let cell = 0; cell < part.size; cell += 1) if (!gone.has(part.batch[cell] ?? 0)) left.push(cell);
  return left.length === part.size ? part : cellsAt(part, left);
}

const mostCells = 2 ** 24;

/**
 * All cells of some parts of one year in the order of payees, whatever their postcode. At most 16 million. Other work
 * comes in between its steps.
 */
export async function partsTogether(parts: readonly CellPart[], whoOf: readonly number[]): Promise<CellPart> {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > mostCells) throw new RangeError(`A year has at most ${mostCells} cells`);
  const all = emptyPart(parts[0]?.year ?? 0, size);
  for (const part of parts) append(all, part);
  await breath();
  const keys = new Float64Array(size);
  for (let cell = 0; cell < size; cell += 1) {
    keys[cell] = (whoOf[all.payee[cell] ?? 0] ?? 0) * mostCells + cell;
  }
  await breath();
  keys.sort();
  const positions = new Int32Array(size);
  for (let at = 0; at < size; at += 1) positions[at] = (keys[at] ?? 0) % mostCells;
  await breath();
  return cellsAt(all, positions);
}

/** Takes rows as the engine gives them, in any order, and makes a part for each year. */
export function partBuilder() {
  const open = new Map<number, Draft>();
  const draftOf = (year: number): Draft => {
    const known = open.get(year);
    if (known && known.size < known.batch.length) return known;
    const next = emptyPart(year, Math.max(2_048, Math.ceil((known?.size ?? 0) * 1.5)));
    if (known) append(next, known);
    open.set(year, next);
    return next;
  };
  return {
    /** Columns: the year, then those of cells. */
    add: ({ rows, columns: given }: NumberColumns): void => {
      for (let row = 0; row < rows; row += 1) {
        const part = draftOf(given[0]?.[row] ?? 0);
        for (let column = 0; column < columns.length; column += 1) {
          const name = columns[column];
          if (name !== undefined) part[name][part.size] = given[column + 1]?.[row] ?? 0;
        }
        part.size += 1;
      }
    },
    finish: (): readonly CellPart[] => [...open.values()],
  };
}
