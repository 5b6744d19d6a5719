// Writes the invented register and the invented payees once for each folder and size, and reads them again.
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { registerNames, supplierNames } from './names.mjs';

const blockLines = 50_000;
/** The register has the names of `companyRegister` in bench/registers, in its order. */
export const registerSeed = 17;
const payeeSeeds = { judged: 11, tuning: 23 };

/** Changes with the rules of the generator, so that a file written by an older one is not taken for new. */
function version() {
  const hash = createHash('sha256');
  for (const name of ['estate.mjs', 'names.mjs', 'vocabulary.mjs'])
    hash.update(readFileSync(new URL(name, import.meta.url)));
  return hash.digest('hex').slice(0, 8);
}

function writeLines(path, count, lineAt) {
  const file = openSync(`${path}.part`, 'w');
  for (let done = 0; done < count; ) {
    const lines = [];
    for (; lines.length < blockLines && done < count; done += 1) lines.push(lineAt(done));
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  renameSync(`${path}.part`, path);
}

/** Calls `each` with every line of a file, in order, without holding more than a block of it as text. */
export function eachLine(path, each) {
  const bytes = readFileSync(path);
  for (let from = 0, to = 0; from < bytes.length; from = to + 1) {
    to = bytes.indexOf(10, from);
    each(bytes.latin1Slice(from, to));
  }
}

/** A reader of the lines of a file by their number. */
export function linesOf(path, count) {
  const bytes = readFileSync(path);
  const starts = new Uint32Array(count + 1);
  for (let line = 0; line < count; line += 1) starts[line + 1] = bytes.indexOf(10, starts[line]) + 1;
  return (line) => bytes.latin1Slice(starts[line], starts[line + 1] - 1);
}

/** Payees as they were written: the name, the row it was made from or null, and what was done to it. */
export function payeesIn(path) {
  const payees = [];
  eachLine(path, (line) => {
    const [name, truth, kind] = line.split('\t');
    payees.push({ name, truth: truth === '' ? null : Number(truth), kind });
  });
  return payees;
}

/** The paths of the register's names, of the payees that are judged, and of fewer others by which cuts are chosen. */
export function estateIn(folder, { companies, payees, tuning }) {
  mkdirSync(folder, { recursive: true });
  const register = join(folder, `companies-${companies}-${version()}.txt`);
  if (!existsSync(register)) writeLines(register, companies, registerNames(registerSeed));
  const written = (use, count) => {
    const path = join(folder, `payees-${use}-${companies}-${count}-${version()}.txt`);
    if (existsSync(path)) return path;
    const made = supplierNames({
      seed: payeeSeeds[use],
      rows: companies,
      nameOf: linesOf(register, companies),
    });
    writeLines(path, count, () => {
      const { name, truth, kind } = made();
      return `${name}\t${truth ?? ''}\t${kind}`;
    });
    return path;
  };
  return { register, judged: written('judged', payees), tuning: written('tuning', tuning) };
}
