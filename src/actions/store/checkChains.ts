import { type Anchor, type ChainHead, chainName, verifyChain } from '../../domain/organisations/index.ts';
import { accept, countOf, type Decision, formatCount } from '../../domain/values/index.ts';
import type { AuditSnapshot } from '../../records/types.ts';
import { check } from './checkParts.ts';
import type { OpenStore } from './parts.ts';
import type { StoreCheck } from './report.ts';

/** Entries at the end of a chain that are read here; the whole is what `sevenbox audit verify` is for. */
const latest = 1000;

/** The number and hash that the entries from `first` on have to follow. */
async function before(snapshot: AuditSnapshot, chain: string, first: number) {
  if (first <= 1) return null;
  for await (const { number, hash } of snapshot.chainEntries(chain, first - 1)) return { number, hash };
  return null;
}

async function chainTrouble(
  snapshot: AuditSnapshot,
  { sha256 }: Pick<OpenStore, 'sha256'>,
  { chain, head, anchors }: { chain: string; head: ChainHead | null; anchors: readonly Anchor[] },
): Promise<readonly string[]> {
  const first = Math.max(1, (head?.number ?? 0) - latest + 1);
  const after = await before(snapshot, chain, first);
  const entries = snapshot.chainEntries(chain, after === null ? undefined : first);
  const stored = { chain, entries, head, anchors, ...(after && { after }) };
  return (await verifyChain(sha256, stored)).findings.map(({ sentence }) => sentence);
}

async function troubles(store: OpenStore, snapshot: AuditSnapshot, anchors: readonly Anchor[]) {
  const heads = new Map((await snapshot.heads()).map((head) => [head.chain, head]));
  const anchored = anchors.map(({ chain }) => chain);
  const names = [...new Set([...(await snapshot.chainNames()), ...anchored])].sort();
  const found: string[] = [];
  for (const chain of names) {
    found.push(...(await chainTrouble(snapshot, store, { chain, head: heads.get(chain) ?? null, anchors })));
  }
  return { found, names };
}

/** Heads that were kept elsewhere; none where no file for them is set. */
async function anchorsOf({ anchors }: OpenStore): Promise<Decision<readonly Anchor[]>> {
  return anchors === null ? accept([]) : anchors();
}

function anchorsCheck({ anchors }: OpenStore, read: Decision<readonly Anchor[]>): readonly StoreCheck[] {
  if (anchors === null) return [];
  if (read.ok) {
    const sentence = `The file for the ends of audit chains reads: ${countOf(read.value.length, 'end', 'ends')}.`;
    return [check('audit-anchors', 'sound', sentence)];
  }
  const sentence =
    'The file that AUDIT_ANCHOR names does not read, so a chain that is cut off would not be missed. It is written anew every hour while Sevenbox runs.';
  const sentences = read.refusals.map((one) => one.sentence);
  return [check('audit-anchors', 'look-at-this', sentence, sentences)];
}

/** Looks whether every organisation has an audit chain, and whether the ends of the chains are as they were entered. */
export async function chainsChecks(store: OpenStore): Promise<readonly StoreCheck[]> {
  const read = await anchorsOf(store);
  const anchors = read.ok ? read.value : [];
  const { found, names } = await store.records.auditSnapshot((snapshot) =>
    troubles(store, snapshot, anchors),
  );
  const organisations = (await store.records.organisations()).map(({ id }) => id);
  const without = organisations.filter((id) => !names.includes(id));
  const more = anchorsCheck(store, read);
  if (found.length > 0) {
    const sentence =
      'The audit chains are not as they were entered. Somebody changed them, or the database lost something. To verify them whole: sevenbox audit verify';
    return [check('audit', 'broken', sentence, found), ...more];
  }
  if (without.length > 0) {
    const sentence =
      'Some organisations have no audit chain. It is begun at the next start of `sevenbox serve`; if they had one before, it was removed.';
    const named = without.map((id) => `There is nothing in ${chainName(id)}.`);
    return [check('audit', 'look-at-this', sentence, named), ...more];
  }
  const ends = `${countOf(names.length, 'audit chain ends', 'audit chains end')} as entered: the last ${formatCount(latest)} entries of each were read.`;
  const sentence = names.length === 0 ? 'Nothing has been entered in an audit chain yet.' : ends;
  return [check('audit', 'sound', sentence), ...more];
}
