/** A column of the source, by its position counted from 0 and its header as written. */
export interface FoundColumn {
  readonly position: number;
  readonly header: string;
}

function tidy(header: string): string {
  return header
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase();
}

/** The first column whose header matches the first pattern that any header matches. Headers drift; positions more so. */
export function findColumn(headers: readonly string[], patterns: readonly RegExp[]): FoundColumn | undefined {
  for (const pattern of patterns) {
    const position = headers.findIndex((header) => pattern.test(tidy(header)));
    if (position >= 0) return { position, header: headers[position] ?? '' };
  }
  return undefined;
}

/** At most eight headers, for a sentence that says what was found instead. */
export function headersInWords(headers: readonly string[]): string {
  const shown = headers.slice(0, 8).map((header) =>
    header
      .replace(/^\uFEFF/, '')
      .trim()
      .slice(0, 40),
  );
  return `${shown.join(', ')}${headers.length > 8 ? ', …' : ''}`;
}
