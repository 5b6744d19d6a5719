/** One part of an email: its headers by small name, each with all its values, and its text. */
export interface EmailPart {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
}

function quotedPrintable(text: string): string {
  const plain = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1').toString('utf8');
}

function decodedWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, how: string, word: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(word, 'base64').toString('utf8')
      : quotedPrintable(word.replaceAll('_', ' ')),
  );
}

function headersOf(head: string): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([!-9;-~]+): ?(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`No header: ${line}`);
    const all = headers[name.toLowerCase()] ?? [];
    headers[name.toLowerCase()] = [...all, decodedWords(value)];
  }
  return headers;
}

function partOf(raw: string): EmailPart {
  const end = raw.indexOf('\r\n\r\n');
  const headers = headersOf(raw.slice(0, end));
  const body = raw.slice(end + 4);
  const encoding = headers['content-transfer-encoding']?.[0];
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') };
  return { headers, text: encoding === 'quoted-printable' ? quotedPrintable(body) : body };
}

/** Reads the raw bytes of an email, strictly: its headers, and the parts of a multipart body. */
export function parseEmail(raw: Buffer): EmailPart & { readonly parts: readonly EmailPart[] } {
  const whole = partOf(raw.toString('latin1'));
  const boundary = /boundary="?([^";]+)/.exec(whole.headers['content-type']?.[0] ?? '')?.[1];
  if (boundary === undefined) return { ...whole, parts: [] };
  const pieces = whole.text.split(`--${boundary}`).slice(1, -1);
  return { ...whole, parts: pieces.map((piece) => partOf(piece.replace(/^\r\n/, ''))) };
}
