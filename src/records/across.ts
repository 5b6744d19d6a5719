import { type Kysely, sql, type Transaction } from 'kysely';
import { assert } from '../domain/values/index.ts';
import { appendEntry, chainEntries, heads } from './audit.ts';
import { batchIds, everyBatch } from './batches.ts';
import { dumpPieces, loadIn } from './dump.ts';
import { importsIn } from './imports.ts';
import { belongingsOf, invitationByHash } from './members.ts';
import { changing, enteringSql, reading } from './scope.ts';
import { modeIn, nameStore, setMode, storeIdIn } from './storeId.ts';
import { presentHashes, subjectKinds } from './subjects.ts';
import type { Tables } from './tables.ts';
import type { AcrossOrganisations, StoreFacts } from './types.ts';

// Everything that works across organisations is a named function of this file. All else sees one organisation.

const across = { role: 'sevenbox_across' } as const;

async function factsIn(tx: Transaction<Tables>, kind: StoreFacts['kind']): Promise<StoreFacts> {
  const { rows } = await sql<{
    version: string;
  }>`select current_setting('server_version') as version`.execute(tx);
  const done = await tx.selectFrom('migrations').select('number').orderBy('number').execute();
  const [version = ''] = (rows[0]?.version ?? '').split(' ');
  return { kind, version: `PostgreSQL ${version}`, migrations: done.map(({ number }) => number) };
}

async function isEmpty(tx: Transaction<Tables>): Promise<boolean> {
  return (await tx.selectFrom('organisations').select('id').limit(1).execute()).length === 0;
}

async function hasAdministrator(tx: Transaction<Tables>): Promise<boolean> {
  const rows = await tx.selectFrom('memberships').select('roles').execute();
  return rows.some(({ roles }) => roles.includes('administrator'));
}

async function organisationsIn(tx: Transaction<Tables>) {
  const rows = await tx
    .selectFrom('organisations')
    .select(['id', 'kind', 'form', 'name', 'org_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ org_id: orgId, ...same }) => ({ ...same, orgId }));
}

/** Reads piece by piece as at one moment. Between two pieces an embedded store answers nobody else. */
async function* asAtOneMoment<T>(
  db: Kysely<Tables>,
  pieces: (tx: Transaction<Tables>) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const moment = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    await sql.raw(enteringSql(across)).execute(moment);
    yield* pieces(moment);
  } finally {
    await moment.rollback().execute();
  }
}

async function* allHashes(tx: Transaction<Tables>) {
  for (const kind of subjectKinds) yield* presentHashes(tx, kind);
}

/** What a store does across organisations. */
export function acrossIn(db: Kysely<Tables>, kind: StoreFacts['kind']): AcrossOrganisations {
  const read = <T>(work: (tx: Transaction<Tables>) => Promise<T>) => reading(db, across, work);
  const change = <T>(work: (tx: Transaction<Tables>) => Promise<T>) => changing(db, across, work);
  return {
    isEmpty: () => read(isEmpty),
    hasAdministrator: () => read(hasAdministrator),
    organisations: () => read(organisationsIn),
    belongingsOf: (person) => read((tx) => belongingsOf(tx, person)),
    invitationOf: (tokenHash) => read((tx) => invitationByHash(tx, tokenHash)),
    importsIn: (states) => read((tx) => importsIn(tx, states)),
    batchIds: () => read(batchIds),
    everyBatch: () => read(everyBatch),
    enter: (facts) =>
      change(async (tx) => {
        assert(
          facts.subjects.every(({ kind }) => !subjectKinds.some((ours) => ours === kind)),
          'what changes a record is entered with the change',
        );
        await appendEntry(tx, facts);
      }),
    auditHeads: () => read(heads),
    chainEntries: (chain) => asAtOneMoment(db, (tx) => chainEntries(tx, chain)),
    recordHashes: () => asAtOneMoment(db, allHashes),
    facts: () => read((tx) => factsIn(tx, kind)),
    storeId: () => read(storeIdIn),
    nameStore: (id) => change((tx) => nameStore(tx, id)),
    mode: () => read(modeIn),
    setMode: (mode) => change((tx) => setMode(tx, mode)),
    dump: () => asAtOneMoment(db, dumpPieces),
    load: (rows) => change((tx) => loadIn(tx, rows)),
  };
}
