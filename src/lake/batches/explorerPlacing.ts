import type { Words } from './explorerWords.ts';
import type { PayeePlacing } from './types.ts';

/** A placing that was given, by the number of the payee, and up to which payee it is complete. */
export interface GivenPlacing {
  /** Its table in the engine, for lists of lines; no two placings ever have the same. */
  readonly table: string;
  placedUpTo: number;
  codeOf: Int32Array;
  /** Number of the unit that the payee's money is netted in; -1 where its documents are the units. */
  unitOf: Int32Array;
  /** Number of the row of a list of suppliers: a payee, whatever the postcode, at one place code. */
  rowOf: Int32Array;
  readonly rows: { readonly who: number; readonly code: number }[];
  readonly unitNumbers: Map<number, number>;
  readonly rowNumbers: Map<string, number>;
}

/** A placing under the name of its table that holds no payee yet. */
export function emptyPlacing(table: string): GivenPlacing {
  const none = () => new Int32Array(1);
  return {
    table,
    placedUpTo: 0,
    codeOf: none(),
    unitOf: none(),
    rowOf: none(),
    rows: [],
    unitNumbers: new Map(),
    rowNumbers: new Map(),
  };
}

function longer(list: Int32Array, length: number): Int32Array {
  const next = new Int32Array(length);
  next.set(list);
  return next;
}

function numbered<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}

/** Takes places into a placing, up to the last payee there is. */
export function takePlaces(
  placing: GivenPlacing,
  places: readonly PayeePlacing[],
  { words, lastPayee }: { readonly words: Words; readonly lastPayee: number },
): void {
  for (const list of ['codeOf', 'unitOf', 'rowOf'] as const) {
    placing[list] = longer(placing[list], lastPayee + 1);
  }
  for (const { payee, unit, code } of places) {
    const who = words.whoOf[payee] ?? 0;
    const row = numbered(placing.rowNumbers, `${who} ${code}`);
    if (row === placing.rows.length) placing.rows.push({ who, code });
    placing.codeOf[payee] = code;
    placing.unitOf[payee] = words.isMany[payee] ? -1 : numbered(placing.unitNumbers, unit);
    placing.rowOf[payee] = row;
  }
}
