import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personId } from '../../test/support/auditChain.ts';
import { evidenceAt, fillStore, jobAt, secondNumber } from '../../test/support/fullStore.ts';
import { keptSetAt, keptTenderFileAt } from '../../test/support/keptSets.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import {
  actingIn,
  batch,
  batchId,
  commitOf,
  importAt,
  importId,
  invitationAt,
  minute,
  organisationId,
  owner,
  recordsOf,
  removeTemplate,
  storedDefinition,
  tokenHash,
} from '../../test/support/records.ts';
import { type OpenedStore, storesOn } from '../../test/support/stores.ts';
import { decisionAt, findingAt, matchingAt } from '../../test/support/suppliers.ts';
import { changing, reading, type Scope, scopeRoles } from './scope.ts';
import type { Tables } from './tables.ts';
import type { Records, Store } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const [first, second] = [organisationId(1), organisationId(2)];
const inSecond: Scope = { role: 'sevenbox_app', organisation: second };
const nowhere: Scope = { role: 'sevenbox_app', organisation: null };

/** The column that says whose a row is, in each table that organisations have rows in. */
const owned = {
  ...{ organisations: 'id', owners: 'id', imports: 'owner', batches: 'owner', profiles: 'owner' },
  ...{ definitions: 'owner', memberships: 'organisation', invitations: 'organisation' },
  ...{ evidence_files: 'organisation', jobs: 'organisation', supplier_decisions: 'organisation' },
  ...{ matchings: 'organisation', supplier_matches: 'organisation' },
  ...{ measure_sets: 'organisation', tender_files: 'organisation' },
} as const;
const ownedTables = Object.entries(owned);

/** Holds no record: the list of migrations, which only upkeep reads. */
const unguarded = ['migrations'];
const ofSigningIn = ['people', 'sessions', 'accounts', 'verifications', 'second_factors'];

async function rowsOf(tx: Transaction<Tables> | Kysely<Tables>, statement: string) {
  return (await sql.raw<Record<string, unknown>>(statement).execute(tx)).rows;
}

/** Every row of the first organisation, as the database has them: to see that nothing was changed. */
async function contentOf(db: Kysely<Tables>): Promise<string> {
  return reading(db, { role: 'sevenbox_across' }, async (tx) => {
    const all: unknown[] = [];
    for (const [table, column] of ownedTables) {
      all.push(
        await rowsOf(tx, `select * from ${table} where ${column} = '${first}' order by ${table}::text`),
      );
    }
    all.push(await rowsOf(tx, `select * from batch_rejects order by batch`));
    all.push(await rowsOf(tx, `select * from audit_entries where chain = '${first}' order by number`));
    all.push(await rowsOf(tx, `select * from audit_heads where chain = '${first}'`));
    return JSON.stringify(all);
  });
}

const any = { person: null, action: null, outcome: null, subject: null, from: null, to: null };

/** What every function that reads must answer when it is asked from the second organisation for what the first has. */
const reads: readonly (readonly [keyof Records, (of: Records) => Promise<unknown>, unknown])[] = [
  ['importOf', (of) => of.importOf(first, importId(1)), null],
  ['imports', (of) => of.imports(first, 99), []],
  ['profiles', (of) => of.profiles(first), { schemaVersion: 1, profiles: {} }],
  ['currentBatches', (of) => of.currentBatches(first), []],
  ['batches', (of) => of.batches(first), []],
  ['batchOf', (of) => of.batchOf(first, batchId(1)), null],
  ['definitions', (of) => of.definitions(first), []],
  ['evidenceOf', (of) => of.evidenceOf(evidenceAt(1).id), null],
  ['jobOf', (of) => of.jobOf(importId(5)), null],
  ['measureSetOf', (of) => of.measureSetOf(keptSetAt(1).id), null],
  ['tenderFileOf', (of) => of.tenderFileOf(keptTenderFileAt(1).id), null],
];

