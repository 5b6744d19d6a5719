import type { BandNorms } from './bands.ts';
import type { BestRows } from './best.ts';
import { commonWeight } from './common.ts';
import { gramCount } from './grams.ts';
import { type Pairs, pairList } from './pairs.ts';
import type { Questions } from './questions.ts';
import { bitsSet, signatureWords } from './signature.ts';
import { similarityOf } from './similarity.ts';
import { bandSize, type NameIndexTables, wholeShare } from './tables.ts';

/** So much of a bound is still enough: square roots are rounded. */
const rounding = 1 - 1e-12;

/** How many questions can be asked together. */
export const questionsTogether = 65_536;

/** What each question needs to have in common with a key of the band, and what share of that key's norm it is. */
interface Needs {
  readonly needs: Uint32Array;
  readonly shares: Uint16Array;
}

function needsIn(
  { needs, shares }: Needs,
  { least, most }: { least: number; most: number },
  turn: Turn,
): void {
  const { asked, best } = turn;
  for (let one = 0; one < asked.count; one += 1) {
    const norm = asked.norms[one] ?? 0;
    const floor = best.least(one) * rounding;
    needs[one] = Math.max(1, Math.ceil(floor * Math.sqrt(norm * least)));
    shares[one] = Math.min(wholeShare + 1, Math.ceil(wholeShare * floor * Math.sqrt(norm / most)));
  }
}

interface Turn {
  readonly asked: Questions;
  readonly best: BestRows;
}

/** Finds pairs of a question and a key that come together early enough, and that no signature rules out. */
function pairFinder({ postingStarts, postings, shares, signatures }: NameIndexTables, pairs: Pairs) {
  let { bits, weights }: Pick<Questions, 'bits' | 'weights'> = {
    bits: new Uint8Array(),
    weights: new Uint16Array(),
  };
  let [from, to, slack] = [0, 0, 0];
  let [low, high, fewest] = [0, 0, 0];
  /** Whether the key whose signature begins at `word` may have all but `slack` of what the grams weigh. */
  const mayHave = (word: number): boolean => {
    let left = slack;
    for (let at = from; at < to; at += 1) {
      const bit = bits[at] ?? 0;
      if ((((signatures[word + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 1) continue;
      left -= weights[at] ?? 0;
      if (left < 0) return false;
    }
    return true;
  };
  /** How many bits a key has to share with the question at least: as few as its heaviest grams need. */
  const fewestBits = (one: number, asked: Questions): number => {
    const last = to - 1;
    const without = from < to ? (asked.rest[last] ?? 0) - (weights[last] ?? 0) : (asked.norms[one] ?? 0);
    let left = (asked.norms[one] ?? 0) - slack - without;
    let at = from;
    for (; at < to && left > 0; at += 1) left -= weights[at] ?? 0;
    // Grams with the same bit are there both or not at all, as far as the signature tells.
    const sameBits = to - from - bitsSet(low, high);
    return at - from - sameBits;
  };
  const readList = (one: number, list: number, first: number, share: number): void => {
    const end = postingStarts[list + 1] ?? 0;
    for (let posting = postingStarts[list] ?? 0; posting < end; posting += 1) {
      if ((shares[posting] ?? 0) < share) return;
      const key = postings[posting] ?? 0;
      const word = signatureWords * (first + key);
      const common = bitsSet((signatures[word] ?? 0) & low, (signatures[word + 1] ?? 0) & high);
      if (common >= fewest && mayHave(word)) pairs.add(one, key);
    }
  };
  return (band: number, asked: Questions, needs: Needs): void => {
    ({ bits, weights } = asked);
    const { leading } = asked;
    for (let at = 0; at < leading.count; at += 1) {
      const one = leading.owners[at] ?? 0;
      const need = needs.needs[one] ?? 0;
      const share = needs.shares[one] ?? 0;
      if (need > (leading.rest[at] ?? 0) || share > wholeShare) continue;
      from = asked.starts[one] ?? 0;
      to = asked.bitEnds[one] ?? 0;
      slack = (asked.norms[one] ?? 0) - need;
      low = asked.signatures[signatureWords * one] ?? 0;
      high = asked.signatures[signatureWords * one + 1] ?? 0;
      fewest = fewestBits(one, asked);
      readList(one, band * gramCount + (leading.grams[at] ?? 0), band * bandSize, share);
    }
  };
}

/** Weighs the keys of a question exactly and offers their rows. */
function pairWeigher(tables: NameIndexTables) {
  const { norms, rows, rowStarts } = tables;
  const weightOf = new Uint16Array(gramCount);
  const common = commonWeight(tables, weightOf);
  const seenIn = new Uint32Array(bandSize);
  let search = 0;
  const offer = (one: number, place: number, { asked, best }: Turn): void => {
    const similarity = similarityOf(common(place), asked.norms[one] ?? 0, norms[place] ?? 0);
    if (similarity < best.least(one)) return;
    const end = rowStarts[place + 1] ?? 0;
    for (let row = rowStarts[place] ?? 0; row < end; row += 1) {
      if (!best.offer(one, rows[row] ?? 0, similarity)) return;
    }
  };
  return (one: number, first: number, keys: Uint16Array, turn: Turn): void => {
    const { grams, weights, starts } = turn.asked;
    const [from, to] = [starts[one] ?? 0, starts[one + 1] ?? 0];
    search += 1;
    for (let at = from; at < to; at += 1) weightOf[grams[at] ?? 0] = weights[at] ?? 0;
    for (const key of keys) {
      if (seenIn[key] === search) continue;
      seenIn[key] = search;
      offer(one, first + key, turn);
    }
    for (let at = from; at < to; at += 1) weightOf[grams[at] ?? 0] = 0;
  };
}

/**
 * A searcher over the bands of an index. A key is weighed exactly when the question and the key come together early
 * enough in the order of their grams for what is left of both to suffice, and when its signature does not rule it out.
 */
export function bandSearcher(tables: NameIndexTables, bands: BandNorms): (band: number, turn: Turn) => void {
  const pairs = pairList();
  const find = pairFinder(tables, pairs);
  const weigh = pairWeigher(tables);
  const needs = { needs: new Uint32Array(questionsTogether), shares: new Uint16Array(questionsTogether) };
  return (band, turn) => {
    needsIn(needs, { least: bands.least[band] ?? 0, most: bands.most[band] ?? 0 }, turn);
    pairs.clear();
    find(band, turn.asked, needs);
    const { keys, starts } = pairs.sort(turn.asked.count);
    for (let one = 0; one < turn.asked.count; one += 1) {
      const [from, to] = [starts[one] ?? 0, starts[one + 1] ?? 0];
      if (from < to) weigh(one, band * bandSize, keys.subarray(from, to), turn);
    }
  };
}
