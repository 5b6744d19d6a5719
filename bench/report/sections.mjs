// docs/benchmarks.md is made of sections between marks. Each benchmark writes its own, and leaves the others and what people
// wrote between them as they are.
import { readFileSync, writeFileSync } from 'node:fs';

const commands = {
  ledgers: 'npm run bench',
  pages: 'npm run bench:pages',
  web: 'npm run bench:web',
  matching: 'npm run bench:matching',
  'matching speed': 'npm run bench:matching-speed',
  robustness: 'npm run bench:robustness',
};

function marksOf(name) {
  return { from: `<!-- ${name}: written by ${commands[name]} -->`, to: `<!-- ${name} end -->` };
}

/** A page with the text as this section, in place of what it was before or at the end. */
export function withSection(page, name, text) {
  const { from, to } = marksOf(name);
  const section = `${from}\n${text.trim()}\n${to}`;
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 && end < 0) return `${page.trimEnd()}\n\n${section}\n`;
  if (start < 0 || end < start) throw new Error(`The marks of the section on ${name} are not whole.`);
  return `${page.slice(0, start)}${section}${page.slice(end + to.length)}`;
}

/** Writes a section of docs/benchmarks.md. */
export function writeSection(name, text) {
  const path = new URL('../../docs/benchmarks.md', import.meta.url);
  writeFileSync(path, withSection(readFileSync(path, 'utf8'), name, text));
}
