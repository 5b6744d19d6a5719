import { accept, type Decision, refuse } from '../domain/values/index.ts';

/** What went wrong, by the code of Node or of PostgreSQL, and what to do about it. */
const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers there. Check that PostgreSQL is running and that the port is right.',
  ENOTFOUND: 'No computer has that name. Check the name in DATABASE_URL.',
  EAI_AGAIN: 'The name could not be looked up. Check the network and try again.',
  ETIMEDOUT: 'It did not answer in time. Check the network and try again.',
  ENOENT: 'There is no such socket. Check the host in DATABASE_URL.',
  '28P01': 'It did not accept the password. Check DATABASE_URL.',
  '28000': 'It does not let this user in. Check DATABASE_URL and pg_hba.conf.',
  '3D000': 'It has no database of that name. Make it with createdb, or change DATABASE_URL.',
  '42501':
    'The user may not make tables or roles there. Make it the owner of the database with the right CREATEROLE, or name a user who may in MIGRATION_DATABASE_URL.',
  '53300': 'It has no connection left. Try again later, or raise max_connections.',
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

/** The server and database of an address, without user and password. */
export function withoutSecrets(databaseUrl: string): string {
  const read = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (!read) return 'the server in DATABASE_URL';
  const host = read.host || read.searchParams.get('host') || 'this computer';
  return `${host}${read.pathname}`;
}

/** Every spelling of the password in an address, so that none gets into a sentence. */
function secretsOf(databaseUrl: string): readonly string[] {
  if (!URL.canParse(databaseUrl)) return [databaseUrl];
  const { password, searchParams } = new URL(databaseUrl);
  const written = [password, searchParams.get('password') ?? ''].filter((one) => one !== '');
  return [databaseUrl, ...written, ...written.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Why a server cannot be used, as a sentence that never holds the password. */
export function unreachable(databaseUrl: string, error: unknown): Decision<never> {
  const first = firstOf(error);
  const message = first instanceof Error ? first.message : String(first);
  const safe = secretsOf(databaseUrl).reduce((text, secret) => text.replaceAll(secret, '...'), message);
  const why = sentences[codeOf(first)] ?? `It says: ${safe}`;
  return refuse(
    'records-unreachable',
    `The records at ${withoutSecrets(databaseUrl)} cannot be opened. ${why}`,
  );
}

/** What a server says about itself and about the user of the product. */
export interface ServerSays {
  readonly version: number;
  readonly encoding: string;
  /** Whether the user is bound by no policy: a superuser, or one with BYPASSRLS. */
  readonly unbound: boolean;
}

/**
 * Refuses a server older than PostgreSQL 15, a database that cannot keep every letter, and a user whom row-level
 * security does not bind.
 */
export function suitable(databaseUrl: string, says: ServerSays | undefined): Decision<null> {
  const place = withoutSecrets(databaseUrl);
  if (!says || says.version < 150_000) {
    return refuse('records-unreachable', `The server at ${place} is too old. Use PostgreSQL 15 or later.`);
  }
  if (says.encoding !== 'UTF8') {
    const sentence = `The database ${place} keeps text as ${says.encoding}. Make one with createdb --encoding=UTF8.`;
    return refuse('records-unreachable', sentence);
  }
  if (says.unbound) {
    const sentence = `The user for ${place} is a superuser or has BYPASSRLS, so nothing would keep organisations apart. Make another with createuser --createrole, make it the owner of the database, and use it in DATABASE_URL. A superuser may stand in MIGRATION_DATABASE_URL.`;
    return refuse('records-unbound', sentence);
  }
  return accept(null);
}
