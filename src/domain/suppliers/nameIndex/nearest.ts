import { bandSearcher, questionsTogether } from './bandSearch.ts';
import { type BandNorms, bandNorms } from './bands.ts';
import { bestRows } from './best.ts';
import type { Nearness, NearRow } from './nameIndex.ts';
import { questionsOf } from './questions.ts';
import type { NameIndexTables } from './tables.ts';

/** The bands in the order in which they are looked at: those of the middle question's norm first, then outwards. */
function bandsAround({ least }: BandNorms, norm: number): readonly number[] {
  const bands = least.length;
  let above = 0;
  while (above < bands && (least[above] ?? 0) <= norm) above += 1;
  const order: number[] = [];
  for (let below = above - 1; below >= 0 || above < bands; below -= 1, above += 1) {
    if (below >= 0) order.push(below);
    if (above < bands) order.push(above);
  }
  return order;
}

/**
 * The rows most like each key. Keys are taken through the index together, band by band, because what is near the
 * processor for one key then is so for the next.
 */
export function nearestIn(tables: NameIndexTables) {
  const bands = bandNorms(tables.norms);
  const search = bandSearcher(tables, bands);
  const some = (keys: readonly string[], nearness: Nearness): readonly (readonly NearRow[])[] => {
    const asked = questionsOf(keys, tables.weights, nearness.floor);
    const best = bestRows(asked.count, nearness);
    const middle = asked.norms.slice().sort()[asked.count >> 1] ?? 0;
    for (const band of bandsAround(bands, middle)) {
      search(band, { asked, best });
    }
    return keys.map((_, one) => best.inOrder(one));
  };
  return (keys: readonly string[], nearness: Nearness): readonly (readonly NearRow[])[] => {
    const found: (readonly NearRow[])[] = [];
    for (let from = 0; from < keys.length; from += questionsTogether) {
      found.push(...some(keys.slice(from, from + questionsTogether), nearness));
    }
    return found;
  };
}
