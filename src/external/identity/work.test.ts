import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityStore, peopleStores } from '../../../test/support/identity.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import type { PersonId } from '../../domain/organisations/index.ts';
import { type WorkKind, type Works, worksOver } from './work.ts';

const server = await startPostgres();
afterAll(() => server?.stop());
const person = `per_${'a'.repeat(20)}` as PersonId;

/** A promise and what settles it; Node 20 has no such thing of its own. */
function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe.each(peopleStores(server).filter(({ there }) => there))('pieces of work $name', ({ open }) => {
  let store: IdentityStore;
  let works: Works;
  beforeAll(async () => {
    store = await open();
    works = worksOver({
      db: store.db,
      onEvent: async ({ kind }, within) => {
        await within.insertInto('told').values({ kind, person: null, session: null }).execute();
      },
    });
  });
  beforeEach(async () => {
    for (const table of ['verifications', 'told'] as const) await store.all.deleteFrom(table).execute();
  });
  afterAll(() => store.close());

  const note = (id: string) => {
    const now = new Date();
    const moments = { expires_at: now, created_at: now, updated_at: now };
    return works.db
      .insertInto('verifications')
      .values({ id, identifier: 'x', value: '', ...moments })
      .execute();
  };
  const change = () => works.db.updateTable('people').set({ demo: true }).execute();
  const read = () => works.db.selectFrom('people').select('id').execute();
  const kept = async () => {
    const [notes, told] = [
      await store.all.selectFrom('verifications').select('id').orderBy('id').execute(),
      await store.all.selectFrom('told').select('kind').execute(),
    ];
    return [...notes.map(({ id }) => id), ...told.map(({ kind }) => kind)];
  };
  const tell = () => works.tell({ kind: 'signed-in', person, session: null });

  it('work with the rights of sign-in only', async () => {
    const who = async () =>
      (await sql<{ who: string }>`select current_user as who`.execute(works.db)).rows[0]?.who;
    expect(await who()).toBe('sevenbox_identity');
    expect(await works.during('together', who)).toBe('sevenbox_identity');
    const foreign = () => sql`select * from owners`.execute(works.db);
    await expect(foreign()).rejects.toThrow('permission denied');
    await expect(works.during('together', foreign)).rejects.toThrow('permission denied');
    expect((await sql<{ who: string }>`select current_user as who`.execute(store.db)).rows[0]?.who).not.toBe(
      'sevenbox_identity',
    );
  });

  it('count as a whole or not at all', async () => {
    const broken = works.during('usual', async () => {
      await note('one');
      tell();
      throw new Error('It broke.');
    });
    await expect(broken).rejects.toThrow('It broke.');
    expect(await kept()).toEqual([]);
    await works.during('usual', async () => {
      await note('one');
      tell();
      await note('two');
    });
    expect(await kept()).toEqual(['one', 'two', 'signed-in']);
  });

  it('count only when what happened was told', async () => {
    const mute = worksOver({
      db: store.db,
      onEvent: async (_event, within) => {
        await sql`select 1 / 0`.execute(within);
      },
    });
    const deeds: string[] = [];
    const broken = mute.during('usual', async () => {
      await mute.db.deleteFrom('verifications').execute();
      mute.tell({ kind: 'signed-in', person, session: null });
      mute.afterwards(() => deeds.push('mail'));
    });
    await note('one');
    await expect(broken).rejects.toThrow('division by zero');
    expect(deeds).toEqual([]);
    expect(await kept()).toEqual(['one']);
  });

  it('take back what did not happen after all, and do the rest afterwards', async () => {
    const deeds: string[] = [];
    await works.during('usual', async () => {
      tell();
      expect(works.untell(({ session }) => session === 'another')).toBe(false);
      expect(works.untell(({ kind }) => kind === 'signed-in')).toBe(true);
      works.afterwards(() => deeds.push('mail'));
      expect(deeds).toEqual([]);
    });
    expect(deeds).toEqual(['mail']);
    expect(await kept()).toEqual([]);
  });

  it('are not nested, and nothing is told outside of one', async () => {
    const nested = works.during('usual', () => works.during('usual', async () => {}));
    await expect(nested).rejects.toThrow('one piece of work at a time');
    expect(tell).toThrow('a piece of work is being done');
  });

  /** Whether others can use the store while a piece of work waits after these deeds. */
  async function leavesOthersAlone(kind: WorkKind, ...deeds: readonly (() => Promise<unknown>)[]) {
    const rounds = withResolvers();
    const waiting = withResolvers();
    const work = works.during(kind, async () => {
      for (const deed of deeds) await deed();
      waiting.resolve();
      await rounds.promise;
    });
    await waiting.promise;
    const other = sql`select 1`.execute(store.db).then(() => true);
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1500));
    const free = await Promise.race([other, late]);
    rounds.resolve();
    await Promise.all([work, other]);
    return free;
  }

  it('keep nobody waiting while passwords are hashed or other computers are asked', async () => {
    const one = () => note('one');
    expect(await leavesOthersAlone('usual', read, read)).toBe(true);
    expect(await leavesOthersAlone('with-network', one, read)).toBe(true);
    expect(await kept()).toEqual(['one']);
    // With one connection, whoever changes something has it until the change counts.
    const many = store.connections > 1;
    expect(await leavesOthersAlone('usual', change)).toBe(many);
    expect(await leavesOthersAlone('with-network', change)).toBe(many);
    expect(await leavesOthersAlone('together', read)).toBe(many);
  });

  it('spend for good what is valid once before they ask other computers', async () => {
    await note('one');
    const spending = (kind: WorkKind) =>
      works.during(kind, async () => {
        await works.db.deleteFrom('verifications').execute();
        throw new Error('The other computer is silent.');
      });
    await expect(spending('usual')).rejects.toThrow('silent');
    expect(await kept()).toEqual(['one']);
    await expect(spending('with-network')).rejects.toThrow('silent');
    expect(await kept()).toEqual([]);
  });
});
