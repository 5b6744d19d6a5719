import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { accept, type Decision, refuse } from '../domain/values/index.ts';

export interface DownloadLimits {
  readonly mostBytes: number;
  readonly mostMilliseconds: number;
}

/** A downloaded file: where it lies, and the name the server gave it, for people. */
export interface Download {
  readonly path: string;
  readonly label: string;
}

/** ONSPD is about 250 MB as a zip; a slow line has half an hour. */
export const registerLimits: DownloadLimits = { mostBytes: 2_000_000_000, mostMilliseconds: 30 * 60_000 };

const tooLarge = new Error('The file is larger than the limit.');

function limited(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > mostBytes ? tooLarge : null, chunk);
    },
  });
}

function nameOf(response: Response, address: URL): string {
  const given = /filename="?([^";]+)"?/i.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return basename(given ?? address.pathname) || address.host;
}

function refuseFailure(error: unknown, host: string, limits: DownloadLimits): Decision<never> {
  if (error === tooLarge) {
    const size = `${Math.round(limits.mostBytes / 1_000_000)} MB`;
    return refuse('download-too-large', `The file at ${host} is larger than ${size}.`);
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    const seconds = Math.round(limits.mostMilliseconds / 1000);
    return refuse(
      'download-timeout',
      `${host} did not send the whole file within ${seconds} seconds. Try again.`,
    );
  }
  const advice =
    'Check the address and the connection, or fetch the file with a browser and add it from disk.';
  return refuse('download-failed', `Nothing could be fetched from ${host}. ${advice}`);
}

/** Only http and https; a login in the address would end up in the manifest, so it is refused. */
function addressOf(text: string): Decision<URL> {
  if (!URL.canParse(text)) return refuse('download-address', `${text} is not a web address.`);
  const address = new URL(text);
  const web = address.protocol === 'https:' || address.protocol === 'http:';
  if (!web) return refuse('download-address', 'Only http and https addresses can be fetched.');
  const login = address.username !== '' || address.password !== '';
  return login
    ? refuse('download-address', 'An address with a user name or password is not accepted.')
    : accept(address);
}

async function fetchTo(address: URL, path: string, limits: DownloadLimits): Promise<Decision<Download>> {
  const response = await fetch(address, { signal: AbortSignal.timeout(limits.mostMilliseconds) });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const sentence = `${address.host} answered ${response.status} instead of the file. Check the address.`;
    return refuse('download-status', sentence);
  }
  const body = Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
  await pipeline(body, limited(limits.mostBytes), createWriteStream(path));
  return accept({ path, label: nameOf(response, address) });
}

/** Fetches a file to `path`; whatever fails is refused in words and leaves no file behind. */
export async function download(
  url: string,
  path: string,
  limits: DownloadLimits = registerLimits,
): Promise<Decision<Download>> {
  const address = addressOf(url);
  if (!address.ok) return address;
  try {
    return await fetchTo(address.value, path, limits);
  } catch (error) {
    await rm(path, { force: true });
    return refuseFailure(error, address.value.host, limits);
  }
}
