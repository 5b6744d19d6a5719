import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The shape of a decision; this file imports nothing of ours. */
type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly refusals: readonly { readonly code: string; readonly sentence: string }[];
    };

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  /** The folder that holds all state. */
  readonly home: string;
  readonly port: number;
  /** The address of this computer that the site listens on. */
  readonly host: string;
  /** A PostgreSQL server that keeps the records; null for records in the home folder. */
  readonly databaseUrl: string | null;
  /** The same server under the role that may change tables; null where one role does both. */
  readonly migrationUrl: string | null;
  /** Scheme, host and port that people type, without a path; null for `http://127.0.0.1` and the port. */
  readonly publicUrl: string | null;
  /** The key that cookies and second factors are sealed with; null for a key file in the home folder. */
  readonly secret: string | null;
  /** The mail server; null for a file outbox in the home folder. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  /** A JSON file of the shape of `providersSchema`; null where nobody signs in with another directory. */
  readonly providersFile: string | null;
  /** A session ends after so many minutes without a request. */
  readonly sessionIdleMinutes: number;
  /** A session ends so many hours after sign-in, whatever happened in it. */
  readonly sessionHours: number;
  /** The proxies whose word on the address of the caller is taken: addresses and blocks of addresses. */
  readonly trustProxy: readonly string[];
  readonly logLevel: LogLevel;
  /** A file elsewhere that the heads of the audit chains are written to; null for none. */
  readonly auditAnchor: string | null;
}

const postgres = /^postgres(ql)?:\/\//;
const leastSecret = 32;
/** Fewer different characters than this is a word typed over and over, not a drawn key. */
const leastDifferent = 8;

function wholeNumber(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/?#@\\\s]+\/?$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).hostname !== '';
}

/** Whether a text is the address or the name of a computer, without a port. */
function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
  return !/^[\d.]+$/.test(text) && new RegExp(`^${label}(\\.${label})*$`, 'i').test(text);
}

function isMailServer(text: string): boolean {
  return /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
}

/** One address, or a name and one address in angle brackets; nothing that could begin another header. */
function isSender(text: string): boolean {
  const address = '[^\\s<>@,;:"()\\\\]+@[a-z0-9.-]+';
  return new RegExp(`^(${address}|[^<>@,;:"()\\\\\\p{Cc}]+ <${address}>)$`, 'iu').test(text);
}

/** An address, or a block of them; never the block of all addresses, which would trust everybody. */
function isBlock(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128);
}

const path = z.string().regex(/^[^\0]*[^\s\0][^\0]*$/);
const database = z.string().regex(postgres);

const settings = z.object({
  SEVENBOX_HOME: path.optional(),
  PORT: wholeNumber(0, 65_535).default(7007),
  HOST: z.string().refine(isHost).default('127.0.0.1'),
  DATABASE_URL: database.optional(),
  MIGRATION_DATABASE_URL: database.optional(),
  SEVENBOX_URL: z
    .string()
    .refine(isOrigin)
    .transform((text) => new URL(text).origin)
    .optional(),
  SEVENBOX_SECRET: z
    .string()
    .min(leastSecret)
    .refine((text) => new Set(text).size >= leastDifferent)
    .optional(),
  SMTP_URL: z.string().refine(isMailServer).optional(),
  MAIL_FROM: z.string().max(320).refine(isSender).optional(),
  SIGN_IN_PROVIDERS: path.optional(),
  SESSION_IDLE_MINUTES: wholeNumber(1, 1440).default(60),
  SESSION_HOURS: wholeNumber(1, 168).default(12),
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(z.array(z.string().refine(isBlock)))
    .default([]),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  AUDIT_ANCHOR: path.optional(),
});
type Setting = keyof z.infer<typeof settings>;

