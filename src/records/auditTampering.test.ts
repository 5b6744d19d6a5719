import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { auditFacts, numbersFrom } from '../../test/support/auditChain.ts';
import { acceptedOf, minute, organisationId } from '../../test/support/records.ts';
import { verifyAudit } from '../actions/audit/verifyAudit.ts';
import type { Anchor } from '../domain/organisations/index.ts';
import { appendEntry, chainEntries, chainNames, heads, sha256Hex } from './audit.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './tables.ts';

const folder = await mkdtemp(join(tmpdir(), 'sevenbox-tampering-'));
const db = new Kysely<Tables>({ dialect: embeddedDialect(await openEmbedded(join(folder, 'records'))) });
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const count = 12;
const [one, other] = [organisationId(1), organisationId(2)];
type Tx = Transaction<Tables>;
type Numbers = (below: number) => number;

/** The same rows in tables without a rule, as whoever owns the database can have them. */
const withoutRules = sql`
  create table plain_entries as select chain::text, number, at::text, actor::text, person::text,
    organisation::text, action::text, request::text, outcome::text, subjects::text, reason::text,
    previous::text, hash::text from audit_entries;
  create table plain_heads as select chain::text, number, hash::text from audit_heads;
  drop table audit_entries, audit_heads;
  alter table plain_entries rename to audit_entries;
  alter table plain_heads rename to audit_heads;`;

async function prepare(): Promise<readonly Anchor[]> {
  acceptedOf(await migrate(db));
  for (let number = 1; number <= count; number += 1) {
    const at = minute(number);
    await db.transaction().execute((tx) => appendEntry(tx, auditFacts({ at })));
    await db.transaction().execute((tx) => appendEntry(tx, auditFacts({ at, chain: other })));
  }
  await withoutRules.execute(db);
  return db.transaction().execute(heads);
}

function verify(tx: Tx, anchors: readonly Anchor[]) {
  const parts = {
    ...{ sha256: sha256Hex, chainNames: () => chainNames(tx), heads: () => heads(tx) },
    chainEntries: (chain: string) => chainEntries(tx, chain, { page: 5 }),
    presentRecords: () => null,
  };
  return verifyAudit(parts, { anchors, records: true });
}

const fields = [
  ...['chain', 'at', 'actor', 'person', 'organisation', 'action', 'request', 'outcome', 'subjects'],
  ...['previous', 'hash'],
] as const;

/** A letter, digit or sign in place of one that is another. */
function overwritten(table: string, field: string, where: RawBuilder<unknown>, below: Numbers) {
  const column = sql.ref(field);
  const place = sql`1 + ${sql.lit(below(200))} % length(${column})`;
  const letter = sql`substr(${column}, ${place}, 1)`;
  const another = sql`chr(33 + (ascii(${letter}) - 33 + ${sql.lit(1 + below(93))}) % 94)`;
  return sql`update ${sql.table(table)} set ${column} = overlay(${column} placing ${another} from ${place} for 1)
    where chain = ${one} ${where}`;
}

type Way = (below: Numbers) => RawBuilder<unknown>;

const inEntry: Way = (below) => {
  const where = sql`and number = ${1 + below(count)}`;
  return overwritten('audit_entries', fields[below(fields.length)] ?? 'hash', where, below);
};
const inHead: Way = (below) =>
  overwritten('audit_heads', ['chain', 'hash'][below(2)] ?? 'hash', sql``, below);
const headNumber: Way = (below) =>
  sql`update audit_heads set number = (number + ${1 + below(count - 1)}) % ${count} where chain = ${one}`;
const takenOut: Way = (below) =>
  sql`delete from audit_entries where chain = ${one} and number = ${1 + below(count)}`;
const cut: Way = (below) => sql`delete from audit_entries where chain = ${one} and number > ${below(count)}`;
const exchanged: Way = (below) => {
  const first = 1 + below(count - 1);
  return sql`update audit_entries set number = ${2 * first + 1} - number
    where chain = ${one} and number in (${first}, ${first + 1})`;
};
const putIn: Way = (below) => sql`insert into audit_entries
  select chain, ${below(count + 4)}, at, actor, person, organisation, action, request, outcome, subjects,
    reason, previous, hash from audit_entries where chain = ${one} and number = ${1 + below(count)}`;
const moved: Way = (below) =>
  sql`update audit_entries set chain = ${other} where chain = ${one} and number = ${1 + below(count)}`;
const renumbered: Way = (below) =>
  sql`update audit_entries set number = number + 1 where chain = ${one} and number >= ${1 + below(count)}`;
const headLost: Way = () => sql`delete from audit_heads where chain = ${one}`;
const cutWithHead: Way = (below) => sql`
  with kept as (select ${below(count - 1) + 1}::bigint as number),
    gone as (delete from audit_entries using kept where chain = ${one} and audit_entries.number > kept.number)
  update audit_heads set number = kept.number, hash = (
    select hash from audit_entries where chain = ${one} and audit_entries.number = kept.number limit 1
  ) from kept where chain = ${one}`;
const allGone: Way = () => sql`
  with gone as (delete from audit_entries where chain = ${one}) delete from audit_heads where chain = ${one}`;

const ways: Readonly<Record<string, Way>> = {
  ...{ inEntry, inHead, headNumber, takenOut, cut, exchanged, putIn, moved, renumbered, headLost },
  ...{ cutWithHead, allGone },
};
const seenByAnchorOnly = ['cutWithHead', 'allGone'];

it('finds whatever the owner of the database does to an audit chain with SQL', async () => {
  const anchors = await prepare();
  const untouched = await db.transaction().execute((tx) => verify(tx, anchors));
  expect(untouched).toMatchObject({
    sound: true,
    anchors: 2,
    chains: [{ entries: count }, { entries: count }],
  });
  const below = numbersFrom(20_261_123);
  for (let run = 0; run < 30; run += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const tx = await db.startTransaction().execute();
      const { numAffectedRows } = await way(below).execute(tx);
      const report = await verify(tx, seenByAnchorOnly.includes(name) ? anchors : []);
      await tx.rollback().execute();
      expect(numAffectedRows, `${name} in run ${run}`).toBeGreaterThan(0n);
      expect(report.sound, `${name} in run ${run}`).toBe(false);
    }
  }
  expect((await db.transaction().execute((tx) => verify(tx, anchors))).sound).toBe(true);
}, 300_000);
