import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Dialect, Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditFacts, personId } from '../../test/support/auditChain.ts';
import { newDatabase, startPostgres } from '../../test/support/postgres.ts';
import { acceptedOf, minute, organisationId } from '../../test/support/records.ts';
import {
  type Anchor,
  type AuditChain,
  type AuditFacts,
  type AuditFilter,
  type AuditPaging,
  type ChainReport,
  noHash,
  type StoredEntry,
  subjectsText,
  verifyChain,
} from '../domain/organisations/index.ts';
import { instantAt, toLocalDate } from '../domain/values/index.ts';
import { appendEntry, chainEntries, chainNames, entriesIn, heads, sha256Hex } from './audit.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { migrate } from './migrate.ts';
import { changing, reading, type Scope } from './scope.ts';
import { serverDialect } from './serverDialect.ts';
import type { Tables } from './tables.ts';

const server = await startPostgres();
const folder = await mkdtemp(join(tmpdir(), 'sevenbox-audit-'));
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const [one, other] = [organisationId(1), organisationId(2)];
const across: Scope = { role: 'sevenbox_across' };
const identity: Scope = { role: 'sevenbox_identity' };
const inOne: Scope = { role: 'sevenbox_app', organisation: one };
const ofNobody = { chain: 'system', actor: 'nobody', person: null, organisation: null } as const;

function verified(db: Kysely<Tables>, chain: string, anchors: readonly Anchor[] = []): Promise<ChainReport> {
  return reading(db, across, async (tx) => {
    const head = (await heads(tx)).find((one) => one.chain === chain) ?? null;
    return verifyChain(sha256Hex, { chain, entries: chainEntries(tx, chain, { page: 7 }), head, anchors });
  });
}

async function everyEntry(tx: Transaction<Tables>, chain: string) {
  const all: StoredEntry[] = [];
  for await (const entry of chainEntries(tx, chain)) all.push(entry);
  return all;
}

/** Something that one waits for until another gives it. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

/** Appends so many entries, each in a transaction of its own. */
async function append(db: Kysely<Tables>, count: number, changed: Partial<AuditFacts> = {}): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    await changing(db, across, (tx) => appendEntry(tx, auditFacts({ at: minute(number), ...changed })));
  }
}

type Changed = Partial<AuditFilter> & Partial<AuditPaging>;

/** The numbers of the entries on a page, and where the next begins. */
async function page(db: Kysely<Tables>, { before = null, size = 50, ...changed }: Changed) {
  const all = { chain: one, person: null, action: null, outcome: null, subject: null, from: null, to: null };
  const found = await reading(db, inOne, (tx) => entriesIn(tx, { ...all, ...changed }, { before, size }));
  return [...found.entries.map(({ number }) => number), found.before];
}

const stores: readonly { name: string; there: boolean; dialect: () => Promise<Dialect> }[] = [
  {
    name: 'the embedded store',
    there: true,
    dialect: async () => embeddedDialect(await openEmbedded(join(folder, 'records'))),
  },
  {
    name: 'a PostgreSQL server',
    there: server !== null,
    dialect: async () => serverDialect(server ? await newDatabase(server) : ''),
  },
];

