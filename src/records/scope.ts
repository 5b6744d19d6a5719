import type { CompiledQuery, Kysely, Transaction } from 'kysely';
import { type OrganisationId, parseOrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import { enteringQuery } from './transactions.ts';

/**
 * Under which role of the database a transaction works, and for which organisation. The roles own nothing and are
 * bound by row-level security, also on the embedded engine, whose only user is a superuser.
 */
export type Scope =
  | { readonly role: 'sevenbox_app'; readonly organisation: OrganisationId | null }
  | { readonly role: 'sevenbox_identity' }
  | { readonly role: 'sevenbox_across' };

/** The roles that transactions work under. */
export const scopeRoles = ['sevenbox_app', 'sevenbox_identity', 'sevenbox_across'] as const;

/** The statements that every transaction begins with. */
export function enteringStatements(scope: Scope): readonly string[] {
  const organisation = scope.role === 'sevenbox_app' ? (scope.organisation ?? '') : '';
  assert(organisation === '' || parseOrganisationId(organisation) !== undefined, 'an id holds no SQL');
  return [
    `set local role ${scope.role}`,
    `select set_config('sevenbox.organisation', '${organisation}', true)`,
  ];
}

/** The same as a query, which goes to the database with the first statement of the transaction. */
export function enteringFor(scope: Scope): CompiledQuery {
  return enteringQuery(enteringStatements(scope));
}

/** Puts a transaction that has just begun under a scope. */
export async function enter(tx: Transaction<Tables>, scope: Scope): Promise<void> {
  await tx.executeQuery(enteringFor(scope));
}

/** Reads under a scope, in a transaction that can change nothing. */
export function reading<T>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await enter(tx, scope);
      return work(tx);
    });
}

/** Reads and changes under a scope: all of it or nothing. */
export function changing<T>(
  db: Kysely<Tables>,
  scope: Scope,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await enter(tx, scope);
    return work(tx);
  });
}
