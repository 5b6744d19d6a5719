import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { IncomingFile } from '../actions/imports/types.ts';

/** The form met something that it may not hold; the server answers it with a page. */
class TooMuch extends Error {
  readonly statusCode = 413;
}

/** The upload ended too early or was never one. */
class Unreadable extends Error {
  readonly statusCode = 400;
}

/**
 * A text with SUBSTITUTE in the place of each NUL, which no store keeps. It is refused or cleared away wherever other
 * control characters are, so that what is no address with a NUL in it does not become one.
 */
function markedNul(text: string): string {
  return text.replaceAll('\0', '\u001a');
}

/** The fields of a form that is one text, as browsers write it. */
export function fieldsOf(body: string): URLSearchParams {
  const fields = [...new URLSearchParams(body)];
  return new URLSearchParams(
    fields.map(([name, value]): [string, string] => [markedNul(name), markedNul(value)]),
  );
}

/** What went wrong with an upload before anybody worked with it: the sender's fault unless it says more. */
function faultOf(error: unknown): Error {
  return error instanceof Error && 'statusCode' in error ? error : new Unreadable(String(error));
}

async function nextOf<T>(items: AsyncIterator<T>): Promise<IteratorResult<T>> {
  try {
    return await items.next();
  } catch (error) {
    throw faultOf(error);
  }
}

async function* contentOf(part: MultipartFile): AsyncGenerator<Uint8Array> {
  try {
    yield* part.file;
  } catch (error) {
    throw faultOf(error);
  }
  if (part.file.truncated) throw new TooMuch(`${part.filename} is too large`);
}

function incoming(part: MultipartFile): IncomingFile {
  return { name: markedNul(part.filename), content: contentOf(part) };
}

/** The file of a part; null for a field, and for a file field where no file was chosen, which has no name. */
function fileOf(part: Multipart): MultipartFile | null {
  if (part.type !== 'file') return null;
  if (part.filename !== '') return part;
  part.file.resume();
  return null;
}

async function* filesFrom(
  first: MultipartFile | null,
  rest: AsyncIterator<Multipart>,
): AsyncGenerator<IncomingFile> {
  if (first !== null) yield incoming(first);
  for (let next = await nextOf(rest); !next.done; next = await nextOf(rest)) {
    const file = fileOf(next.value);
    if (file !== null) yield incoming(file);
  }
}

interface Partly {
  readonly parts: () => AsyncIterableIterator<Multipart>;
}

function partsOf(request: Partly): AsyncIterator<Multipart> {
  try {
    return request.parts();
  } catch (error) {
    throw faultOf(error);
  }
}

/** Reads the fields of a form up to its first file; the files follow one by one as they arrive. */
export async function uploadOf(
  request: Partly,
): Promise<{ readonly form: URLSearchParams; readonly files: AsyncIterable<IncomingFile> }> {
  const form = new URLSearchParams();
  const parts = partsOf(request);
  for (let next = await nextOf(parts); !next.done; next = await nextOf(parts)) {
    const file = fileOf(next.value);
    if (file !== null) return { form, files: filesFrom(file, parts) };
    if (next.value.type === 'field')
      form.append(markedNul(next.value.fieldname), markedNul(String(next.value.value)));
  }
  return { form, files: filesFrom(null, parts) };
}

/**
 * Takes what is still to come and throws it away: a browser reads an answer only when it has sent everything. Returns
 * also when the sender has gone.
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  request.unpipe();
  request.resume();
  await finished(request, { writable: false }).catch(() => undefined);
}

/** Lets go of a sender from whom nothing has come for some milliseconds, until everything has come. */
export function hurry(request: IncomingMessage, milliseconds: number): void {
  const { socket } = request;
  if (!(socket instanceof Socket)) return;
  const letGo = () => socket.destroy();
  socket.setTimeout(milliseconds, letGo);
  request.once('close', () => {
    socket.off('timeout', letGo);
    socket.setTimeout(0);
  });
  request.once('end', () => socket.setTimeout(0));
}
