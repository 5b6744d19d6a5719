import { formatCount } from '../values/index.ts';
import type { FileReport } from './analysis.ts';

const sheetOfFile = ' › ';

function fileOf({ name }: FileReport): string {
  const end = name.indexOf(sheetOfFile);
  return end < 0 ? name : name.slice(0, end);
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * `31 files`, or `46 tables in 31 files` where workbooks hold several sheets or archives several files: a report
 * stands for one table, and its name before `›` is the file that a person sees in the folder.
 */
export function tablesInWords(reports: readonly FileReport[]): string {
  const files = new Set(reports.map(fileOf)).size;
  const inFiles = counted(files, 'file');
  return files === reports.length ? inFiles : `${counted(reports.length, 'table')} in ${inFiles}`;
}

/** `46 tables in 31 files read, 2 set aside, 1 ignored`: what became of everything that was given. */
export function filesInSentence(reports: readonly FileReport[]): string {
  const withStatus = (status: FileReport['status']) => reports.filter((report) => report.status === status);
  const others = [
    [withStatus('set-aside').length, 'set aside'],
    [withStatus('ignored').length, 'ignored'],
  ] as const;
  const rest = others.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`);
  return `${tablesInWords(withStatus('read'))} read${rest.join('')}`;
}