/** The same for functions that take no organisation: whatever they answer is of the second. */
const ownReads: readonly (readonly [keyof Records, (of: Records) => Promise<unknown>])[] = [
  ['organisation', (of) => of.organisation()],
  ['owner', (of) => of.owner()],
  ['members', (of) => of.members()],
  ['invitations', (of) => of.invitations(99)],
  ['evidence', (of) => of.evidence({ state: 'kept', from: 0, size: 9 })],
  ['supplierDecisions', (of) => of.supplierDecisions()],
  ['matching', (of) => of.matching()],
  ['supplierFindings', (of) => of.supplierFindings()],
  ['supplierVersion', (of) => of.supplierVersion()],
  ['measureSets', (of) => of.measureSets()],
  ['tenderFiles', (of) => of.tenderFiles('results')],
  ['auditEntries', (of) => of.auditEntries(any, { before: null, size: 50 })],
];

const firstOrganisation = { id: first, kind: 'network', form: null, name: 'Taken', orgId: null } as const;
const changes: readonly (readonly [keyof Records, (of: Records) => Promise<unknown>])[] = [
  ['addOrganisation', (of) => of.addOrganisation(firstOrganisation, null, minute(60))],
  ['saveOrganisation', (of) => of.saveOrganisation(firstOrganisation, minute(60))],
  ['addInvitation', (of) => of.addInvitation(invitationAt(9), tokenHash(9))],
  ['endInvitation', (of) => of.endInvitation(invitationAt(3).id, minute(60))],
  ['acceptInvitation', (of) => of.acceptInvitation(invitationAt(3), personId(4), minute(60))],
  ['saveOwner', (of) => of.saveOwner(owner(1, 'Taken'), minute(60))],
  ['addImport', (of) => of.addImport(importAt(60))],
  ['saveImport', (of) => of.saveImport(importAt(3, { version: 2, sentence: 'Taken.' }))],
  [
    'commitImport',
    (of) =>
      of.commitImport(
        commitOf({
          import: importAt(3, { state: 'imported', version: 2 }),
          batches: [batch(60, { import: importId(3) })],
        }),
      ),
  ],
  ['removeProfile', (of) => of.removeProfile(first, 'header 1', minute(60))],
  ['undoBatches', (of) => of.undoBatches(first, [batchId(1)], minute(60))],
  ['restoreBatches', (of) => of.restoreBatches(first, [batchId(3)], minute(60))],
  ['addDefinition', (of) => of.addDefinition(first, storedDefinition('taken', '1'))],
  ['removeEvidence', (of) => of.removeEvidence(evidenceAt(1).id, minute(60))],
  ['addEvidence', (of) => of.addEvidence(evidenceAt(1), async () => true)],
  ['addSupplierDecisions', (of) => of.addSupplierDecisions([decisionAt(1)])],
  [
    'undoSupplierDecisions',
    (of) => of.undoSupplierDecisions([decisionAt(1).id], { by: null, at: minute(60) }),
  ],
  ['saveMatching', (of) => of.saveMatching(matchingAt(1), [findingAt(1)], minute(60))],
  ['addJob', (of) => of.addJob(jobAt(1, importId(5)))],
  ['addMeasureSet', (of) => of.addMeasureSet(keptSetAt(1))],
  ['saveMeasureSet', (of) => of.saveMeasureSet(keptSetAt(1), 0)],
  ['removeMeasureSet', (of) => of.removeMeasureSet(keptSetAt(1).id)],
  ['addTenderFile', (of) => of.addTenderFile(keptTenderFileAt(1))],
  ['removeTenderFile', (of) => of.removeTenderFile(keptTenderFileAt(1).id)],
  // People are of no organisation: whoever is only in the first one is not found among those of the second.
  ['changeMember', (of) => of.changeMember(personId(2), expectNobody, minute(60))],
];

const expectNobody: Parameters<Records['changeMember']>[1] = (members) => {
  expect(members.map(({ person }) => person)).not.toContain(personId(2));
  return { ok: true, value: { kind: 'remove', person: personId(2) } };
};

