import {
  type ChainHead,
  lastHashes,
  type StoredEntry,
  verifyChain,
} from '../../domain/organisations/index.ts';
import type { AuditParts, AuditReport, VerifiedChain, VerifyOrder } from './parts.ts';

/** Lets somebody else see each entry that passes. */
async function* seenBy(entries: AsyncIterable<StoredEntry>, see: (entry: StoredEntry) => void) {
  for await (const entry of entries) {
    see(entry);
    yield entry;
  }
}

async function verifyOne(
  parts: AuditParts,
  order: VerifyOrder,
  { chain, head }: Readonly<{ chain: string; head: ChainHead | null }>,
): Promise<VerifiedChain> {
  const present = order.records ? parts.presentRecords(chain) : null;
  const { note, compare } = lastHashes();
  const all = parts.chainEntries(chain);
  const entries = present === null ? all : seenBy(all, note);
  const report = await verifyChain(parts.sha256, { chain, entries, head, anchors: order.anchors });
  return { ...report, records: present === null ? null : await compare(present) };
}

/**
 * Looks whether every audit chain is what was entered, and every record what its chain says it is. Everything is read
 * at one moment and nothing changed. A chain that only an anchor knows of is looked for too.
 */
export async function verifyAudit(parts: AuditParts, order: VerifyOrder): Promise<AuditReport> {
  const anchored = order.anchors.map(({ chain }) => chain);
  const names = [...new Set([...(await parts.chainNames()), ...anchored])].sort();
  const heads = new Map((await parts.heads()).map((head) => [head.chain, head]));
  const chains: VerifiedChain[] = [];
  for (const chain of names) {
    chains.push(await verifyOne(parts, order, { chain, head: heads.get(chain) ?? null }));
  }
  const sound = chains.every(({ found, records }) => found + (records?.found ?? 0) === 0);
  return { sound, anchors: order.anchors.length, chains };
}
