import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import {
  type AuditEntry,
  type AuditFacts,
  type AuditFilter,
  type AuditPage,
  type AuditPaging,
  type ChainHead,
  emptyHead,
  headOf,
  largestAuditPage,
  momentsOf,
  nextEntry,
  parseSubjects,
  type StoredEntry,
  subjectsText,
} from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { AuditTables } from './auditTables.ts';
import type { Tables } from './tables.ts';

/** The hash of audit chains: SHA-256 as hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function auditIn(tx: Transaction<Tables>) {
  return tx.withTables<AuditTables>();
}

/** The head of a chain, made where there is none yet, and held until the transaction ends. */
async function heldHead(tx: Transaction<Tables>, chain: string): Promise<ChainHead> {
  const find = () =>
    auditIn(tx)
      .selectFrom('audit_heads')
      .select(['chain', 'number', 'hash'])
      .where('chain', '=', chain)
      .forUpdate()
      .executeTakeFirst();
  const there = await find();
  if (there) return there;
  await auditIn(tx)
    .insertInto('audit_heads')
    .values(emptyHead(chain))
    .onConflict((same) => same.doNothing())
    .execute();
  const made = await find();
  assert(made !== undefined, `the head of the chain ${chain} can be seen by whoever enters in it`);
  return made;
}

/**
 * Enters in an audit chain what the transaction does, both or neither. Others who enter in the same chain wait until
 * the transaction ends, so it comes last in it. Throws where the role of the transaction must not enter in that chain.
 */
export async function appendEntry(tx: Transaction<Tables>, facts: AuditFacts): Promise<AuditEntry> {
  const head = await heldHead(tx, facts.chain);
  const entry = nextEntry(sha256Hex, head, facts);
  const { number, hash } = headOf(entry);
  await auditIn(tx)
    .insertInto('audit_entries')
    .values({ ...entry, subjects: subjectsText(entry.subjects) })
    .execute();
  const { numUpdatedRows } = await auditIn(tx)
    .updateTable('audit_heads')
    .set({ number, hash })
    .where('chain', '=', facts.chain)
    .executeTakeFirstOrThrow();
  assert(numUpdatedRows === 1n, `the head of the chain ${facts.chain} moves with its entries`);
  return entry;
}

const columns = [
  ...(['chain', 'number', 'at', 'actor', 'person', 'organisation', 'action'] as const),
  ...(['request', 'outcome', 'reason', 'previous', 'hash'] as const),
] as const;

function entries(tx: Transaction<Tables>, chain: string) {
  return auditIn(tx)
    .selectFrom('audit_entries')
    .select(columns)
    .select(sql<string>`subjects::text`.as('subjects'))
    .where(sql.ref('chain'), '=', chain);
}

function fromRow(row: Omit<AuditEntry, 'subjects'> & Pick<StoredEntry, 'subjects'>): AuditEntry {
  return { ...row, subjects: parseSubjects(row.subjects) ?? [] };
}

function about(id: string) {
  return sql<boolean>`exists (
    select from json_array_elements(subjects) as subject where subject ->> 'id' = ${id})`;
}

/** Entries of a chain for a page, newest first. Rows that were tampered with are shown as far as they can be read. */
export async function entriesIn(
  tx: Transaction<Tables>,
  filter: AuditFilter,
  { before, size }: AuditPaging,
): Promise<AuditPage> {
  assert(size >= 1 && size <= largestAuditPage, `${size} entries fit on a page`);
  const { person, action, outcome, subject } = filter;
  const moments = momentsOf(filter);
  const rows = await entries(tx, filter.chain)
    .$if(before !== null, (rest) => rest.where('number', '<', before))
    .$if(person !== null, (rest) => rest.where('person', '=', person))
    .$if(action !== null, (rest) => rest.where(sql<boolean>`starts_with(action, ${action})`))
    .$if(outcome !== null, (rest) => rest.where('outcome', '=', outcome ?? 'done'))
    .$if(subject !== null, (rest) => rest.where(about(subject ?? '')))
    .$if(moments.from !== null, (rest) => rest.where('at', '>=', moments.from))
    .$if(moments.before !== null, (rest) => rest.where('at', '<', moments.before))
    .orderBy('number', 'desc')
    .limit(size + 1)
    .execute();
  const shown = rows.slice(0, size);
  return {
    entries: shown.map(fromRow),
    before: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
  };
}

/** The smallest number in a chain from some number on; null when there is none. */
async function numberFrom(tx: Transaction<Tables>, chain: string, from: number): Promise<number | null> {
  const row = await entries(tx, chain)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}

/**
 * Every entry of a chain from a number on, in the order of their numbers, read page by page. A page is a range of numbers, so that not
 * even a number that is there twice, as it never should be, is passed over.
 */
export async function* chainEntries(
  tx: Transaction<Tables>,
  chain: string,
  { page = 500, first = Number.MIN_SAFE_INTEGER }: { readonly page?: number; readonly first?: number } = {},
): AsyncGenerator<StoredEntry> {
  let from = await numberFrom(tx, chain, first);
  while (from !== null) {
    const end: number = from + page;
    yield* await entries(tx, chain)
      .where('number', '>=', from)
      .where('number', '<', end)
      .orderBy('number')
      .execute();
    from = await numberFrom(tx, chain, end);
  }
}

/** The heads of all chains that the scope of the transaction shows. */
export async function heads(tx: Transaction<Tables>): Promise<readonly ChainHead[]> {
  return auditIn(tx).selectFrom('audit_heads').select(['chain', 'number', 'hash']).orderBy('chain').execute();
}

/** The names of all chains that have entries or a head, so that one that lost its head is looked at too. */
export async function chainNames(tx: Transaction<Tables>): Promise<readonly string[]> {
  const rows = await auditIn(tx)
    .selectFrom('audit_heads')
    .select('chain')
    .union(auditIn(tx).selectFrom('audit_entries').select('chain'))
    .orderBy('chain')
    .execute();
  return rows.map(({ chain }) => chain);
}
