import { formatPounds, toPence } from '../values/index.ts';
import type { FileReport, Warning } from './analysis.ts';

/** Lines that a file needs before an equal total of another file is no chance. */
const fewest = 3;

/**
 * Warns of files that are no copies of each other byte by byte but hold as many lines with the same total and
 * the same days: they may be the same payments twice. Only a person can know.
 */
export function sameTotalsWarnings(files: readonly FileReport[]): readonly Warning[] {
  const first = new Map<string, FileReport>();
  const warnings: Warning[] = [];
  for (const file of files) {
    const { accepted, acceptedPence } = file.control;
    if (file.status !== 'read' || accepted < fewest || acceptedPence === 0) continue;
    const key = [accepted, acceptedPence, file.firstDay, file.lastDay].join(' ');
    const same = first.get(key);
    if (!same) {
      first.set(key, file);
      continue;
    }
    const total = formatPounds(toPence(acceptedPence));
    const sentence = `${file.name} and ${same.name} have the same number of lines, the same days and the same total, ${total}. Both are counted. Check whether they hold the same payments.`;
    warnings.push({ code: 'same-totals', file: file.name, sentence });
  }
  return warnings;
}
