import type { Candidates } from '../../places/index.ts';
import { addPence, type Pence, toPence } from '../../values/index.ts';
import type { CubePayee, CubeRow, Period } from './cube.ts';
import { type Fact, type FactSource, saidBy } from './facts.ts';

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
  /** Facts of another basis about a supplier, which speak where neither the others nor the line's postcode do. */
  readonly standIns: (row: CubePayee) => readonly Fact[];
}

/** Where a payee is, whether a fact about the supplier says so or the postcode of its lines, and what said it. */
export interface PlacedPayee {
  readonly settled: boolean;
  readonly candidates: Candidates;
  readonly source: FactSource | null;
}

/**
 * A fact about the supplier outranks the postcode of a line: it settles where all lines under that number and name
 * are. Where the postcode says nothing either, a fact of another basis stands in. Payees that are many have no such
 * facts; each line's postcode speaks.
 */
export function placePayee(payee: CubePayee, facts: PlaceFacts): PlacedPayee {
  const known = payee.key === null ? null : saidBy(facts.ofSupplier(payee));
  if (known) return { settled: true, ...known };
  const candidates = payee.postcode === null ? 'anywhere' : facts.ofPostcode(payee.postcode);
  const written = saidBy([{ source: 'ledger postcode', candidates }]);
  if (written) return { settled: false, ...written };
  const standIn = payee.key === null ? null : saidBy(facts.standIns(payee));
  if (standIn) return { settled: true, ...standIn };
  return { settled: false, candidates: 'anywhere', source: null };
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

/** A supplier under one of its names and postcodes that a fact about the supplier places. */
export interface SettledSupplier {
  readonly key: string;
  readonly nameKey: string | null;
  readonly postcode: string | null;
  /** What a bundle calls the places it may be in; the same for all names of a supplier at the same places. */
  readonly place: string;
  readonly candidates: Candidates;
  readonly source: FactSource | null;
}

function named(rows: readonly CubeRow[]): readonly CubeRow[] {
  const found = new Map<string, CubeRow>();
  for (const row of rows) {
    if (row.key !== null) found.set([row.key, row.nameKey ?? '', row.postcode ?? ''].join('\u0000'), row);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** The suppliers that facts about the supplier place, once under each name and postcode, in order. */
export function settledSuppliers(rows: readonly CubeRow[], facts: PlaceFacts): readonly SettledSupplier[] {
  const places = new Map<string, string[]>();
  return named(rows).flatMap((row) => {
    const { settled, candidates, source } = placePayee(row, facts);
    const { key, nameKey, postcode } = row;
    if (!settled || key === null) return [];
    const known = places.get(key) ?? [];
    const at = candidatesKey(candidates);
    if (!known.includes(at)) known.push(at);
    places.set(key, known);
    const which = known.indexOf(at);
    const place = which === 0 ? `supplier ${key}` : `supplier ${key} (${which + 1})`;
    return [{ key, nameKey, postcode, place, candidates, source }];
  });
}
