import type { Candidates } from '../../places/index.ts';
import { addPence, type Pence, toPence } from '../../values/index.ts';
import type { CubePayee, CubeRow, Period } from './cube.ts';
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
  readonly ofSupplier: (row: CubePayee) => readonly Fact[];
  readonly ofPostcode: (postcode: string) => Candidates;
}

/** Where a payee is, and whether a fact about the supplier says so or the postcode of its lines. */
export interface PlacedPayee {
  readonly settled: boolean;
  readonly candidates: Candidates;
}

/**
 * A fact about the supplier outranks the postcode of a line: it settles where all lines under that number and name
 * are. Payees that are many have no such facts; each line's postcode speaks.
 */
export function placePayee(payee: CubePayee, facts: PlaceFacts): PlacedPayee {
  const known = payee.key === null ? 'anywhere' : candidatesFrom(facts.ofSupplier(payee));
  if (known !== 'anywhere') return { settled: true, candidates: known };
  const candidates = payee.postcode === null ? 'anywhere' : facts.ofPostcode(payee.postcode);
  return { settled: false, candidates: candidatesFrom([{ source: 'ledger postcode', candidates }]) };
}

/** Candidate places as text: the same for the same places. */
export function candidatesKey(candidates: Candidates): string {
  return candidates === 'anywhere' ? candidates : candidates.toSorted().join(' ');
}

interface Netted {
  unit: PlacedUnit;
  name: string;
  pence: number;
  lines: number;
}

function netted({ unit, name, pence, lines }: Netted): PlacedUnit {
  const positivePence = toPence(Math.max(pence, 0));
  return { ...unit, name, positivePence, negativePence: toPence(Math.min(pence, 0)), lines };
}

/**
 * Gives every cell of the cube its candidate places. All lines of a year that a fact about a supplier settles at the
 * same places are one unit, netted; otherwise the lines of a supplier at each ledger postcode are a unit of their own.
 */
export function placeUnits(rows: readonly CubeRow[], facts: PlaceFacts): readonly PlacedUnit[] {
  const many: PlacedUnit[] = [];
  const units = new Map<string, Netted>();
  for (const row of rows) {
    const { settled, candidates } = placePayee(row, facts);
    if (row.key === null) {
      many.push({ ...row, candidates });
      continue;
    }
    const where = settled ? `in ${candidatesKey(candidates)}` : `at ${row.postcode ?? ''}`;
    const id = `${row.period} ${where} ${row.key}`;
    const one = units.get(id) ?? { unit: { ...row, candidates }, name: row.name, pence: 0, lines: 0 };
    one.pence += addPence(row.positivePence, row.negativePence);
    one.lines += row.lines;
    if (row.name < one.name) one.name = row.name;
    units.set(id, one);
  }
  return [...many, ...[...units.values()].map(netted)];
}

/** A supplier under one of its names that a fact about the supplier places, whatever its lines say. */
export interface SettledSupplier {
  readonly key: string;
  readonly nameKey: string | null;
  /** What a bundle calls the places it may be in; the same for all names of a supplier at the same places. */
  readonly place: string;
  readonly candidates: Candidates;
}

/** The suppliers that facts about the supplier place, once under each name, in order. */
export function settledSuppliers(rows: readonly CubeRow[], facts: PlaceFacts): readonly SettledSupplier[] {
  const named = new Map<string, CubeRow>();
  for (const row of rows) if (row.key !== null) named.set(`${row.key}\u0000${row.nameKey ?? ''}`, row);
  const places = new Map<string, string[]>();
  return [...named]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, row]) => {
      const { settled, candidates } = placePayee(row, facts);
      if (!settled || row.key === null) return [];
      const known = places.get(row.key) ?? [];
      const at = candidatesKey(candidates);
      if (!known.includes(at)) known.push(at);
      places.set(row.key, known);
      const which = known.indexOf(at);
      const place = which === 0 ? `supplier ${row.key}` : `supplier ${row.key} (${which + 1})`;
      return [{ key: row.key, nameKey: row.nameKey, place, candidates }];
    });
}
