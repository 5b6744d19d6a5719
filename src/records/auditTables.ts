import type { ColumnType } from 'kysely';
import type { AuditEntry, ChainHead } from '../domain/organisations/index.ts';

/** An entry as a row. Only `verifyChain` says whether that is what was entered. */
export type AuditEntriesTable = {
  readonly [Column in Exclude<keyof AuditEntry, 'subjects'>]: AuditEntry[Column];
} & {
  /** Read with `subjects::text`, because hashes are over the text as it was written. */
  readonly subjects: ColumnType<unknown, string, never>;
};

export type AuditHeadsTable = { readonly [Column in keyof ChainHead]: ChainHead[Column] };

/** The tables of the audit chain. */
export type AuditTables = {
  readonly audit_entries: AuditEntriesTable;
  readonly audit_heads: AuditHeadsTable;
};
