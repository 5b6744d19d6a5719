import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { openIdentity } from '../../src/external/identity/openIdentity.ts';
import type { IdentitySettings } from '../../src/external/identity/settings.ts';
import type { IdentityTables } from '../../src/external/identity/tables.ts';
import type { Identity, IdentityEvent, IdentityMail, NewPerson } from '../../src/external/identity/types.ts';
import { embeddedDialect } from '../../src/records/embeddedDialect.ts';
import { openEmbedded } from '../../src/records/embeddedEngine.ts';
import { migrate, shippedMigrations } from '../../src/records/migrate.ts';
import { serverDialect } from '../../src/records/serverDialect.ts';
import type { Tables } from '../../src/records/tables.ts';
import { newDatabase, type TestServer } from './postgres.ts';
import { acceptedOf, emptyHome } from './records.ts';

/** The tables of people, and one of the test's own that events are written to. */
export type IdentityTestTables = {
  readonly [Table in keyof IdentityTables]: IdentityTables[Table];
} & {
  readonly told: { readonly kind: string; readonly person: string | null; readonly session: string | null };
};

export interface IdentityStore {
  /** The store as the program has it: without a role it finds no rows. */
  readonly db: Kysely<IdentityTestTables>;
  /** The store as a test looks into it: every row. */
  readonly all: Kysely<IdentityTestTables>;
  readonly connections: number;
  readonly close: () => Promise<void>;
}

async function prepared(db: Kysely<Tables>): Promise<Kysely<IdentityTestTables>> {
  acceptedOf(await migrate(db, shippedMigrations()));
  await sql`create table told (kind text not null, person text, session text)`.execute(db);
  await sql`grant select, insert, delete on told to sevenbox_identity, sevenbox_across`.execute(db);
  return db.withTables<IdentityTestTables>();
}

/** An embedded store in a folder of its own: one connection only. */
export async function embeddedPeople(): Promise<IdentityStore> {
  const home = await emptyHome();
  const engine = await openEmbedded(join(home, 'records'));
  const db = await prepared(new Kysely<Tables>({ dialect: embeddedDialect(engine) }));
  return {
    // The only user of an embedded store is above every rule.
    ...{ db, all: db, connections: 1 },
    close: async () => {
      await db.destroy();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A database of its own on a PostgreSQL server. */
export async function serverPeople(server: TestServer): Promise<IdentityStore> {
  const url = await newDatabase(server);
  const db = await prepared(new Kysely<Tables>({ dialect: serverDialect(url) }));
  const asAcross = `${url}?options=${encodeURIComponent('-c role=sevenbox_across')}`;
  const all = new Kysely<IdentityTestTables>({ dialect: serverDialect(asAcross) });
  return {
    ...{ db, all, connections: 10 },
    close: async () => {
      await Promise.all([db.destroy(), all.destroy()]);
    },
  };
}

/** Both kinds of stores, each opened when it is asked for; without a server, the second is not there. */
export function peopleStores(server: TestServer | null) {
  return [
    { name: 'embedded', there: true, open: embeddedPeople },
    {
      name: 'on a server',
      there: server !== null,
      open: async () => {
        if (!server) throw new Error('PostgreSQL is not installed.');
        return serverPeople(server);
      },
    },
  ];
}

export const testPassword = 'correct plover battery';

export interface TestIdentity {
  readonly identity: Identity;
  /** Every row of the store. */
  readonly all: Kysely<IdentityTestTables>;
  readonly mails: IdentityMail[];
  readonly troubles: string[];
  /** What was told since the last call, as the store has it. */
  readonly told: () => Promise<readonly string[]>;
}

/** Sign-in over a store, with events written to the table `told` in the transaction they are told in. */
export function identityOver(store: IdentityStore, changed: Partial<IdentitySettings> = {}): TestIdentity {
  const { db, all } = store;
  const mails: IdentityMail[] = [];
  const troubles: string[] = [];
  const identity = openIdentity<IdentityTestTables>({
    secret: 'a secret that is only for tests, 0123456789',
    baseUrl: 'http://127.0.0.1:4000',
    secureCookies: false,
    providers: [],
    mode: 'real',
    ...changed,
    db,
    onEvent: async ({ kind, person, session }: IdentityEvent, within) => {
      await within.insertInto('told').values({ kind, person, session }).execute();
    },
    sendMail: async (mail) => {
      mails.push(mail);
    },
    onTrouble: (message) => troubles.push(message),
  });
  return {
    ...{ identity, all, mails, troubles },
    told: async () => {
      const rows = await all.selectFrom('told').select('kind').execute();
      await all.deleteFrom('told').execute();
      return rows.map(({ kind }) => kind);
    },
  };
}

/** The cookies a browser holds. */
export class CookieJar {
  readonly cookies = new Map<string, string>();

  /** Takes the cookies of an answer. */
  take(setCookies: readonly string[]): this {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      const gone = attributes.some((one) => /^max-age=0$/i.test(one));
      if (gone) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return this;
  }

  get headers(): { readonly cookie: string } {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

let made = 0;

/** Makes somebody new with a password; answers who it is, and the address. */
export async function somebody(identity: Identity, changed: Partial<NewPerson> = {}) {
  made += 1;
  const given = {
    ...{ email: `ada.fernsby${made}@kirkvale.example`, name: 'Ada Fernsby', password: testPassword },
    ...{ emailProven: true, demo: false },
    ...changed,
  };
  return { person: acceptedOf(await identity.createPerson(given)), email: given.email };
}

/** Signs somebody in with the usual password, in a browser of its own. */
export async function signedIn(identity: Identity, email: string): Promise<CookieJar> {
  const done = acceptedOf(await identity.signIn({ email, password: testPassword }));
  return new CookieJar().take(done.setCookies);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code an authenticator app shows for a secret at a moment (RFC 6238: SHA-1, 30 seconds, six digits). */
export function codeAt(secret: string, milliseconds: number): string {
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
