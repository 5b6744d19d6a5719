import { z } from 'zod';
import { assert } from '../../values/index.ts';
import { canonicalJson } from './canonical.ts';
import type { AuditEntry, AuditFacts, AuditSubject, ChainHead, Sha256, StoredEntry } from './types.ts';

/** What stands where the hash of the entry before would, in the first entry of a chain. */
export const noHash = '0'.repeat(64);

const word = /^[A-Za-z0-9_.:/@+-]{1,200}$/;
const hexHash = /^[0-9a-f]{64}$/;

const hashOrNone = z.string().regex(hexHash).nullable();
const subjectsSchema = z.array(
  z.strictObject({
    kind: z.string().regex(word),
    id: z.string().regex(word),
    before: hashOrNone,
    after: hashOrNone,
  }),
);

/**
 * A text from outside, such as a number in an address, as a chain may hold it: what is not letters, digits and
 * `_.:/@+-` is not kept, so that nobody can write into a chain what must not stay for ever.
 */
export function auditWord(text: string): string {
  return word.test(text) ? text : 'unreadable';
}

/** The head of a chain that has no entry yet. */
export function emptyHead(chain: string): ChainHead {
  return { chain, number: 0, hash: noHash };
}

/** The subjects as they are written down: always the same text for the same subjects. */
export function subjectsText(subjects: readonly AuditSubject[]): string {
  const rows = subjects.map(({ kind, id, before, after }) => ({ after, before, id, kind }));
  return canonicalJson(rows);
}

/** The subjects that a text names; undefined when it was not written by `subjectsText`. */
export function parseSubjects(text: string): readonly AuditSubject[] | undefined {
  try {
    const read = subjectsSchema.safeParse(JSON.parse(text));
    return read.success && subjectsText(read.data) === text ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of an entry: over everything in it but the hash itself, in an order that never changes. */
export function entryHash(sha256: Sha256, entry: Omit<StoredEntry, 'hash'>): string {
  const { chain, number, at, actor, person, organisation } = entry;
  const { action, request, outcome, subjects, reason, previous } = entry;
  const first = ['sevenbox-audit-1', chain, number, at, actor, person, organisation];
  return sha256(canonicalJson([...first, action, request, outcome, subjects, reason, previous]));
}

/** An entry as it is written into a store. */
export function storedEntry({ subjects, ...same }: AuditEntry): StoredEntry {
  return { ...same, subjects: subjectsText(subjects) };
}

function checkFacts({ actor, person, action, request, outcome, reason, subjects }: AuditFacts): void {
  assert(actor !== 'person' || person !== null, 'an entry of a person says which person');
  assert(actor !== 'nobody' || person === null, 'an entry of nobody names no person');
  assert(
    (outcome === 'refused') === (reason !== null),
    'an entry has a reason when it was refused, else none',
  );
  const words = [action, request, ...(reason === null ? [] : [reason])];
  for (const one of words) assert(word.test(one), `${JSON.stringify(one)} is a word for the audit chain`);
  assert(subjectsSchema.safeParse(subjects).success, 'the subjects of an entry are words and hashes');
}

/** The entry that follows on a head. Throws for facts that must not be entered, because that is a bug. */
export function nextEntry(sha256: Sha256, head: ChainHead, facts: AuditFacts): AuditEntry {
  assert(head.chain === facts.chain, `an entry of ${facts.chain} follows on an entry of that chain`);
  checkFacts(facts);
  const entry = { ...facts, number: head.number + 1, previous: head.hash };
  return { ...entry, hash: entryHash(sha256, storedEntry({ ...entry, hash: '' })) };
}

/** The head of a chain once an entry is its last. */
export function headOf({ chain, number, hash }: AuditEntry): ChainHead {
  return { chain, number, hash };
}
