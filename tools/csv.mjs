/** The little CSV that the derivation scripts need: RFC 4180 in, plain `\n` CSV out. */

function cellsOf(line) {
  const cells = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
  }
  return cells;
}

/** Rows as objects by header. Cells must not hold line breaks. */
export function parseCsv(text) {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/);
  const names = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function quoted(value) {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of cells under a header, quoted only where needed, in the order given. */
export function writeCsv(header, rows) {
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}

/** Compares by code unit, the same on every machine. */
export function byCodeUnit(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}