/** What to write for each setting. What was written is never repeated: it may hold a password. */
const advice: Readonly<Record<Setting, string>> = {
  SEVENBOX_HOME:
    'SEVENBOX_HOME is a folder, like /srv/sevenbox; leave it out for .sevenbox in your own folder.',
  PORT: 'PORT is a whole number up to 65535, like 7007.',
  HOST: 'HOST is the address of this computer to listen on, without a port, like 127.0.0.1 or 0.0.0.0.',
  DATABASE_URL:
    'DATABASE_URL begins with postgres:// or postgresql://; leave it out to keep records in the home folder.',
  MIGRATION_DATABASE_URL:
    'MIGRATION_DATABASE_URL begins with postgres:// or postgresql:// and goes with DATABASE_URL; leave it out when one role does both.',
  SEVENBOX_URL:
    'SEVENBOX_URL is what people type to reach the site, without a path, like https://sevenbox.example.gov.uk.',
  SEVENBOX_SECRET: `SEVENBOX_SECRET is at least ${leastSecret} random characters, like what "openssl rand -base64 32" prints.`,
  SMTP_URL:
    'SMTP_URL begins with smtp:// or smtps:// and names a mail server, like smtps://user:password@mail.example:465.',
  MAIL_FROM:
    'MAIL_FROM is the address that emails come from, like sevenbox@example.gov.uk or Sevenbox <sevenbox@example.gov.uk>.',
  SIGN_IN_PROVIDERS: 'SIGN_IN_PROVIDERS is the path of a JSON file, like /etc/sevenbox/providers.json.',
  SESSION_IDLE_MINUTES:
    'SESSION_IDLE_MINUTES is a whole number from 1 to 1440, and no longer than SESSION_HOURS, like 60.',
  SESSION_HOURS: 'SESSION_HOURS is a whole number from 1 to 168, like 12.',
  TRUST_PROXY:
    'TRUST_PROXY lists the addresses of your own proxies with commas between, like 10.0.0.5,10.1.0.0/16; leave it out for none.',
  LOG_LEVEL: `LOG_LEVEL is one of ${logLevels.join(', ')}.`,
  AUDIT_ANCHOR: 'AUDIT_ANCHOR is the path of a file, best on another disk, like /mnt/anchor/sevenbox.jsonl.',
};

function refused(names: readonly string[]): Decision<never> {
  const sentences = [...new Set(names)].map((name) => advice[name as Setting]);
  return { ok: false, refusals: sentences.map((sentence) => ({ code: 'setting-wrong', sentence })) };
}

/** The names of settings that are right alone and wrong together. */
function wrongTogether(read: z.infer<typeof settings>): readonly Setting[] {
  const wrong: Setting[] = [];
  if (read.SESSION_IDLE_MINUTES > read.SESSION_HOURS * 60) wrong.push('SESSION_IDLE_MINUTES');
  if (read.MIGRATION_DATABASE_URL && !read.DATABASE_URL) wrong.push('MIGRATION_DATABASE_URL');
  return wrong;
}

/** Reads every setting once, from the environment of the process; says what to write for each that is wrong. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Decision<Config> {
  const read = settings.safeParse(environment);
  if (!read.success) return refused(read.error.issues.map(({ path: [name] }) => String(name)));
  const wrong = wrongTogether(read.data);
  if (wrong.length > 0) return refused(wrong);
  return { ok: true, value: configOf(read.data) };
}

function configOf(read: z.infer<typeof settings>): Config {
  return {
    home: read.SEVENBOX_HOME ?? join(homedir(), '.sevenbox'),
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL ?? null,
    migrationUrl: read.MIGRATION_DATABASE_URL ?? null,
    publicUrl: read.SEVENBOX_URL ?? null,
    secret: read.SEVENBOX_SECRET ?? null,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM ?? null,
    providersFile: read.SIGN_IN_PROVIDERS ?? null,
    sessionIdleMinutes: read.SESSION_IDLE_MINUTES,
    sessionHours: read.SESSION_HOURS,
    trustProxy: read.TRUST_PROXY,
    logLevel: read.LOG_LEVEL,
    auditAnchor: read.AUDIT_ANCHOR ?? null,
  };
}

/** Whether a host, as a setting or an address writes it, is this computer and nobody else's. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function isElsewhere(publicUrl: string | null): boolean {
  return publicUrl !== null && !isLoopback(new URL(publicUrl).hostname);
}

/** What must be set before others can reach the site, as a name, whether it is missing, and why it is needed. */
function neededByOthers(config: Config): readonly (readonly [Setting, boolean, string])[] {
  return [
    ['SEVENBOX_URL', !config.publicUrl?.startsWith('https://'), 'to the https:// address that people type'],
    ['SEVENBOX_SECRET', config.secret === null, 'so that the key does not lie beside the records'],
    ['SMTP_URL', config.smtpUrl === null, 'so that invitations reach people'],
    ['MAIL_FROM', config.mailFrom === null, 'to the address that emails come from'],
    [
      'TRUST_PROXY',
      config.trustProxy.length === 0,
      'to the address of the proxy that adds https, or all callers look like one',
    ],
  ];
}

