import { readFileSync } from 'node:fs';

/** One field, quoted or bare, and what ends it. Our own tables hold no newline inside quotes. */
const field = /("(?:[^"]|"")*"|[^,"]*)(,|$)/y;

function fieldsOf(line: string): readonly string[] {
  const fields: string[] = [];
  field.lastIndex = 0;
  for (let match = field.exec(line); match; match = field.exec(line)) {
    const text = match[1] ?? '';
    fields.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (match[2] === '') break;
  }
  return fields;
}

/** Reads a table of ours in CSV text: the first line names the columns, lines that start with `#` are notes unless told. */
export function parseDataRows(
  text: string,
  { notes }: { readonly notes: boolean } = { notes: true },
): readonly Readonly<Record<string, string>>[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !(notes && line.startsWith('#')));
  const [names = [], ...records] = lines.map(fieldsOf);
  return records.map((record) => Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])));
}

/** Reads one of our own tables under `data/`. */
export function readDataRows(url: URL): readonly Readonly<Record<string, string>>[] {
  return parseDataRows(readFileSync(url, 'utf8'));
}
