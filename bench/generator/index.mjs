import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { header, newLedger, seeded } from './lines.mjs';

const blockLines = 20_000;

/** Line ends of the mixed file: of five records three end as on Windows, one as on Unix and one as on an old Mac. */
const mixedEnds = ['\r\n', '\r\n', '\r\n', '\n', '\r'];

function writeText(file, text, encoding) {
  const bytes = Buffer.from(text, encoding);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Windows-1252 has the dash at 0x96; everything else the generator writes is where Latin-1 has it. */
function asWindows1252(text) {
  return text.replaceAll('–', '\u0096');
}

function emptyTruth() {
  return { lines: 0, accepted: 0, acceptedPence: 0, rejected: 0, blank: 0, kinds: {} };
}

function count(truth, made) {
  truth.lines += 1;
  truth[made.fate] += 1;
  if (made.fate === 'accepted') truth.acceptedPence += made.pence;
  if (made.kind) truth.kinds[made.kind] = (truth.kinds[made.kind] ?? 0) + 1;
}

function writeBoth(files, options) {
  const nextLine = newLedger(options);
  const nextEnd = seeded(options.seed + 1);
  const truth = emptyTruth();
  writeText(files.clean, `${header}\r\n`, 'utf8');
  writeText(files.mixed, `${header}\r\n`, 'latin1');
  for (let done = 0; done < options.lines; done += blockLines) {
    let [clean, mixed] = ['', ''];
    for (let left = Math.min(blockLines, options.lines - done); left > 0; left -= 1) {
      const made = nextLine();
      count(truth, made);
      clean += `${made.text}\r\n`;
      mixed += made.text + (made.fate === 'blank' ? '\r\n' : mixedEnds[nextEnd(mixedEnds.length)]);
    }
    writeText(files.clean, clean, 'utf8');
    writeText(files.mixed, asWindows1252(mixed), 'latin1');
  }
  return truth;
}

/** Changes with the words and rules of the generator, so that a file written by an older one is not taken for new. */
function generatorVersion() {
  const hash = createHash('sha256');
  for (const name of ['index.mjs', 'lines.mjs', 'words.mjs'])
    hash.update(readFileSync(new URL(name, import.meta.url)));
  return hash.digest('hex').slice(0, 8);
}

/**
 * Writes one ledger of `lines` lines twice into `folder`: as UTF-8 with one newline style, and as Windows-1252 with
 * mixed newlines. Returns both paths and what a strict reader finds in either. Writes nothing when both are there.
 */
export function generateLedger({ folder, lines, seed = 7, badEvery = 701 }) {
  const name = join(folder, `ledger-${lines}-${seed}-${badEvery}-${generatorVersion()}`);
  const [clean, mixed, note] = [`${name}-clean.csv`, `${name}-mixed.csv`, `${name}.json`];
  if (!existsSync(note)) {
    mkdirSync(folder, { recursive: true });
    const files = { clean: openSync(clean, 'w'), mixed: openSync(mixed, 'w') };
    const truth = writeBoth(files, { lines, seed, badEvery });
    closeSync(files.clean);
    closeSync(files.mixed);
    writeFileSync(note, JSON.stringify(truth));
  }
  return { clean, mixed, truth: JSON.parse(readFileSync(note, 'utf8')) };
}
