import type { Candidates } from '../../places/index.ts';
import { addPence, type Pence, toPence } from '../../values/index.ts';
import type { CubeRow, Period } from './cube.ts';
import { candidatesFrom, type Fact } from './facts.ts';

/** What is placed and netted as one: a supplier in a year, or a group of many-payee documents. */
export interface PlacedUnit {
  readonly period: Period;
  readonly kind: CubeRow['kind'];
  readonly key: string | null;
  readonly name: string;
  readonly candidates: Candidates;
  readonly positivePence: Pence;
  readonly negativePence: Pence;
  readonly lines: number;
}

/** The facts of one basis: by supplier, and by the postcode that a ledger line carries. */
export interface PlaceFacts {
  /** Facts about a supplier, found by its number or its normalised name. Empty when nothing is known. */
  readonly ofSupplier: (row: CubeRow) => readonly Fact[];
  readonly ofPostcode: (postcode: string) => Candidates;
}

interface Netted {
  unit: PlacedUnit;
  pence: number;
  lines: number;
}

function placedByLines(row: CubeRow, facts: PlaceFacts): PlacedUnit {
  const candidates = row.postcode === null ? 'anywhere' : facts.ofPostcode(row.postcode);
  return { ...row, candidates: candidatesFrom([{ source: 'ledger postcode', candidates }]) };
}

function netted({ unit, pence, lines }: Netted): PlacedUnit {
  const positivePence = toPence(Math.max(pence, 0));
  return { ...unit, positivePence, negativePence: toPence(Math.min(pence, 0)), lines };
}

/**
 * Gives every cell of the cube its candidate places. A fact about the supplier outranks the postcode of a
 * line, and then all its lines of a year are one unit, netted; otherwise the lines at each ledger postcode
 * are a unit of their own.
 */
export function placeUnits(rows: readonly CubeRow[], facts: PlaceFacts): readonly PlacedUnit[] {
  const placed: PlacedUnit[] = [];
  const settled = new Map<string, Netted>();
  for (const row of rows) {
    const known = row.key === null ? 'anywhere' : candidatesFrom(facts.ofSupplier(row));
    if (known === 'anywhere') {
      placed.push(placedByLines(row, facts));
      continue;
    }
    const id = `${row.period} ${row.key}`;
    const one = settled.get(id) ?? { unit: { ...row, candidates: known }, pence: 0, lines: 0 };
    one.pence += addPence(row.positivePence, row.negativePence);
    one.lines += row.lines;
    settled.set(id, one);
  }
  return [...placed, ...[...settled.values()].map(netted)];
}

/** Keys of the suppliers that a fact about the supplier places, whatever their lines say. */
export function settledKeys(rows: readonly CubeRow[], facts: PlaceFacts): readonly string[] {
  const keys = new Set<string>();
  for (const row of rows) {
    if (row.key !== null && candidatesFrom(facts.ofSupplier(row)) !== 'anywhere') keys.add(row.key);
  }
  return [...keys].sort();
}
