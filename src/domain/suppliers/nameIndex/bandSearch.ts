import type { BandNorms } from './bands.ts';
import type { BestRows } from './best.ts';
import { commonWeight } from './common.ts';
import { gramCount } from './grams.ts';
import type { Questions } from './questions.ts';
import { signatureBound } from './signature.ts';
import { similarityOf } from './similarity.ts';
import { bandSize, type NameIndexTables, wholeShare } from './tables.ts';

/** So much of a bound is still enough: square roots are rounded. */
const rounding = 1 - 1e-12;

/** Looks for one of the questions in a band and offers what it finds. */
export type BandSearch = (
  band: number,
  asked: Questions,
  turn: { readonly one: number; readonly best: BestRows },
) => void;

/**
 * A searcher over the bands of an index. A key is looked at when the question and the key come together early enough
 * in the order of their grams for what is left of both to suffice, and when its signature does not rule it out. Then it
 * is weighed exactly.
 */
export function bandSearcher(tables: NameIndexTables, bands: BandNorms): BandSearch {
  const { norms, rows, rowStarts, postingStarts, postings, shares } = tables;
  const signatures = new Int32Array(
    tables.signatures.buffer,
    tables.signatures.byteOffset,
    tables.signatures.length,
  );
  const weightOf = new Uint16Array(gramCount);
  const common = commonWeight(tables, weightOf);
  const bound = signatureBound();
  const { table } = bound;
  const seenIn = new Uint32Array(bandSize);
  let search = 0;

  const highest = (word: number): number =>
    (table[128 + (word & 15)] ?? 0) +
    (table[144 + ((word >>> 4) & 15)] ?? 0) +
    (table[160 + ((word >>> 8) & 15)] ?? 0) +
    (table[176 + ((word >>> 12) & 15)] ?? 0) +
    (table[192 + ((word >>> 16) & 15)] ?? 0) +
    (table[208 + ((word >>> 20) & 15)] ?? 0) +
    (table[224 + ((word >>> 24) & 15)] ?? 0) +
    (table[240 + (word >>> 28)] ?? 0);

  const lowest = (word: number): number =>
    (table[word & 15] ?? 0) +
    (table[16 + ((word >>> 4) & 15)] ?? 0) +
    (table[32 + ((word >>> 8) & 15)] ?? 0) +
    (table[48 + ((word >>> 12) & 15)] ?? 0) +
    (table[64 + ((word >>> 16) & 15)] ?? 0) +
    (table[80 + ((word >>> 20) & 15)] ?? 0) +
    (table[96 + ((word >>> 24) & 15)] ?? 0) +
    (table[112 + (word >>> 28)] ?? 0);

  return (band, asked, { one, best }) => {
    const first = band * bandSize;
    const norm = asked.norms[one] ?? 0;
    const least = bands.least[band] ?? 0;
    const most = bands.most[band] ?? 0;
    const [from, to] = [asked.starts[one] ?? 0, asked.starts[one + 1] ?? 0];
    const [toLeast, toMost] = [
      Math.sqrt(norm * least) * rounding,
      wholeShare * Math.sqrt(norm / most) * rounding,
    ];
    let floor = best.least(one);
    let need = Math.max(1, Math.ceil(floor * toLeast));
    let share = Math.ceil(floor * toMost);
    if (need > norm || share > wholeShare) return;
    search += 1;
    const always = bound.ask(asked.grams, asked.weights, from, to);
    for (let at = from; at < to; at += 1) weightOf[asked.grams[at] ?? 0] = asked.weights[at] ?? 0;
    for (let at = from; at < to && need <= (asked.rest[at] ?? 0); at += 1) {
      const list = band * gramCount + (asked.grams[at] ?? 0);
      const end = postingStarts[list + 1] ?? 0;
      for (let posting = postingStarts[list] ?? 0; posting < end; posting += 1) {
        if ((shares[posting] ?? 0) < share) break;
        const key = postings[posting] ?? 0;
        const place = first + key;
        if (always + lowest(signatures[2 * place] ?? 0) + highest(signatures[2 * place + 1] ?? 0) < need)
          continue;
        if (seenIn[key] === search) continue;
        seenIn[key] = search;
        const similarity = similarityOf(common(place), norm, norms[place] ?? 0);
        if (similarity < floor) continue;
        const rowsEnd = rowStarts[place + 1] ?? 0;
        for (let row = rowStarts[place] ?? 0; row < rowsEnd; row += 1) {
          if (!best.offer(one, rows[row] ?? 0, similarity)) break;
        }
        floor = best.least(one);
        need = Math.max(1, Math.ceil(floor * toLeast));
        share = Math.ceil(floor * toMost);
      }
    }
    for (let at = from; at < to; at += 1) weightOf[asked.grams[at] ?? 0] = 0;
  };
}
