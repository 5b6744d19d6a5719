import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type AuditSubject,
  type OrganisationId,
  parseOrganisationId,
} from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import { appendEntry, chainEntries, chainNames, heads } from './audit.ts';
import { batchIds, everyBatch } from './batches.ts';
import { dumpPieces, loadIn } from './dump.ts';
import { ifUnnamed, namedBytes } from './evidence.ts';
import { importsIn } from './imports.ts';
import { jobsIn } from './jobs.ts';
import { belongingsOf, invitationByHash } from './members.ts';
import { retentionIn } from './retention.ts';
import { changing, enter, reading } from './scope.ts';
import { modeIn, nameStore, setMode, storeIdIn } from './storeId.ts';
import { presentHashes, subjectKinds } from './subjects.ts';
import type { Tables } from './tables.ts';
import type { AcrossOrganisations, AuditSnapshot, FirstFacts, StoreFacts } from './types.ts';

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

/** Somebody who is in two organisations is there twice. */
async function demoPeople(tx: Transaction<Tables>) {
  return tx
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person', 'people.id')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation')
    .select(['people.id as person', 'people.name', 'organisations.name as organisation', 'roles'])
    .where('people.demo', '=', true)
    .orderBy('people.name')
    .orderBy('people.id')
    .orderBy('organisations.name')
    .execute();
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
    await enter(moment, across);
    yield* pieces(moment);
  } finally {
    await moment.rollback().execute();
  }
}

async function* hashesOf(tx: Transaction<Tables>, chain: OrganisationId) {
  for (const kind of subjectKinds) yield* presentHashes(tx, { kind, chain });
}

async function* allHashes(tx: Transaction<Tables>) {
  for (const { id } of await organisationsIn(tx)) yield* hashesOf(tx, id);
}

/** The audit chains and the records they are about, as one transaction sees them. */
function auditOf(tx: Transaction<Tables>): AuditSnapshot {
  return {
    chainNames: () => chainNames(tx),
    heads: () => heads(tx),
    chainEntries: (chain, first) => chainEntries(tx, chain, first === undefined ? {} : { first }),
    presentRecords: (chain) => {
      const organisation = parseOrganisationId(chain);
      return organisation ? { kinds: subjectKinds, each: hashesOf(tx, organisation) } : null;
    },
  };
}

/**
 * Enters records that no entry of their chain speaks of: those of a store from before there was a chain. Once, at the
 * first start; what is found unentered later was not put there by the program.
 */
async function enterFirstRecords(tx: Transaction<Tables>, facts: FirstFacts): Promise<void> {
  const begun = new Set((await heads(tx)).map(({ chain }) => chain));
  for (const { id } of await organisationsIn(tx)) {
    if (begun.has(id)) continue;
    const subjects: AuditSubject[] = [];
    for await (const record of hashesOf(tx, id)) {
      subjects.push({ kind: record.kind, id: record.id, before: null, after: record.hash });
    }
    await appendEntry(tx, {
      ...{ ...facts, chain: id, organisation: id, actor: 'system', person: null },
      ...{ action: 'store.adopt', outcome: 'done', subjects, reason: null },
    });
  }
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
    demoPeople: () => read(demoPeople),
    invitationOf: (tokenHash) => read((tx) => invitationByHash(tx, tokenHash)),
    ...jobsIn(db),
    importsIn: (states) => read((tx) => importsIn(tx, states)),
    batchIds: () => read(batchIds),
    everyBatch: () => read(everyBatch),
    namedBytes: () => read(namedBytes),
    ifUnnamed: (sha256, work) => change((tx) => ifUnnamed(tx, sha256, work)),
    enter: (facts) =>
      change(async (tx) => {
        assert(
          facts.subjects.every(({ kind }) => !subjectKinds.some((ours) => ours === kind)),
          'what changes a record is entered with the change',
        );
        await appendEntry(tx, facts);
      }),
    ...retentionIn(db),
    auditHeads: () => read(heads),
    auditSnapshot: (work) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => {
          await enter(tx, across);
          return work(auditOf(tx));
        }),
    enterFirstRecords: (facts) => change((tx) => enterFirstRecords(tx, facts)),
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
