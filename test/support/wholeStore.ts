import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Kysely, sql } from 'kysely';
import { evidenceCalls } from '../../src/actions/evidence/evidenceCalls.ts';
import { parseEvidenceId } from '../../src/domain/evidence/index.ts';
import type { Acting, PersonId, Role } from '../../src/domain/organisations/index.ts';
import { instantAt, toLocalDate } from '../../src/domain/values/index.ts';
import { blobsIn } from '../../src/external/blobs/openBlobs.ts';
import type { Identity } from '../../src/external/identity/types.ts';
import { newId } from '../../src/external/newId.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { identityOver } from '../../src/main/identity.ts';
import { openSite } from '../../src/main/openSite.ts';
import { leftOut } from '../../src/records/dump.ts';
import { embeddedDialect } from '../../src/records/embeddedDialect.ts';
import { openEmbedded } from '../../src/records/embeddedEngine.ts';
import { takeStore } from '../../src/records/lock.ts';
import { serverDialect } from '../../src/records/serverDialect.ts';
import type { Tables } from '../../src/records/tables.ts';
import type { Store } from '../../src/records/types.ts';
import { pdfFile, pngFile } from './evidence.ts';
import { CookieJar, codeAt, testPassword } from './identity.ts';
import { cityMonth } from './importLedgers.ts';
import { incoming } from './imports.ts';
import { keptSetAt, keptTenderFileAt } from './keptSets.ts';
import { fillStore, type StorePlace, withStore } from './keptStore.ts';
import {
  acceptedOf,
  actingIn,
  invitationAt,
  minute,
  organisationId,
  tokenHash,
  withOwner,
} from './records.ts';
import { configOf } from './signedIn.ts';
import { decisionAt, findingAt, matchingAt } from './suppliers.ts';

/** Who signs in to a whole store, and with what. */
export interface WholeStore {
  readonly place: StorePlace;
  /** Has the second factor of this secret, and these recovery codes. */
  readonly guarded: {
    readonly email: string;
    readonly secret: string;
    readonly recoveryCodes: readonly string[];
  };
  /** Signs in with the password alone. */
  readonly plain: { readonly email: string };
}

const identityOf = (place: StorePlace, store: Store): Identity =>
  acceptedOf(identityOver(configOf(place), store, 'real')).identity;

async function person(identity: Identity, name: string): Promise<{ id: PersonId; email: string }> {
  const email = `${name.toLowerCase().replace(' ', '.')}@kirkvale.example`;
  const given = { email, name, password: testPassword, emailProven: true, demo: false };
  return { id: acceptedOf(await identity.createPerson(given)), email };
}

async function guard(identity: Identity, email: string) {
  const begun = acceptedOf(await identity.signIn({ email, password: testPassword }));
  const jar = new CookieJar().take(begun.setCookies);
  const { secret } = acceptedOf(await identity.startSecondFactor(jar.headers, testPassword));
  const code = codeAt(secret, Date.now());
  const { recoveryCodes } = acceptedOf(await identity.confirmSecondFactor(jar.headers, code));
  return { email, secret, recoveryCodes };
}

/** Evidence of an organisation, as somebody there adds it: `kept` files, and one that is removed again. */
async function addEvidence(
  { home }: StorePlace,
  store: Store,
  { id, organisation }: { readonly id: PersonId; readonly organisation: number },
): Promise<void> {
  const roles: readonly Role[] = ['contract-manager'];
  const actor = {
    kind: 'person',
    person: id,
    name: 'x',
    organisation: organisationId(organisation),
    roles,
  } as const;
  const blobs = await blobsIn(home);
  const now = () => instantAt(Date.now());
  const callsFor = (action: Acting['action']) => {
    const acting = { actor, action, request: 'req-1' };
    const newEvidenceId = () => {
      const made = parseEvidenceId(newId('evi'));
      if (!made) throw new Error('No id.');
      return made;
    };
    return evidenceCalls({ acting, records: store.as(acting), store, blobs, newEvidenceId, now });
  };
  async function* bytes(content: Buffer) {
    yield content;
  }
  const add = async (name: string, content: Buffer) =>
    acceptedOf(await callsFor('evidence.add').add({ name, content: bytes(content) }, `Shows ${name}.`));
  await add('shared.pdf', pdfFile());
  await add(`own-${organisation}.png`, pngFile([], [organisation, 1]));
  const gone = await add('gone.pdf', pdfFile(`/Gone ${organisation}`));
  if (!(await callsFor('evidence.remove').remove(gone))) throw new Error('Not removed.');
}

async function addSuppliers(home: string, number: number | null): Promise<void> {
  const list = join(home, 'suppliers.csv');
  await writeFile(list, `Supplier name,Postcode\nAlder ${number ?? 0} Ltd,HD1 2BB\n`);
  const store = openReferenceStore(home, number === null ? null : organisationId(number));
  const source = { path: list, label: 'suppliers.csv' };
  acceptedOf(await store.add('suppliers', source, toLocalDate('2026-11-23')));
}

