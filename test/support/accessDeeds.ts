import type { BareWorld, WorldActor } from './accessWorld.ts';
import { pdfFile } from './evidence.ts';

const boundary = 'a-boundary-of-a-test';

/** A file of a form. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly content: string | Buffer;
}

/** A form with files, as a browser sends it. */
export function multipartForm(
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
): { readonly payload: Buffer; readonly headers: Readonly<Record<string, string>> } {
  const pieces: (string | Buffer)[] = [];
  for (const [name, value] of Object.entries(fields)) {
    pieces.push(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }
  for (const { field, name, content } of files) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n`;
    pieces.push(`${head}content-type: application/octet-stream\r\n\r\n`, content, '\r\n');
  }
  pieces.push(`--${boundary}--\r\n`);
  const payload = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

/** Sends a form with files. */
export async function upload(
  { send }: Pick<BareWorld, 'send'>,
  [by, url]: readonly [WorldActor, string],
  sent: { readonly fields: Readonly<Record<string, string>>; readonly files: readonly SentFile[] },
) {
  const { payload, headers } = multipartForm(sent.fields, sent.files);
  return (await send({ method: 'POST', url, by, payload, headers })).answer;
}

let added = 0;

/** Adds a file that shows something, through the page for it; its identifier. */
export async function addEvidence(world: Pick<BareWorld, 'send'>, by: WorldActor): Promise<string> {
  added += 1;
  const file = { field: 'file', name: `site-visit-${added}.pdf`, content: pdfFile(`/N${added} 1`) };
  const fields = { note: `Invented visit ${added}` };
  const answer = await upload(world, [by, '/evidence/add'], { fields, files: [file] });
  const [, id] = /^\/evidence\/(\w+)/.exec(answer.headers.location ?? '') ?? [];
  if (id === undefined) throw new Error(`No file was added: ${answer.statusCode} ${answer.body}`);
  return id;
}

/** Adds a list of suppliers, through the page for it; its name in addresses. */
export async function addEdition(world: Pick<BareWorld, 'send'>, by: WorldActor): Promise<string> {
  added += 1;
  const content = `Supplier name,Postcode\r\nInvented Trader ${added} Ltd,HD1 2TT\r\n`;
  const files = [{ field: 'file', name: `suppliers-${added}.csv`, content }];
  const answer = await upload(world, [by, '/references/add'], { fields: { kind: 'suppliers' }, files });
  const [, place] = /^\/references\/([^?]+)/.exec(answer.headers.location ?? '') ?? [];
  if (place === undefined) throw new Error(`No list was added: ${answer.statusCode} ${answer.body}`);
  return place;
}

/** Says through the pages who a supplier is; the number of the decision. */
export async function addDecision(
  { send }: Pick<BareWorld, 'send'>,
  by: WorldActor,
  payee: string,
): Promise<string> {
  const payload = new URLSearchParams({ choice: 'person' }).toString();
  const url = `/suppliers/review/${encodeURIComponent(payee)}`;
  const { answer } = await send({ method: 'POST', url, by, payload });
  const [, id] = /[?&]done=(dec_[a-z0-9]{20})(?:&|$)/.exec(answer.headers.location ?? '') ?? [];
  if (id === undefined) throw new Error(`Nothing was decided: ${answer.statusCode} ${answer.body}`);
  return id;
}
