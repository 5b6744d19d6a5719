import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { accept, type Decision, refuse } from '../domain/values/index.ts';

/** The process that holds the store, and what it wants to be shown. */
export interface HolderAddress {
  readonly pid: number;
  readonly address: string;
  readonly secret: string;
}

export interface AskLimits {
  /** Until the process shows that it is there. */
  readonly helloMilliseconds: number;
  /** Without a byte, while it works. */
  readonly idleMilliseconds: number;
}

const usualLimits: AskLimits = { helloMilliseconds: 5_000, idleMilliseconds: 10 * 60_000 };
const mostReportCharacters = 10_000_000;

/** Only this computer is ever shown the secret. */
function addressOf(address: string, errand: string): URL | null {
  if (!/^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d{1,5}\/?$/.test(address)) return null;
  return new URL(`/errands/${errand}`, address);
}

function noAnswer({ pid, address }: HolderAddress): Decision<never> {
  const sentence = `Sevenbox is running (process ${pid}) and uses this store, but it does not answer at ${address}. Stop it, or wait, and try again.`;
  return refuse('holder-silent', sentence);
}

function request(url: URL, secret: string, milliseconds: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = get(url, {
      headers: { 'x-sevenbox-secret': secret },
      agent: false,
      timeout: milliseconds,
    });
    asking.on('timeout', () => asking.destroy(new Error('It did not answer in time.')));
    asking.on('error', reject).on('response', resolve);
  });
}

async function ask(
  holder: HolderAddress,
  errand: string,
  milliseconds: number,
): Promise<Decision<IncomingMessage>> {
  const url = addressOf(holder.address, errand);
  if (url === null) return noAnswer(holder);
  try {
    const response = await request(url, holder.secret, milliseconds);
    if (response.statusCode === 200) return accept(response);
    response.resume();
    if (response.statusCode !== 404) return noAnswer(holder);
    const sentence = `The program at ${holder.address} is not the Sevenbox that uses this store, or is another version of it. Stop process ${holder.pid}, and try again.`;
    return refuse('holder-strange', sentence);
  } catch {
    return noAnswer(holder);
  }
}

async function textOf(response: IncomingMessage): Promise<string | null> {
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostReportCharacters) response.destroy(new Error('The answer is too long.'));
  });
  return text(response).catch(() => null);
}

async function asked(
  holder: HolderAddress,
  errand: string,
  limits: AskLimits,
): Promise<Decision<IncomingMessage>> {
  const hello = await ask(holder, 'hello', limits.helloMilliseconds);
  if (!hello.ok) return hello;
  const said = await textOf(hello.value);
  return said === 'Sevenbox' ? ask(holder, errand, limits.idleMilliseconds) : noAnswer(holder);
}

/** Asks the holder for something that `schema` reads. Refused in words when it is silent. */
async function askFor<T>(
  holder: HolderAddress,
  { errand, schema }: { readonly errand: string; readonly schema: z.ZodType<T> },
  limits: AskLimits,
): Promise<Decision<T>> {
  const response = await asked(holder, errand, limits);
  if (!response.ok) return response;
  const said = await textOf(response.value);
  try {
    return accept(schema.parse(JSON.parse(said ?? '')));
  } catch {
    return noAnswer(holder);
  }
}

/** Asks the holder whether the store is sound. */
export function askDoctor<T>(
  holder: HolderAddress,
  schema: z.ZodType<T>,
  limits: AskLimits = usualLimits,
): Promise<Decision<T>> {
  return askFor(holder, { errand: 'doctor', schema }, limits);
}

/** Asks the holder for the heads of its audit chains. */
export function askHeads<T>(holder: HolderAddress, schema: z.ZodType<T>): Promise<Decision<T>> {
  return askFor(holder, { errand: 'heads', schema }, usualLimits);
}

/** Asks the holder to verify its audit chains, with the anchors in a file if one is named. */
export async function askVerify<T>(
  holder: HolderAddress,
  schema: z.ZodType<T>,
  { anchor, records }: { readonly anchor: string | null; readonly records: boolean },
): Promise<Decision<T>> {
  const query = new URLSearchParams({
    ...(anchor === null ? {} : { anchor }),
    records: records ? 'yes' : 'no',
  });
  return askFor(holder, { errand: `verify?${query}`, schema }, usualLimits);
}

/** Asks the holder for a backup as a stream, which ends with an error when it is cut off. */
export function askBackup(
  holder: HolderAddress,
  { shareable }: { readonly shareable: boolean },
  limits: AskLimits = usualLimits,
): Promise<Decision<IncomingMessage>> {
  return asked(holder, shareable ? 'backup?shareable=yes' : 'backup', limits);
}