for (const { name, kind, open, there } of storesOn(server)) {
  describe.skipIf(!there)(`row-level security ${name}`, () => {
    let opened: OpenedStore;
    let store: Store;
    let db: Kysely<Tables>;
    beforeAll(async () => {
      opened = await open();
      ({ store, db } = opened);
      await fillStore(store);
    });
    afterAll(() => opened.end());

    it('is on, forced and has a policy for every table that there is', async () => {
      const tables = await rowsOf(
        db,
        `select relname as table, relrowsecurity and relforcerowsecurity as forced,
          (select count(*) from pg_policy where polrelid = pg_class.oid) as policies
        from pg_class where relkind in ('r', 'p', 'm', 'v', 'f') and relnamespace = 'public'::regnamespace
        order by relname`,
      );
      const guarded = tables.filter((one) => !unguarded.includes(String(one.table)));
      expect(guarded.length).toBeGreaterThanOrEqual(tables.length - unguarded.length);
      expect(guarded.length).toBeGreaterThan(16);
      for (const one of guarded) {
        expect(one).toMatchObject({ forced: true });
        expect(Number(one.policies), String(one.table)).toBeGreaterThan(0);
      }
    });

    it('shows nothing to the user that signs in, before a role is taken', async () => {
      const tables = await rowsOf(db, `select tablename as name from pg_tables where schemaname = 'public'`);
      const [held] = await reading(db, { role: 'sevenbox_across' }, (tx) =>
        rowsOf(tx, 'select count(*) as count from imports'),
      );
      expect(held).toEqual({ count: 8 });
      for (const name of tables.map((one) => String(one.name)).filter((one) => !unguarded.includes(one))) {
        const bare = db.transaction().execute(async (tx) => {
          await sql`select set_config('sevenbox.organisation', ${first}, true)`.execute(tx);
          return rowsOf(tx, `select * from ${name}`);
        });
        // The one user of the embedded store is a superuser, whom no policy binds: there the role is the only lock.
        if (kind === 'server') expect(await bare, name).toEqual([]);
      }
    });

    it('binds roles that cannot sign in, own nothing, and are members of nothing', async () => {
      const roles = await rowsOf(
        db,
        `select rolname, rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as mighty,
          exists (select from pg_class where relowner = pg_roles.oid) as owns,
          exists (select from pg_auth_members where member = pg_roles.oid) as member
        from pg_roles where rolname like 'sevenbox%' order by rolname`,
      );
      expect(roles.map(({ rolname }) => rolname)).toEqual([...scopeRoles].sort());
      for (const role of roles) expect(role).toMatchObject({ mighty: false, owns: false, member: false });
    });

    it('covers every function of the records in this test', async () => {
      const covered = [...reads, ...ownReads, ...changes].map(([name]) => name);
      expect(Object.keys(recordsOf(store)).sort()).toEqual(
        [...covered, 'addMember', 'jobsWaiting', 'removePastInvitations'].sort(),
      );
    });

    it.each(reads)('%s finds nothing of another organisation', async (_, read, nothing) => {
      expect(JSON.stringify(await read(recordsOf(store, 1)))).not.toBe(JSON.stringify(nothing));
      expect(await read(recordsOf(store, 2))).toEqual(nothing);
      expect(await read(store.as(actingIn(null)))).toEqual(nothing);
    });

    it.each(ownReads)('%s answers with one’s own organisation only', async (_, read) => {
      const told = JSON.stringify(await read(recordsOf(store, 2)));
      expect(JSON.stringify(await read(recordsOf(store, 1)))).not.toBe(told);
      expect(told).not.toContain(first);
      for (const person of [2, 3]) expect(told).not.toContain(personId(person));
      const without = await read(store.as(actingIn(null))).catch(() => null);
      expect(JSON.stringify(without)).not.toContain('org_');
    });

    it.each(changes)('%s changes nothing of another organisation', async (_, change) => {
      const before = await contentOf(db);
      for (const records of [recordsOf(store, 2), store.as(actingIn(null))]) {
        const outcome = await Promise.resolve(records)
          .then(change)
          .catch(() => 'refused');
        expect(['refused', false, undefined, []]).toContainEqual(
          typeof outcome === 'object' && outcome !== null && 'ok' in outcome ? undefined : outcome,
        );
      }
      expect(await contentOf(db)).toBe(before);
    });

    it('jobsWaiting counts one’s own, and removePastInvitations removes one’s own', async () => {
      expect(await recordsOf(store, 1).jobsWaiting()).toBe(1);
      expect(await recordsOf(store, 2).jobsWaiting()).toBe(1);
      expect(await store.as(actingIn(null)).jobsWaiting()).toBe(0);
      const before = await contentOf(db);
      expect(await recordsOf(store, 2).removePastInvitations(minute(20_000))).toBe(1);
      expect(await store.as(actingIn(null)).removePastInvitations(minute(20_000))).toBe(0);
      expect(await contentOf(db)).toBe(before);
      const again = invitationAt(secondNumber + 1, { organisation: second });
      await recordsOf(store, 2).addInvitation(again, tokenHash(secondNumber + 1));
    });

    it('addMember adds to one’s own organisation, whoever it is', async () => {
      const before = await contentOf(db);
      await recordsOf(store, 2).addMember(personId(2), ['auditor'], minute(61));
      expect(await contentOf(db)).toBe(before);
      await expect(
        store.as(actingIn(null)).addMember(personId(2), ['auditor'], minute(61)),
      ).rejects.toThrow();
    });

    describe('with the first lock taken away: SQL under the role, for another organisation', () => {
      const tryOut = (scope: Scope, statement: string) =>
        changing(db, scope, async (tx) =>
          Number((await sql.raw(statement).execute(tx)).numAffectedRows ?? 0),
        );

      it.each(ownedTables)('%s shows only one’s own', async (table, column) => {
        const shown = await reading(db, inSecond, (tx) =>
          rowsOf(tx, `select distinct ${column} as whose from ${table}`),
        );
        expect(shown).toEqual([{ whose: second }]);
        expect(await reading(db, nowhere, (tx) => rowsOf(tx, `select * from ${table}`))).toEqual([]);
      });

      it.each(ownedTables)('%s takes no change to what another has', async (table, column) => {
        const before = await contentOf(db);
        for (const scope of [inSecond, nowhere]) {
          for (const statement of [
            `update ${table} set ${column} = ${column} where ${column} = '${first}'`,
            `update ${table} set ${column} = '${second}' where ${column} <> '${second}'`,
            `delete from ${table} where ${column} = '${first}'`,
          ]) {
            expect(await tryOut(scope, statement).catch(deniedOnly)).toBe(0);
          }
        }
        expect(await contentOf(db)).toBe(before);
      });

      it.each(ownedTables)('%s takes no row for another, new or moved', async (table, column) => {
        const before = await contentOf(db);
        const columns = (
          await rowsOf(
            db,
            `select column_name as name from information_schema.columns
            where table_schema = 'public' and table_name = '${table}' and is_identity = 'NO'
              and column_name not in ('${column}', 'salt')`,
          )
        ).map(({ name }) => String(name));
        const list = columns.join(', ');
        for (const statement of [
          `insert into ${table} (${column}, ${list}) select '${first}', ${list} from ${table} limit 1`,
          `update ${table} set ${column} = '${first}'`,
        ]) {
          await expect(tryOut(inSecond, statement)).rejects.toThrow(
            /row-level security policy|permission denied/,
          );
        }
        expect(await contentOf(db)).toBe(before);
      });

      it('rejected lines are those of one’s own batches', async () => {
        const shown = await reading(db, inSecond, (tx) => rowsOf(tx, 'select batch from batch_rejects'));
        expect(shown).toEqual([{ batch: batchId(secondNumber) }]);
        const before = await contentOf(db);
        const insert = `insert into batch_rejects values ('${batchId(1)}', '[]')`;
        await expect(tryOut(inSecond, insert)).rejects.toThrow('row-level security');
        for (const statement of [`update batch_rejects set rejects = '[]'`, 'delete from batch_rejects']) {
          await expect(tryOut(inSecond, statement)).rejects.toThrow('permission denied');
        }
        expect(await contentOf(db)).toBe(before);
      });

      it('people are those of one’s own organisation, to be read only', async () => {
        await changing(db, inSecond, (tx) =>
          sql.raw(`delete from memberships where person = '${personId(2)}'`).execute(tx),
        );
        const shown = await reading(db, inSecond, (tx) => rowsOf(tx, 'select id from people order by id'));
        expect(shown).toEqual([{ id: personId(1) }, { id: personId(4) }]);
        expect(await reading(db, nowhere, (tx) => rowsOf(tx, 'select id from people'))).toEqual([]);
        for (const statement of [`update people set name = 'Taken'`, 'delete from people']) {
          await expect(tryOut(inSecond, statement)).rejects.toThrow('permission denied');
        }
      });

      it('how people sign in, which store it is and which migrations were carried out is not read at all', async () => {
        for (const table of [...ofSigningIn.slice(1), 'store', 'migrations']) {
          await expect(tryOut(inSecond, `select * from ${table}`)).rejects.toThrow('permission denied');
        }
      });

      it('the audit chain of another is not read, and no entry of any is changed or taken out', async () => {
        const shown = await reading(db, inSecond, (tx) =>
          rowsOf(tx, 'select distinct chain from audit_entries'),
        );
        expect(shown).toEqual([{ chain: second }]);
        for (const statement of [
          `update audit_entries set reason = 'none'`,
          'delete from audit_entries',
          'truncate audit_entries',
          'delete from audit_heads',
        ]) {
          for (const role of scopeRoles) {
            const scope: Scope = role === 'sevenbox_app' ? inSecond : { role };
            await expect(tryOut(scope, statement), `${role}: ${statement}`).rejects.toThrow(
              'permission denied',
            );
          }
        }
        expect(await tryOut(inSecond, `update audit_heads set number = 0 where chain = '${first}'`)).toBe(0);
      });

      it('signing in reads no ledgers, no organisations and no entries', async () => {
        const tables = ['batch_rejects', 'store', 'migrations', 'audit_entries', ...Object.keys(owned)];
        for (const table of tables) {
          const read = reading(db, { role: 'sevenbox_identity' }, (tx) =>
            rowsOf(tx, `select * from ${table}`),
          );
          await expect(read, table).rejects.toThrow('permission denied');
          const library = sql.raw(`select * from ${table}`).execute(store.identity);
          await expect(library, table).rejects.toThrow('permission denied');
        }
        const people = await sql`select id from people`.execute(store.identity);
        expect(people.rows).toHaveLength(4);
      });

      it('reading transactions change nothing, even one’s own', async () => {
        const write = reading(db, inSecond, (tx) => rowsOf(tx, `update owners set home_name = 'Bent'`));
        await expect(write).rejects.toThrow('read-only transaction');
      });

      it('the role and the organisation end with the transaction', async () => {
        await reading(db, inSecond, (tx) => rowsOf(tx, 'select 1'));
        for (let tries = 0; tries < 5; tries += 1) {
          const [after] = await rowsOf(
            db,
            `select current_user = session_user as back, current_setting('sevenbox.organisation', true) as organisation`,
          );
          expect(after).toMatchObject({ back: true });
          expect(after?.organisation ?? '').toBe('');
        }
      });
    });

    // Every name in a statement of ours is a constant, and every value is handed over beside the text of the statement.
    it('RESET ROLE in SQL of one’s own would end the role, so no text from outside is ever SQL', async () => {
      const escaped = await reading(db, inSecond, async (tx) => {
        await sql.raw('reset role').execute(tx);
        return rowsOf(tx, 'select distinct owner from imports');
      });
      // Who signs in at a server owns the tables and is bound all the same; the one user of the embedded store is not.
      expect(escaped).toHaveLength(kind === 'embedded' ? 2 : 0);
      const text = `x'; reset role; select set_config('sevenbox.organisation', '${first}', true); --`;
      const records = recordsOf(store, 2);
      const hostileActing = { ...actingIn(second), request: 'test' };
      expect(
        await store.as(hostileActing).importOf(JSON.parse(JSON.stringify(text)), importId(1)),
      ).toBeNull();
      expect(await records.batchOf(first, JSON.parse(JSON.stringify(text))).catch(() => null)).toBeNull();
      expect(await store.invitationOf(text)).toBeNull();
      expect(await records.imports(first, 10)).toEqual([]);
    });

    it('an organisation whose number is SQL is refused before it reaches a statement', async () => {
      const number = JSON.parse(JSON.stringify(`x', true); reset role; --`));
      await expect(store.as(actingIn(number)).imports(first, 10)).rejects.toThrow();
    });
  });
}

/** Nothing was changed where the role lacks the right; every other error is one. */
function deniedOnly(error: unknown): number {
  expect(String(error)).toContain('permission denied');
  return 0;
}
