import { bestRows } from './best.ts';
import { commonWeight } from './common.ts';
import { gramCount } from './grams.ts';
import type { Nearness, NearRow } from './nameIndex.ts';
import { question } from './question.ts';
import { similarityOf } from './similarity.ts';
import { bandSize, type NameIndexTables } from './tables.ts';

/** Reading a key's grams costs about as much as looking at so many postings. */
const readingCost = 16;

/** So much less than a bound is still enough: square roots are rounded. */
const rounding = 1 - 1e-12;

/** A searcher over an index; it has room for one question at a time. */
export function nearestIn(tables: NameIndexTables): (key: string, nearness: Nearness) => readonly NearRow[] {
  const { norms, rows, rowStarts, postingStarts, postings } = tables;
  const asked = question(tables.weights);
  const { grams, weights, rest } = asked;
  const common = commonWeight(tables, asked.weightOf);
  const best = bestRows();
  const sums = new Uint32Array(bandSize);
  const touched = new Uint16Array(bandSize);
  const bands = Math.ceil(norms.length / bandSize);
  let [count, norm] = [0, 0];

  const needed = (otherNorm: number): number =>
    Math.max(1, Math.ceil(best.least() * Math.sqrt(norm * otherNorm) * rounding));

  const offer = (place: number, sum: number): void => {
    const similarity = similarityOf(sum, norm, norms[place] ?? 0);
    for (let at = rowStarts[place] ?? 0; at < (rowStarts[place + 1] ?? 0); at += 1) {
      if (!best.offer(rows[at] ?? 0, similarity)) return;
    }
  };

  /** Adds a list to the sums of all its keys; answers how many keys have a sum now. */
  const addAll = (band: number, at: number, known: number): number => {
    const list = band * gramCount + (grams[at] ?? 0);
    const weight = weights[at] ?? 0;
    let found = known;
    const end = postingStarts[list + 1] ?? 0;
    for (let posting = postingStarts[list] ?? 0; posting < end; posting += 1) {
      const key = postings[posting] ?? 0;
      const sum = sums[key] ?? 0;
      if (sum === 0) {
        touched[found] = key;
        found += 1;
      }
      sums[key] = sum + weight;
    }
    return found;
  };

  /** Adds a list to the sums of keys that have one. */
  const addKnown = (band: number, at: number): void => {
    const list = band * gramCount + (grams[at] ?? 0);
    const weight = weights[at] ?? 0;
    const end = postingStarts[list + 1] ?? 0;
    for (let posting = postingStarts[list] ?? 0; posting < end; posting += 1) {
      const key = postings[posting] ?? 0;
      const sum = sums[key] ?? 0;
      if (sum !== 0) sums[key] = sum + weight;
    }
  };

  /** Forgets keys that cannot reach so much any more. */
  const keep = (known: number, least: number): number => {
    let kept = 0;
    for (let at = 0; at < known; at += 1) {
      const key = touched[at] ?? 0;
      if ((sums[key] ?? 0) >= least) {
        touched[kept] = key;
        kept += 1;
      } else sums[key] = 0;
    }
    return kept;
  };

  const lengthOf = (band: number, at: number): number => {
    const list = band * gramCount + (grams[at] ?? 0);
    return (postingStarts[list + 1] ?? 0) - (postingStarts[list] ?? 0);
  };

  const searchBand = (band: number): void => {
    const first = band * bandSize;
    const need = needed(norms[first] ?? 0);
    const most = norms[Math.min(norms.length, first + bandSize) - 1] ?? 0;
    if (need > norm || need > most) return;
    let at = 0;
    let known = 0;
    for (; at < count && (rest[at] ?? 0) >= need; at += 1) known = addAll(band, at, known);
    known = keep(known, need - (rest[at] ?? 0));
    while (at < count && known > 0 && known * readingCost > lengthOf(band, at)) {
      addKnown(band, at);
      at += 1;
      known = keep(known, need - (rest[at] ?? 0));
    }
    for (let one = 0; one < known; one += 1) {
      const key = touched[one] ?? 0;
      offer(first + key, at < count ? common(first + key) : (sums[key] ?? 0));
      sums[key] = 0;
    }
  };

  return (key, nearness) => {
    best.begin(nearness);
    count = asked.ask(key);
    norm = rest[0] ?? 0;
    if (count === 0) return [];
    let above = 0;
    while (above < bands && (norms[above * bandSize] ?? 0) <= norm) above += 1;
    for (let below = above - 1; below >= 0 || above < bands; below -= 1, above += 1) {
      if (below >= 0) searchBand(below);
      if (above < bands) searchBand(above);
    }
    return best.inOrder();
  };
}