describe.each(stores.filter(({ there }) => there))('the audit chain in $name', ({ dialect }) => {
  let db: Kysely<Tables>;
  beforeAll(async () => {
    db = new Kysely<Tables>({ dialect: await dialect() });
    acceptedOf(await migrate(db));
  });
  afterAll(() => db.destroy());
  beforeEach(async () => {
    await sql`truncate audit_entries, audit_heads`.execute(db);
  });

  it('begins with number 1 and follows entry by entry, each organisation for itself', async () => {
    await append(db, 20);
    await append(db, 2, { chain: other, organisation: other });
    await append(db, 1, ofNobody);
    expect(await verified(db, one)).toEqual({ chain: one, entries: 20, findings: [], found: 0 });
    expect(await verified(db, other)).toMatchObject({ entries: 2, found: 0 });
    expect(await verified(db, 'system')).toMatchObject({ entries: 1, found: 0 });
    expect(await reading(db, across, chainNames)).toEqual([one, other, 'system']);
    const [entry, ...more] = await reading(db, across, (tx) => everyEntry(tx, 'system'));
    const subjects = subjectsText(auditFacts().subjects);
    const entered = { ...auditFacts(ofNobody), subjects, number: 1, previous: noHash, hash: entry?.hash };
    expect([entry, ...more]).toEqual([entered]);
  });

  it('is left as it was when the change it enters fails', async () => {
    await append(db, 1);
    const failing = changing(db, inOne, async (tx) => {
      await appendEntry(tx, auditFacts());
      throw new Error('The change failed.');
    });
    await expect(failing).rejects.toThrow('The change failed.');
    expect(await verified(db, one)).toMatchObject({ entries: 1, found: 0 });
  });

  it('is sound after many have entered in it at once, from its first entry on', async () => {
    const enter = (worker: number) => async () => {
      const chain = worker % 2 === 0 ? one : 'system';
      await changing(db, inOne, (tx) => appendEntry(tx, auditFacts({ chain, request: `worker_${worker}` })));
    };
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let times = 0; times < 25; times += 1) await enter(worker)();
    });
    await Promise.all(workers);
    expect(await verified(db, one)).toMatchObject({ entries: 100, found: 0 });
    expect(await verified(db, 'system')).toMatchObject({ entries: 100, found: 0 });
  });

  it.each([
    { first: 'kept', entries: 2 },
    { first: 'taken back', entries: 1 },
  ])('begins once when two begin it together and the first is $first', async ({ first, entries }) => {
    const [appended, ending] = [signal(), signal()];
    const begun = changing(db, inOne, async (tx) => {
      await appendEntry(tx, auditFacts());
      appended.give();
      await ending.given;
      if (first === 'taken back') throw new Error('Taken back.');
    });
    await appended.given;
    const second = changing(db, inOne, (tx) => appendEntry(tx, auditFacts()));
    await pause(200);
    ending.give();
    expect((await Promise.allSettled([begun, second]))[1].status).toBe('fulfilled');
    expect(await verified(db, one)).toMatchObject({ entries, found: 0 });
  });

  it('is shown page by page, newest first', async () => {
    await append(db, 5);
    expect(await page(db, { size: 2 })).toEqual([5, 4, 4]);
    expect(await page(db, { size: 2, before: 4 })).toEqual([3, 2, 2]);
    expect(await page(db, { size: 2, before: 2 })).toEqual([1, null]);
    expect(await page(db, { size: 5 })).toEqual([5, 4, 3, 2, 1, null]);
    for (const size of [0, 501]) await expect(page(db, { size })).rejects.toThrow('fit on a page');
  });

  it('is filtered by person, action, outcome, record and day', async () => {
    const subjects = [{ kind: 'batch', id: 'bat_2', before: null, after: null }];
    const late = instantAt(Date.UTC(2026, 6, 1, 23, 30));
    await append(db, 1);
    await append(db, 1, { person: personId(2), action: 'import_s.undo' });
    await append(db, 1, { outcome: 'refused', reason: 'not-allowed', subjects });
    await append(db, 1, { at: late });
    expect(await page(db, { person: personId(2) })).toEqual([2, null]);
    expect(await page(db, { action: 'import_' })).toEqual([2, null]);
    expect(await page(db, { action: 'imports.' })).toEqual([4, 3, 1, null]);
    expect(await page(db, { action: '%' })).toEqual([null]);
    expect(await page(db, { outcome: 'refused' })).toEqual([3, null]);
    expect(await page(db, { subject: 'bat_2' })).toEqual([3, null]);
    expect(await page(db, { subject: `' or true --` })).toEqual([null]);
    const [first, second] = [toLocalDate('2026-07-01'), toLocalDate('2026-07-02')];
    expect(await page(db, { from: second, to: second })).toEqual([4, null]);
    expect(await page(db, { to: first })).toEqual([null]);
    expect(await page(db, { from: first })).toEqual([4, 3, 2, 1, null]);
  });

  it('shows what it can of an entry that was tampered with', async () => {
    await append(db, 1);
    await sql
      .raw(
        `alter table audit_entries no force row level security;
        update audit_entries set subjects = '[{"kind":"batch"}]';
        alter table audit_entries force row level security`,
      )
      .execute(db);
    expect(await page(db, {})).toEqual([1, null]);
    expect(await verified(db, one)).toMatchObject({ findings: [{ number: 1, code: 'entry-changed' }] });
  });

  it('is read by its organisation only, and the one of the system by none', async () => {
    await append(db, 2);
    await append(db, 1, { chain: other, organisation: other });
    await append(db, 1, ofNobody);
    expect(await page(db, { chain: other })).toEqual([null]);
    expect(await page(db, { chain: 'system' })).toEqual([null]);
    expect((await reading(db, inOne, heads)).map(({ chain }) => chain)).toEqual([one, 'system']);
    expect(await reading(db, inOne, chainNames)).toEqual([one, 'system']);
    const nowhere: Scope = { role: 'sevenbox_app', organisation: null };
    expect((await reading(db, nowhere, heads)).map(({ chain }) => chain)).toEqual(['system']);
    expect((await reading(db, identity, heads)).map(({ chain }) => chain)).toEqual(['system']);
    await expect(reading(db, identity, chainNames)).rejects.toThrow('permission denied');
  });

  it.each<[string, Scope, AuditChain, boolean]>([
    ['an organisation in its own', inOne, one, true],
    ['an organisation in the one of the system', inOne, 'system', true],
    ['an organisation in one of another', inOne, other, false],
    [
      'somebody without an organisation in one of an organisation',
      { ...inOne, organisation: null },
      one,
      false,
    ],
    ['signing in in the one of the system', identity, 'system', true],
    ['signing in in one of an organisation', identity, one, false],
    ['work across organisations in any', across, other, true],
  ])('is entered in by whom it belongs to: %s', async (_, scope, chain, may) => {
    const entering = changing(db, scope, (tx) => appendEntry(tx, auditFacts({ chain })));
    if (!may) return expect(entering).rejects.toThrow('row-level security');
    expect(await entering).toMatchObject({ chain, number: 1 });
    expect(await verified(db, chain)).toMatchObject({ entries: 1, found: 0 });
  });

  it.each<Scope>([inOne, identity, across])(
    'cannot be changed or cut under the role $role',
    async (scope) => {
      await append(db, 1);
      const statements = [
        sql`update audit_entries set action = 'x'`,
        sql`delete from audit_entries`,
        sql`truncate audit_entries`,
        sql`delete from audit_heads`,
        sql`update audit_heads set chain = 'system'`,
        sql`alter table audit_entries disable row level security`,
      ];
      for (const statement of statements) {
        const doing = changing(db, scope, (tx) => statement.execute(tx));
        await expect(doing).rejects.toThrow(/permission denied|must be owner/);
      }
      expect(await verified(db, one)).toMatchObject({ entries: 1, found: 0 });
    },
  );
});