/** Refuses to start when others could reach the site and a setting is not fit for that; the demonstration never is. */
export function checkUnsafe(config: Config, mode: 'demo' | 'real'): Decision<null> {
  const exposed = !isLoopback(config.host) || isElsewhere(config.publicUrl);
  if (!exposed) return { ok: true, value: null };
  const missing = neededByOthers(config).filter(([, missing]) => missing);
  const sentences =
    mode === 'demo'
      ? [
          'The demonstration lets everybody sign in, so it is served on this computer only: leave HOST and SEVENBOX_URL out, or use "sevenbox serve".',
        ]
      : missing.map(([name, , why]) => `Others can reach this site: set ${name} ${why}. ${advice[name]}`);
  if (sentences.length === 0) return { ok: true, value: null };
  return { ok: false, refusals: sentences.map((sentence) => ({ code: 'setting-unsafe', sentence })) };
}

function isDiscovery(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Directories that people may sign in with by OpenID Connect, as the file of SIGN_IN_PROVIDERS lists them. */
export const providersSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9-]{1,30}$/, 'is up to 30 small letters, digits and hyphens'),
      /** What the button says. */
      name: z.string().trim().min(1, 'is not empty').max(100, 'has at most 100 characters'),
      discoveryUrl: z.string().refine(isDiscovery, 'begins with https://, or http://localhost'),
      clientId: z.string().min(1, 'is not empty'),
      clientSecret: z.string().min(1, 'is not empty'),
      /** The organisation whose directory it is. */
      organisation: z
        .string()
        .regex(/^org_[a-z0-9]{20}$/, 'is org_ and 20 small letters and digits')
        .optional(),
    }),
  )
  .max(10, 'lists at most 10')
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'has each id once');
export type SignInProvider = z.infer<typeof providersSchema>[number];

/** Reads the content of the file of SIGN_IN_PROVIDERS; says in words, without its secrets, what is wrong in it. */
export function readProviders(text: string): Decision<readonly SignInProvider[]> {
  const file = 'The file that SIGN_IN_PROVIDERS names';
  const refusal = (sentence: string) => ({ code: 'providers-wrong', sentence });
  try {
    const read = providersSchema.safeParse(JSON.parse(text));
    if (read.success) return { ok: true, value: read.data };
    const sentences = read.error.issues.map((issue) => providerSentence(file, issue));
    return { ok: false, refusals: [...new Set(sentences)].map(refusal) };
  } catch {
    return { ok: false, refusals: [refusal(`${file} is not JSON.`)] };
  }
}

function providerSentence(file: string, { path: [place, field], code, message }: z.core.$ZodIssue): string {
  if (place === undefined) return `${file} ${code === 'invalid_type' ? 'is a list of providers' : message}.`;
  const fields = 'id, name, discoveryUrl, clientId, clientSecret and, if you like, organisation';
  const provider = `Provider ${Number(place) + 1} in the file of SIGN_IN_PROVIDERS`;
  if (field === undefined) return `${provider} has these fields and no others: ${fields}.`;
  const what = code === 'invalid_type' ? 'is missing, or is not text' : `is wrong: it ${message}`;
  return `${provider}: ${String(field)} ${what}.`;
}
