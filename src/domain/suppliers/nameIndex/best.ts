import { assert } from '../../values/index.ts';
import type { Nearness, NearRow } from './nameIndex.ts';

/** The best rows so far of each of several questions, in order. */
export interface BestRows {
  /** The similarity below which no row of the question can come in any more. */
  readonly least: (question: number) => number;
  /** Offers a row; answers false when it does not come in. */
  readonly offer: (question: number, row: number, similarity: number) => boolean;
  readonly inOrder: (question: number) => readonly NearRow[];
}

/** Keeps as many rows as are wanted for each question, by similarity and then by number. */
export function bestRows(questions: number, { most, floor }: Nearness): BestRows {
  assert(most >= 1 && floor >= 0, 'somebody wants at least one row and no negative similarity');
  const rows = new Uint32Array(questions * most);
  const similarities = new Float64Array(questions * most);
  const counts = new Uint32Array(questions);
  const least = (question: number): number => {
    const last = similarities[question * most + most - 1] ?? 0;
    return last > floor ? last : floor;
  };
  const offer = (question: number, row: number, similarity: number): boolean => {
    if (similarity < floor) return false;
    const first = question * most;
    const count = counts[question] ?? 0;
    let at = first + count;
    for (; at > first; at -= 1) {
      const theirs = similarities[at - 1] ?? 0;
      if (similarity < theirs || (similarity === theirs && row > (rows[at - 1] ?? 0))) break;
    }
    if (at >= first + most) return false;
    for (let to = Math.min(first + count, first + most - 1); to > at; to -= 1) {
      rows[to] = rows[to - 1] ?? 0;
      similarities[to] = similarities[to - 1] ?? 0;
    }
    rows[at] = row;
    similarities[at] = similarity;
    if (count < most) counts[question] = count + 1;
    return true;
  };
  const inOrder = (question: number) =>
    Array.from({ length: counts[question] ?? 0 }, (_, at) => ({
      row: rows[question * most + at] ?? 0,
      similarity: similarities[question * most + at] ?? 0,
    }));
  return { least, offer, inOrder };
}