/** Imports a ledger of the second organisation as its pages do, so that it has figures. */
async function importLedger(place: StorePlace): Promise<void> {
  const settings = {
    mode: 'real',
    css: '',
    demonstration: () => null,
    demonstrationBundles: () => [],
  } as const;
  const opened = acceptedOf(await openSite({ config: configOf(place), ...settings }));
  const calls = opened.house.imports.callsFor(actingIn(organisationId(2)));
  acceptedOf(await calls.saveOwner({ name: 'Examplewell Council', orgId: '', home: 'Kirklees' }));
  const id = acceptedOf(await calls.receive(incoming({ 'april.csv': cityMonth(4) })));
  await opened.idle();
  acceptedOf(await calls.confirm(id, (await calls.importOf(id))?.version ?? 0));
  await opened.idle();
  await opened.close();
}

/** Fills a store with some of everything that is kept, for two organisations. */
export async function fillWholeStore(place: StorePlace): Promise<WholeStore> {
  await fillStore(place);
  for (const number of [1, 2]) await addSuppliers(place.home, number);
  const filled = await withStore(place, async (store) => {
    const identity = identityOf(place, store);
    const [ada, bo] = [await person(identity, 'Ada Fernsby'), await person(identity, 'Bo Larkin')];
    const guarded = await guard(identity, ada.email);
    const [first, second] = [await withOwner(store), store.as(actingIn(organisationId(2)))];
    const examplewell = {
      id: organisationId(2),
      kind: 'anchor',
      form: null,
      name: 'Examplewell Council',
    } as const;
    await second.addOrganisation({ ...examplewell, orgId: null }, null, minute(29));
    await first.addMember(ada.id, ['administrator', 'spend-analyst'], minute(30));
    await first.addMember(bo.id, ['auditor'], minute(31));
    await second.addMember(bo.id, ['administrator', 'spend-analyst'], minute(32));
    await first.addInvitation(invitationAt(1, { invitedBy: ada.id }), tokenHash(1));
    await first.addSupplierDecisions([decisionAt(1, { decidedBy: ada.id }), decisionAt(2)]);
    await first.saveMatching(matchingAt(1), [findingAt(1), findingAt(2)], minute(33));
    await first.addMeasureSet(keptSetAt(1, { savedBy: ada.id }));
    await first.addTenderFile(keptTenderFileAt(1, { savedBy: ada.id }));
    await addEvidence(place, store, { id: ada.id, organisation: 1 });
    await addEvidence(place, store, { id: bo.id, organisation: 2 });
    return { place, guarded, plain: { email: bo.email } };
  });
  await importLedger(place);
  return filled;
}

/** Tries to sign in; whether that works, and with what. */
export function trySignIn({ guarded, plain }: WholeStore, place: StorePlace) {
  return withStore(place, async (store) => {
    const identity = identityOf(place, store);
    const alone = await identity.signIn({ email: plain.email, password: testPassword });
    const begun = acceptedOf(await identity.signIn({ email: guarded.email, password: testPassword }));
    const jar = new CookieJar().take(begun.setCookies);
    const [recoveryCode = ''] = guarded.recoveryCodes;
    const proofs = [{ code: codeAt(guarded.secret, Date.now()) }, { recoveryCode }];
    const proven: boolean[] = [];
    for (const proof of begun.kind === 'signed-in' ? [] : proofs) {
      const next = acceptedOf(await identity.signIn({ email: guarded.email, password: testPassword }));
      const { headers } = new CookieJar().take(next.setCookies);
      proven.push((await identity.secondFactor(headers, proof)).ok);
    }
    const asked = await identity.whoAsks(jar.headers);
    return { alone: acceptedOf(alone).kind, begun: begun.kind, asked: asked?.email ?? null, proven };
  });
}

async function withDatabase<T>(place: StorePlace, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const lock = acceptedOf(await takeStore(place.home));
  const { databaseUrl } = place;
  const dialect =
    databaseUrl === null
      ? embeddedDialect(await openEmbedded(join(place.home, 'records')))
      : serverDialect(databaseUrl);
  const db = new Kysely<Tables>({ dialect });
  try {
    return await work(db);
  } finally {
    await db.destroy();
    await lock.release();
  }
}

/** Every row of every table that a backup keeps, asked of the database itself, by table. */
export function everyRow(place: StorePlace): Promise<Readonly<Record<string, readonly string[]>>> {
  return withDatabase(place, (db) =>
    db.transaction().execute(async (tx) => {
      await sql`set local role sevenbox_across`.execute(tx);
      await sql`set local timezone to 'UTC'`.execute(tx);
      const { rows: tables } = await sql<{ name: string }>`
        select tablename as name from pg_tables where schemaname = 'public' order by tablename collate "C"`.execute(
        tx,
      );
      const all: Record<string, readonly string[]> = {};
      for (const { name } of tables.filter((one) => !(one.name in leftOut))) {
        const { rows } = await sql<{ row: string }>`
          select one::text as row from ${sql.table(name)} as one order by one::text collate "C"`.execute(tx);
        all[name] = rows.map(({ row }) => row);
      }
      return all;
    }),
  );
}

/** Every file of the lake, the reference editions and the evidence, by its path; which store it is has no place there. */
export async function everyFile({ home }: StorePlace): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const top of ['lake', 'reference', 'blobs'].filter((name) => existsSync(join(home, name)))) {
    for (const entry of await readdir(join(home, top), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const isOurs = entry.isFile() && entry.name !== 'store-id' && !path.includes('.sequences');
      if (isOurs) found[relative(home, path)] = (await readFile(path)).toString('base64');
    }
  }
  return found;
}
