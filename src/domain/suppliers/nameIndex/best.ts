import { assert } from '../../values/index.ts';
import type { Nearness, NearRow } from './nameIndex.ts';

/** The best rows so far, in order. */
export interface BestRows {
  /** Starts anew for another question. */
  readonly begin: (nearness: Nearness) => void;
  /** The similarity below which no row can come in any more. */
  readonly least: () => number;
  /** Offers a row; answers false when it does not come in. */
  readonly offer: (row: number, similarity: number) => boolean;
  readonly inOrder: () => readonly NearRow[];
}

/** Keeps as many rows as are wanted, by similarity and then by number. */
export function bestRows(): BestRows {
  let rows = new Uint32Array(16);
  let similarities = new Float64Array(16);
  let [count, most, floor] = [0, 0, 0];
  const begin = (nearness: Nearness): void => {
    assert(
      nearness.most >= 1 && nearness.floor >= 0,
      'somebody wants at least one row and no negative similarity',
    );
    ({ most, floor } = nearness);
    count = 0;
    if (rows.length < most) {
      rows = new Uint32Array(most);
      similarities = new Float64Array(most);
    }
  };
  const least = (): number => (count < most ? floor : Math.max(floor, similarities[most - 1] ?? 0));
  const offer = (row: number, similarity: number): boolean => {
    if (similarity < floor) return false;
    let at = count;
    const before = (other: number) => {
      const theirs = similarities[other] ?? 0;
      return similarity > theirs || (similarity === theirs && row < (rows[other] ?? 0));
    };
    while (at > 0 && before(at - 1)) at -= 1;
    if (at >= most) return false;
    if (count < most) count += 1;
    rows.copyWithin(at + 1, at, count - 1);
    similarities.copyWithin(at + 1, at, count - 1);
    rows[at] = row;
    similarities[at] = similarity;
    return true;
  };
  const inOrder = () =>
    Array.from({ length: count }, (_, at) => ({ row: rows[at] ?? 0, similarity: similarities[at] ?? 0 }));
  return { begin, least, offer, inOrder };
}
