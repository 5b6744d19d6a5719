import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../../test/support/postgres.ts';
import { minute, removeTemplate, tokenHash } from '../../test/support/records.ts';
import { type OpenedStore, storesOn } from '../../test/support/stores.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

for (const { name, open, there } of storesOn(server)) {
  describe.skipIf(!there)(`attempts, ${name}`, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.end());

    const [one, other] = [tokenHash(1), tokenHash(2)];
    const count = async (key: string, at: number, ends: number) =>
      (await opened.store.attempts.count([{ key, endsAt: minute(ends) }], minute(at)))[0];

    it('are counted until their time is over, which later ones do not put off', async () => {
      expect(await count(one, 0, 15)).toEqual({ key: one, count: 1, endsAt: minute(15) });
      expect(await count(one, 10, 25)).toEqual({ key: one, count: 2, endsAt: minute(15) });
      expect(await count(one, 15, 30)).toEqual({ key: one, count: 1, endsAt: minute(30) });
    });

    it('are each counted, also when many come at once under keys in any order', async () => {
      await opened.empty();
      const ends = { endsAt: minute(15) };
      const orders = [
        [one, other],
        [other, one],
      ];
      const all = Array.from({ length: 20 }, (_, turn) =>
        opened.store.attempts.count(
          (orders[turn % 2] ?? []).map((key) => ({ key, ...ends })),
          minute(0),
        ),
      );
      const counts = (await Promise.all(all)).map((counted) => counted.find(({ key }) => key === one)?.count);
      expect(counts.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 20 }, (_, turn) => turn + 1));
    });

    it('can be taken back, but not below none', async () => {
      await opened.empty();
      await count(one, 0, 15);
      await opened.store.attempts.takeBack([one, other]);
      await opened.store.attempts.takeBack([one]);
      expect((await count(one, 1, 16))?.count).toBe(1);
    });

    it('leave no row behind when they are over and others come', async () => {
      await opened.empty();
      const many = Array.from({ length: 15 }, (_, key) => ({ key: tokenHash(100 + key), endsAt: minute(5) }));
      await opened.store.attempts.count(many, minute(0));
      await count(one, 4, 19);
      const rows = () => opened.store.identity.selectFrom('rate_limits').select('key').execute();
      expect(await rows()).toHaveLength(16);
      await count(other, 5, 20);
      expect((await rows()).map(({ key }) => key).sort()).toEqual([one, other]);
    });

    it('are not there for whoever works for an organisation', async () => {
      const asked = opened.db.transaction().execute(async (tx) => {
        await sql`set local role sevenbox_app`.execute(tx);
        return tx.selectFrom('rate_limits').selectAll().execute();
      });
      await expect(asked).rejects.toThrow('permission denied');
    });
  });
}
