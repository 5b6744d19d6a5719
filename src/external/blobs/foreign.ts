const endOfZip = Buffer.from('PK\u0005\u0006', 'latin1');

/** Whether bytes hold the directory of a zip anywhere, which is what makes a program read them as one. */
export function holdsZip(content: Buffer): boolean {
  for (let at = content.indexOf(endOfZip); at >= 0; at = content.indexOf(endOfZip, at + 1)) {
    if (at + 22 > content.length) return false;
    const oneDisk = content.readUInt32LE(at + 4) === 0;
    if (oneDisk && content.readUInt16LE(at + 8) === content.readUInt16LE(at + 10)) return true;
  }
  return false;
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
