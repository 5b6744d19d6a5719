import { setImmediate as breath } from 'node:timers/promises';
import type { Ring } from '../../domain/places/index.ts';
import { type LocalDefinition, ringsOf } from '../../domain/spend/definitions.ts';
import { codesSaying, placeCodeOf } from '../../domain/spend/explore/placeCode.ts';
import type { Whereabouts } from '../../domain/spend/explore/types.ts';
import { factsFor } from '../../domain/spend/figures/basis.ts';
import { candidatesKey, type PlaceFacts, placePayee } from '../../domain/spend/figures/placing.ts';
import { parsePostcode } from '../../domain/values/index.ts';
import type { ExploredPayee, PayeePlacing } from '../../lake/batches/types.ts';
import type { Kept, MadePlacing, Places } from './state.ts';

/** Placings that are kept at a time; definitions with the same basis and rings share one. */
const placingsKept = 12;

/** A definition made ready: its rings, its facts and the placing of every payee under it. */
export interface Placed {
  readonly definition: LocalDefinition;
  readonly rings: readonly Ring[];
  readonly facts: PlaceFacts;
  /** The name of its placing in the explorer. */
  readonly placing: string;
  /** Place codes that occur and say this about the ring at a position. */
  readonly codesOf: (where: Whereabouts, ring: number) => readonly number[];
}

/** Units are told apart by the payee and where it is: numbers below this for settled places, above for postcodes. */
const settledPlaces = 2 ** 23;

/** Numbers texts in the order in which they come. */
function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
}

function placer(facts: PlaceFacts, rings: readonly Ring[], { codes, settledAt, paidAt }: MadePlacing) {
  return (payee: ExploredPayee): PayeePlacing => {
    const { settled, candidates } = placePayee(payee, facts);
    const code = placeCodeOf(candidates, rings);
    codes.add(code);
    const where = settled
      ? settledAt(candidatesKey(candidates))
      : settledPlaces + paidAt(payee.postcode ?? '');
    return { payee: payee.payee, unit: payee.who * 2 * settledPlaces + where, code };
  };
}

function dropOldest(kept: Kept, { placings }: Places): void {
  const [oldest] = placings;
  if (placings.size <= placingsKept || oldest === undefined) return;
  const [about, { name }] = oldest;
  placings.delete(about);
  kept.forgetPlacing(name);
}

/** Payees that are placed at a time; other requests come in between. */
const placedAtOnce = 1_000;

/** Places every payee of an explorer that is not in a placing yet. */
async function placeAll(
  { explorer }: Kept,
  places: Places,
  { name }: MadePlacing,
  place: (payee: ExploredPayee) => PayeePlacing,
): Promise<void> {
  const payees = await explorer.unplaced(name);
  if (payees.length === 0) return;
  await places.learn(payees.flatMap(({ postcode }) => parsePostcode(postcode ?? '') ?? []));
  const rows: PayeePlacing[] = [];
  for (let first = 0; first < payees.length; first += placedAtOnce) {
    await breath();
    rows.push(...payees.slice(first, first + placedAtOnce).map(place));
  }
  await explorer.place(name, rows);
}

function freshPlacing(kept: Kept): MadePlacing {
  return {
    name: kept.newPlacing(),
    codes: new Set(),
    settledAt: numbering(),
    paidAt: numbering(),
    placed: new WeakMap(),
  };
}

/** Places every payee that is not placed yet under a definition, once for all who ask. */
export async function placeUnder(kept: Kept, places: Places, definition: LocalDefinition): Promise<Placed> {
  const { explorer } = kept;
  const rings = ringsOf(definition, places.index.rings(places.home));
  const facts = factsFor(definition, places);
  const { basis, fallback } = definition;
  const about = JSON.stringify([basis, fallback, rings.map(({ codes }) => codes)]);
  const made = places.placings.get(about) ?? freshPlacing(kept);
  places.placings.delete(about);
  places.placings.set(about, made);
  dropOldest(kept, places);
  const placed = made.placed.get(explorer) ?? placeAll(kept, places, made, placer(facts, rings, made));
  made.placed.set(explorer, placed);
  placed.catch(() => made.placed.delete(explorer));
  await placed;
  const codesOf = (where: Whereabouts, ring: number) =>
    codesSaying(where, ring, rings.length).filter((code) => made.codes.has(code));
  return { definition, rings, facts, placing: made.name, codesOf };
}
