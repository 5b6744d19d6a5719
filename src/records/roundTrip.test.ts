import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { personId } from '../../test/support/auditChain.ts';
import { fillStore } from '../../test/support/fullStore.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { dumped, minute, organisationId, recordsOf, removeTemplate } from '../../test/support/records.ts';
import { openEmbeddedStore, openServerStore, soundness } from '../../test/support/stores.ts';
import type { Store } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const onServer = () => openServerStore(server);
const kirkvale = organisationId(1);

/** As a backup file holds them: JSON, line by line. */
async function* written(rows: readonly unknown[]) {
  for (const row of rows) yield JSON.parse(JSON.stringify(row));
}

function numberIn(rows: Awaited<ReturnType<typeof dumped>>): Readonly<Record<string, number>> {
  const count: Record<string, number> = {};
  for (const { table } of rows) count[table] = (count[table] ?? 0) + 1;
  return count;
}

const rowsWhenFull = {
  ...{ people: 4, accounts: 2, second_factors: 2, organisations: 2, memberships: 5, invitations: 4 },
  ...{ owners: 2, imports: 8, batches: 5, batch_rejects: 5, profiles: 124, definitions: 4 },
  ...{ supplier_decisions: 4, matchings: 2, supplier_matches: 3 },
  ...{ measure_sets: 3, tender_files: 2 },
  ...{ evidence_files: 2, audit_entries: 42, audit_heads: 3 },
};

async function everything(store: Store) {
  const records = recordsOf(store);
  return {
    batches: await records.batches(kirkvale),
    definitions: await records.definitions(kirkvale),
    members: await records.members(),
    invitations: await records.invitations(99),
    belongings: await store.belongingsOf(personId(1)),
    soundness: await soundness(store),
  };
}

describe.skipIf(!server)('between an embedded store and a PostgreSQL server', () => {
  it.each([
    ['from the folder to the server', openEmbeddedStore, onServer],
    ['from the server to the folder', onServer, openEmbeddedStore],
  ])('carries every row %s, and its chains stay sound', async (_, openFrom, openTo) => {
    const [from, to] = [await openFrom(), await openTo()];
    try {
      await fillStore(from.store);
      const rows = await dumped(from.store);
      expect(numberIn(rows)).toEqual(rowsWhenFull);
      await to.store.load(written(rows));
      expect(JSON.stringify(await dumped(to.store))).toBe(JSON.stringify(rows));
      const [before, after] = [await everything(from.store), await everything(to.store)];
      expect(after).toEqual(before);
      expect(after.soundness.wrong).toEqual([]);
      expect(after.soundness.entries).toEqual({ [kirkvale]: 29, [organisationId(2)]: 12, system: 1 });
      await expect(to.store.load(from.store.dump())).rejects.toThrow('empty store');
    } finally {
      await Promise.all([from.end(), to.end()]);
    }
  });

  it.each([
    ['folder', openEmbeddedStore],
    ['server', onServer],
  ])('goes on with the chains where they ended, and leaves sessions behind: %s', async (_, open) => {
    const [from, to] = [await openEmbeddedStore(), await open()];
    try {
      await fillStore(from.store);
      await to.store.load(from.store.dump());
      const { numUpdatedRows } = await to.store.identity
        .updateTable('people')
        .set({ name: 'Renamed Person' })
        .where('id', '=', personId(1))
        .executeTakeFirstOrThrow();
      expect(numUpdatedRows).toBe(1n);
      const { rows } = await sql`select id from sessions`.execute(to.store.identity);
      expect(rows).toEqual([]);
      await recordsOf(to.store).addMember(personId(4), ['finance'], minute(50));
      const { wrong, entries } = await soundness(to.store);
      expect(wrong).toEqual([]);
      expect(entries[kirkvale]).toBe(30);
    } finally {
      await Promise.all([from.end(), to.end()]);
    }
  });

  it.each([
    ['folder', openEmbeddedStore],
    ['server', onServer],
  ])('writes all of the rows back or none: %s', async (_, open) => {
    const [whole, to] = [await openEmbeddedStore(), await open()];
    try {
      await fillStore(whole.store);
      const rows = await dumped(whole.store);
      const cutOff = async function* () {
        yield* rows.slice(0, 12);
        yield { table: 'batches; DROP TABLE owners', row: {} };
      };
      await expect(to.store.load(cutOff())).rejects.toThrow('have a table');
      expect(await dumped(to.store)).toEqual([]);
      await to.store.load(written(rows));
      expect(await dumped(to.store)).toHaveLength(rows.length);
    } finally {
      await Promise.all([whole.end(), to.end()]);
    }
  });
});

/** What somebody with the rights of a superuser could do, and what the sentence about it begins with. */
const bent = [
  ['The import ', `update imports set sentence = 'Bent.' where id = (select max(id) from imports)`],
  [
    'The batch ',
    `update batch_rejects set rejects = '[]' where batch = (select min(batch) from batch_rejects)`,
  ],
  [
    'The saved-answers ',
    `update profiles set profile = '{"amountColumn":"Bent"}' where signature = 'header 7'`,
  ],
  ['The definition near@9 ', `update definitions set note = 'Bent.' where version = '9'`],
  ['The membership ', `update memberships set roles = '["administrator"]' where roles::text = '["auditor"]'`],
  ['The invitation ', `update invitations set roles = '["administrator"]' where state = 'open'`],
  ['The organisation ', `update organisations set kind = 'network'`],
  ['The ledger-settings ', `update owners set home_code = 'E08000035'`],
  [
    'The definition bent@',
    `insert into definitions (owner, id, version, ordinal, definition, saved_at, note)
      select owner, 'bent', version, ordinal + 10, definition, saved_at, note from definitions limit 1`,
  ],
  [`The membership ${personId(2)} is missing`, `delete from memberships where person = '${personId(2)}'`],
] as const;

it('what is changed behind the back of the records is found, whatever kind of record it is', async () => {
  const { store, db, end } = await openEmbeddedStore();
  await fillStore(store);
  let known: readonly string[] = (await soundness(store)).wrong;
  expect(known).toEqual([]);
  for (const [words, statement] of bent) {
    await sql.raw(statement).execute(db);
    const { wrong } = await soundness(store);
    const fresh = wrong.filter((sentence) => !known.includes(sentence));
    expect(fresh.length, statement).toBeGreaterThan(0);
    expect(fresh.filter((sentence) => !sentence.startsWith(words))).toEqual([]);
    known = wrong;
  }
  await end();
});
