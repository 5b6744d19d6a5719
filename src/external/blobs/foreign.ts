const entryOfZip = Buffer.from('PK\u0001\u0002', 'latin1');
const endOfZip = Buffer.from('PK\u0005\u0006', 'latin1');

/** Whether bytes hold the directory of a zip anywhere: readers of zips forgive what stands before, behind and in it. */
export function holdsZip(content: Buffer): boolean {
  const entry = content.indexOf(entryOfZip);
  return entry >= 0 && content.includes(endOfZip, entry);
}

/** Whether text holds an element that makes a browser run something or show a page. */
export function holdsMarkup(text: string): boolean {
  return /<(?:script|html|svg|iframe|object|embed|body|!doctype)\b/i.test(text);
}

/** Whether the first bytes are those of a program for some system. */
export function isProgram(content: Buffer): boolean {
  const start = content.subarray(0, 4).toString('latin1');
  const first = content.length < 4 ? 0 : content.readUInt32BE(0);
  const programs = [0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe];
  return start.startsWith('MZ') || start.startsWith('#!') || programs.includes(first);
}

/** Whether a reader that looks for a PDF near the start finds one. */
export function holdsPdfStart(content: Buffer): boolean {
  return content.subarray(0, 1_024 + 5).includes('%PDF-');
}
