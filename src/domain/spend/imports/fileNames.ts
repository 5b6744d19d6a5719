const mostCharacters = 200;
const mostBytes = 230;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function fits(name: string): boolean {
  return [...name].length <= mostCharacters && bytesOf(name) <= mostBytes;
}

/** The ending that says what kind of file it is: `.csv`, `.xlsx`, `.csv.gz`; empty where there is none. */
function endingOf(name: string): string {
  return /(?:\.[A-Za-z0-9]{1,5}){1,2}$/.exec(name)?.[0] ?? '';
}

/** Takes characters out before the ending until the name fits; `mark` stays before the ending. */
function shortened(name: string, mark = ''): string {
  const ending = endingOf(name);
  const stem = [...name.slice(0, name.length - ending.length)];
  while (stem.length > 1 && !fits(stem.join('') + mark + ending)) stem.pop();
  return stem.join('').trimEnd() + mark + ending;
}

/**
 * The name a file is kept and opened under: without folders, without characters that cannot be seen or that a
 * computer gives a meaning to, at most 200 characters and 230 bytes. `file` where nothing is left.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').replace(/^.*[/\\]/s, '');
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*›]/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
  const whole = plain === '' ? 'file' : plain;
  return fits(whole) ? whole : shortened(whole);
}

/** The safe name of another file of the same import: a name that is taken gets ` (2)`, ` (3)` before its ending. */
export function nextFileName(name: string, taken: readonly string[]): string {
  const safe = safeFileName(name);
  const used = new Set(taken.map((other) => other.toLowerCase()));
  let candidate = safe;
  for (let count = 2; used.has(candidate.toLowerCase()); count += 1) {
    candidate = shortened(safe, ` (${count})`);
  }
  return candidate;
}
