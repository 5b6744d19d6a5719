import { collector } from './collector.ts';
import { entryHash, noHash } from './entry.ts';
import type { Sha256, StoredEntry } from './types.ts';
import { type Anchor, type ChainFinding, type ChainHead, type ChainReport, systemChain } from './types.ts';

/** A chain as it is stored, and what is known of it from elsewhere. */
export interface StoredChain {
  readonly chain: string;
  /** In the order of their numbers. Read one after another, so that a chain of any length is verified. */
  readonly entries: AsyncIterable<StoredEntry>;
  /** Null when the chain has no head row. */
  readonly head: ChainHead | null;
  /** Anchors of this chain; others are passed over. */
  readonly anchors: readonly Anchor[];
  /** Where the entries go on from, when only the end of a chain is looked at: what comes before is taken as it is. */
  readonly after?: Pick<ChainHead, 'number' | 'hash'>;
}

/** The last entry in order. Its hash as stored and as computed: where they differ that was said, and is not said again. */
interface Last {
  readonly number: number;
  readonly hashes: readonly string[];
}

type Found = Pick<ChainFinding, 'number' | 'code' | 'sentence'>;

/** How sentences call a chain. */
export function chainName(chain: string): string {
  return chain === systemChain ? 'the chain of the system' : `the chain of ${chain}`;
}

function missing(first: number, last: number): string {
  return first === last ? `Entry ${first} is missing` : `Entries ${first} to ${last} are missing`;
}

function orderFinding(chain: string, entry: StoredEntry, last: Last): Found | null {
  const { number } = entry;
  const [next, of] = [last.number + 1, chainName(chain)];
  if (number > next) {
    const sentence = `${missing(next, number - 1)} in ${of}: entry ${number} comes right after entry ${last.number}.`;
    return { number: next, code: 'entries-missing', sentence };
  }
  if (number === next) return null;
  const sentence = `Entry ${number} of ${of} comes after entry ${last.number}: entries were moved or put in.`;
  return { number, code: 'entries-out-of-order', sentence };
}

function contentFinding(chain: string, entry: StoredEntry, computed: string): Found | null {
  const [number, of] = [entry.number, chainName(chain)];
  if (entry.chain !== chain) {
    const sentence = `Entry ${number} of ${of} was put there from elsewhere.`;
    return { number, code: 'entry-elsewhere', sentence };
  }
  if (entry.hash === computed) return null;
  const sentence = `Entry ${number} of ${of} was changed: its hash is not the hash of what it says.`;
  return { number, code: 'entry-changed', sentence };
}

function linkFinding(chain: string, entry: StoredEntry, last: Last): Found | null {
  if (last.hashes.includes(entry.previous)) return null;
  const { number } = entry;
  const sentence = `Entry ${number} of ${chainName(chain)} does not follow on entry ${last.number}: one of the two was written anew.`;
  return { number, code: 'link-broken', sentence };
}

function anchorFinding(chain: string, anchor: Anchor | undefined, { number, hashes }: Last): Found | null {
  if (anchor === undefined || hashes.includes(anchor.hash)) return null;
  const sentence = `Entry ${number} of ${chainName(chain)} is not the one that was anchored: the chain was written anew.`;
  return { number, code: 'anchor-differs', sentence };
}

function headFinding(chain: string, head: ChainHead | null, last: Last): Found | null {
  const [number, of] = [last.number, chainName(chain)];
  if (head === null) {
    const sentence = `The head of ${of} is missing, but its last entry is ${number}.`;
    return number === 0 ? null : { number, code: 'head-missing', sentence };
  }
  if (head.number > number) {
    const sentence = `${missing(number + 1, head.number)} at the end of ${of}: its head is ${head.number}.`;
    return { number: number + 1, code: 'tail-cut', sentence };
  }
  if (head.chain === chain && head.number === number && last.hashes.includes(head.hash)) return null;
  const sentence = `The head of ${of} was changed: it is not its last entry, ${number}.`;
  return { number, code: 'head-changed', sentence };
}

function anchoredTailFinding(chain: string, anchors: readonly Anchor[], number: number): Found | null {
  const longest = Math.max(0, ...anchors.map((anchor) => anchor.number));
  if (longest <= number) return null;
  const sentence = `${missing(number + 1, longest)} at the end of ${chainName(chain)}: entry ${longest} was anchored.`;
  return { number: number + 1, code: 'tail-cut', sentence };
}

/** What is wrong with one entry, the most telling finding first. An entry that was changed is not said to be unlinked. */
function entryFinding(chain: string, entry: StoredEntry, seen: { computed: string; last: Last }): Found[] {
  const order = orderFinding(chain, entry, seen.last);
  const content = contentFinding(chain, entry, seen.computed);
  const link = order || content ? null : linkFinding(chain, entry, seen.last);
  return [order, content, link].filter((found) => found !== null);
}

/**
 * Looks whether a chain is what was entered. Finds every change, gap, move and cut with the number of the entry. Who can
 * write every row can also write a whole chain anew: that is seen by anchors only.
 */
export async function verifyChain(sha256: Sha256, stored: StoredChain): Promise<ChainReport> {
  const { chain, head, after = { number: 0, hash: noHash } } = stored;
  const anchors = stored.anchors.filter((anchor) => anchor.chain === chain);
  const { add, report } = collector<ChainFinding>();
  const say = (...all: readonly (Found | null)[]) => {
    for (const found of all) if (found) add({ chain, ...found });
  };
  let [last, entries]: [Last, number] = [{ number: after.number, hashes: [after.hash] }, 0];
  for await (const entry of stored.entries) {
    entries += 1;
    const computed = entryHash(sha256, entry);
    say(...entryFinding(chain, entry, { computed, last }));
    if (!(entry.number > last.number)) continue;
    last = { number: entry.number, hashes: [entry.hash, computed] };
    for (const anchor of anchors) {
      if (anchor.number === last.number) say(anchorFinding(chain, anchor, last));
    }
  }
  const cut = headFinding(chain, head, last);
  say(cut, cut?.code === 'tail-cut' ? null : anchoredTailFinding(chain, anchors, last.number));
  return { chain, entries, ...report() };
}
