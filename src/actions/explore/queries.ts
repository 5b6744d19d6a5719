import { parsePeriod } from '../../domain/spend/explore/sums.ts';
import type { Dimension, SpendFilter } from '../../domain/spend/explore/types.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import type { ExploreQuery } from '../../lake/batches/types.ts';
import type { Placed } from './placings.ts';

/** A filter made ready for the engine, and the position of the ring from which it looks. */
export interface ReadyQuery extends ExploreQuery {
  readonly ring: number;
}

/** What a filter means under a definition; refused where it names a ring or a year that cannot be. */
export function readyQuery(filter: SpendFilter, placed: Placed): Decision<ReadyQuery> {
  const { definition, rings, placing } = placed;
  if (filter.year !== null && parsePeriod(filter.year) === undefined) {
    return refuse('unknown-year', `"${filter.year}" is no financial year. Years look like 2024/25.`);
  }
  const ring = filter.ring === null ? 0 : rings.findIndex(({ id }) => id === filter.ring);
  if (ring < 0) {
    const known = rings.map(({ id, name }) => `${id} (${name})`).join(', ');
    return refuse(
      'unknown-ring',
      `The definition ${definition.name} has no ring "${filter.ring}". It has ${known}.`,
    );
  }
  const codes = filter.where === null ? null : placed.codesOf(filter.where, ring);
  return accept({ placing, leaveOut: definition.leaveOut, filter, codes, ring });
}

/** Parts of a year need the year. */
export function needsYear(filter: SpendFilter, by: Dimension): Decision<null> {
  if (by === 'year' || filter.year !== null) return accept(null);
  return refuse('year-missing', `Choose a financial year first, to see its spend by ${by}.`);
}
