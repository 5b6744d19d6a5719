import type { Warning } from './analysis.ts';

/** Warnings that say the same, told once, with the files they are about; no files when it is about the whole. */
export interface WarningGroup {
  readonly code: string;
  readonly sentence: string;
  readonly files: readonly string[];
}

type Several = readonly [Warning, ...Warning[]];

/** What a warning says of several files at once; counts and names stand with each file. */
const sentencesForMany: Readonly<Record<string, string>> = {
  'amount-basis-not-stated':
    'The files do not say whether amounts are with or without VAT. Say so with --amount-basis net or --amount-basis gross.',
  'no-date-column': 'The files have no column of dates. Their payments are undated.',
  'no-supplier-column': 'The files have no column of suppliers.',
  'every-record-twice':
    'Every record is listed twice. All are counted. Check whether the files were published twice over.',
  'wrong-width':
    'Some lines have more or fewer cells than the header. They are counted, because every cell that is needed reads.',
  undated: 'Some lines have no readable date. They count as undated.',
  'only-an-amount': 'Some lines have nothing but an amount. They are counted without a supplier.',
};

function withoutName({ file, sentence }: Warning): string {
  return file === null ? sentence : sentence.replaceAll(file, 'The file');
}

function keyOf(warning: Warning): string {
  const isOfKind = warning.file !== null && Object.hasOwn(sentencesForMany, warning.code);
  return isOfKind ? warning.code : `${warning.code} ${withoutName(warning)}`;
}

function groupOf(warnings: Several): WarningGroup {
  const files = [...new Set(warnings.flatMap((warning) => warning.file ?? []))];
  const [first] = warnings;
  const { code } = first;
  if (files.length < 2) return { code, sentence: first.sentence, files };
  return { code, sentence: sentencesForMany[code] ?? withoutName(first), files };
}

/**
 * Warnings of the same code that say the same of several files become one group, in the order in which each first
 * appears. A warning that is alone keeps its own sentence, with its counts. Nothing is left out.
 */
export function groupWarnings(warnings: readonly Warning[]): readonly WarningGroup[] {
  const groups = new Map<string, [Warning, ...Warning[]]>();
  for (const warning of warnings) {
    const key = keyOf(warning);
    const group = groups.get(key);
    if (group) group.push(warning);
    else groups.set(key, [warning]);
  }
  return [...groups.values()].map(groupOf);
}

/** `a.csv, b.csv, c.csv and 30 more`: the first names of a group, three unless told. */
export function filesInWords(files: readonly string[], atMost = 3): string {
  const more = files.length - atMost;
  return more > 0 ? `${files.slice(0, atMost).join(', ')} and ${more} more` : files.join(', ');
}
