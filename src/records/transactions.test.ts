import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDatabase, startPostgres } from '../../test/support/postgres.ts';
import { emptyHome } from '../../test/support/records.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { scopedDialect, sharedDriver } from './scopedDialect.ts';
import { serverDialect } from './serverDialect.ts';
import { enteringQuery } from './transactions.ts';

const server = await startPostgres();
const home = await emptyHome();
afterAll(async () => {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

interface Said {
  readonly said: { readonly text: string };
}

const kinds: readonly (readonly [string, () => Promise<Dialect>])[] = [
  ['embedded', async () => embeddedDialect(await openEmbedded(join(home, 'records')))],
  ['server', async () => serverDialect(server ? await newDatabase(server) : '')],
];

for (const [kind, dialect] of kinds) {
  describe.skipIf(kind === 'server' && !server)(`a transaction (${kind})`, { timeout: 120_000 }, () => {
    let opened: { readonly db: Kysely<Said> };
    let identity: { readonly db: Kysely<Said> };
    beforeAll(async () => {
      const shared = sharedDriver(await dialect());
      opened = { db: new Kysely<Said>({ dialect: shared.dialect }) };
      const scoped = scopedDialect(shared.driver, { role: 'sevenbox_identity' });
      identity = { db: new Kysely<Said>({ dialect: scoped }) };
      await sql`create role sevenbox_identity`.execute(opened.db).catch(() => undefined);
      await sql`grant sevenbox_identity to current_user`.execute(opened.db);
      await sql`create table said (text text not null)`.execute(opened.db);
      await sql`grant select, insert on said to sevenbox_identity`.execute(opened.db);
    });
    afterAll(() => opened.db.destroy());

    const texts = async () => (await opened.db.selectFrom('said').select('text').execute()).length;
    const whoAmI = () => sql<{ who: string; where: string | null }>`
      select current_user as who, current_setting('sevenbox.organisation', true) as "where"`;

    it('carries nothing out when what it begins with fails', async () => {
      const before = await texts();
      const entered = opened.db.transaction().execute(async (tx) => {
        await tx.executeQuery(enteringQuery(['set local role nobody_has_this_role']));
        await tx.insertInto('said').values({ text: 'never' }).execute();
      });
      await expect(entered).rejects.toThrow('nobody_has_this_role');
      expect(await texts()).toBe(before);
    });

    it('is over when it says so, with its role and its settings, whatever comes next', async () => {
      const { rows } = await whoAmI().execute(opened.db);
      const [self] = rows;
      const inside = async (organisation: string) =>
        opened.db
          .transaction()
          .setAccessMode('read only')
          .execute(async (tx) => {
            const entering = [
              'set local role sevenbox_identity',
              `select set_config('sevenbox.organisation', '${organisation}', true)`,
            ];
            await tx.executeQuery(enteringQuery(entering));
            await tx.selectFrom('said').select('text').execute();
            return (await whoAmI().execute(tx)).rows[0];
          });
      const outside = async () => (await whoAmI().execute(opened.db)).rows[0];
      const asked = Array.from({ length: 60 }, (_, at) =>
        at % 3 === 0 ? outside() : inside(`number ${at}`),
      );
      const found = await Promise.all(asked);
      for (const [at, one] of found.entries()) {
        if (at % 3 !== 0) expect(one).toEqual({ who: 'sevenbox_identity', where: `number ${at}` });
        else expect([one?.who, one?.where || null]).toEqual([self?.who, self?.where || null]);
      }
    });

    it('of one statement counts when it is answered, and leaves none open when it fails', async () => {
      const before = await texts();
      const { numInsertedOrUpdatedRows } = await identity.db
        .insertInto('said')
        .values({ text: 'once' })
        .executeTakeFirstOrThrow();
      expect(numInsertedOrUpdatedRows).toBe(1n);
      expect(await texts()).toBe(before + 1);
      await expect(identity.db.deleteFrom('said').execute()).rejects.toThrow('permission denied');
      expect(await identity.db.selectFrom('said').select('text').execute()).toHaveLength(before + 1);
      expect(await texts()).toBe(before + 1);
    });

    it('that changed something is not over before that counts', async () => {
      for (let round = 0; round < 20; round += 1) {
        const before = await texts();
        await identity.db.transaction().execute(async (tx) => {
          await tx.selectFrom('said').select('text').execute();
          await tx
            .insertInto('said')
            .values({ text: `round ${round}` })
            .execute();
        });
        expect(await texts()).toBe(before + 1);
      }
    });

    it('without a statement costs nothing, and changes of one that failed are gone', async () => {
      await opened.db.transaction().execute(async () => undefined);
      const before = await texts();
      const failed = identity.db.transaction().execute(async (tx) => {
        await tx.insertInto('said').values({ text: 'gone' }).execute();
        throw new Error('on purpose');
      });
      await expect(failed).rejects.toThrow('on purpose');
      expect(await texts()).toBe(before);
    });
  });
}
