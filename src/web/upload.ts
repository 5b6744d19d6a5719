import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { IncomingFile } from '../actions/imports/types.ts';

/** The form met something that it may not hold; the server answers it with a page. */
class TooMuch extends Error {
  readonly statusCode = 413;
}

async function* contentOf(part: MultipartFile): AsyncGenerator<Uint8Array> {
  yield* part.file;
  if (part.file.truncated) throw new TooMuch(`${part.filename} is too large`);
}

function incoming(part: MultipartFile): IncomingFile {
  return { name: part.filename, content: contentOf(part) };
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
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const file = fileOf(next.value);
    if (file !== null) yield incoming(file);
  }
}

/** Reads the fields of a form up to its first file; the files follow one by one as they arrive. */
export async function uploadOf(
  parts: AsyncIterableIterator<Multipart>,
): Promise<{ readonly form: URLSearchParams; readonly files: AsyncIterable<IncomingFile> }> {
  const form = new URLSearchParams();
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    const file = fileOf(next.value);
    if (file !== null) return { form, files: filesFrom(file, parts) };
    if (next.value.type === 'field') form.append(next.value.fieldname, String(next.value.value));
  }
  return { form, files: filesFrom(null, parts) };
}
