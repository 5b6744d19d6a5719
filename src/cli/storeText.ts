import type { CheckStatus, StoreReport } from '../actions/store/report.ts';
import { formatCount, formatDay, type Instant, toLocalDate } from '../domain/values/index.ts';
import type { BackupManifest } from '../formats/backup/index.ts';

const statusWords: Readonly<Record<CheckStatus, string>> = {
  sound: 'sound',
  'look-at-this': 'look at this',
  broken: 'broken',
};

const headlines: Readonly<Record<CheckStatus, string>> = {
  sound: 'The store is sound.',
  'look-at-this': 'The store is sound. Some things need a look.',
  broken: 'Something in the store is broken.',
};

const width = 'look at this'.length + 2;

function sweptText(swept: number): readonly string[] {
  if (swept === 0) return [];
  return ['', `${formatCount(swept)} ${swept === 1 ? 'leftover was' : 'leftovers were'} removed.`];
}

/** Every check with its status, and what exactly was found below it. */
export function reportText({ status, checks, swept }: StoreReport): string {
  const lines = checks.flatMap((check) => [
    `${statusWords[check.status].padEnd(width)}${check.sentence}`,
    ...check.more.map((sentence) => `${' '.repeat(width)}${sentence}`),
  ]);
  return `${[headlines[status], '', ...lines, ...sweptText(swept)].join('\n')}\n`;
}

/** Said where a command did not open the store itself. */
export const askedText = 'Sevenbox is running and uses this store, so it was asked to do this.\n';

function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A moment in universal time: "23 November 2026 at 09:05 UTC". */
function momentText(at: Instant): string {
  return `${formatDay(toLocalDate(at.slice(0, 10)))} at ${at.slice(11, 16)} UTC`;
}

/** What a backup holds, and of when. */
export function holdingsText({ madeAt, batches, editions, productVersion }: BackupManifest): string {
  const held = `${counted(batches, 'batch', 'batches')} and ${counted(editions, 'reference edition', 'reference editions')}`;
  return `It holds the records, ${held}, as of ${momentText(madeAt)}, made by Sevenbox ${productVersion}.\n`;
}

/** Batches that a backup could not hold; empty when it holds all. */
export function missingText({ missing }: BackupManifest): string {
  if (missing.length === 0) return '';
  const named = missing.slice(0, 20).join(', ');
  return `${counted(missing.length, 'batch is', 'batches are')} not in it, because the files are lost: ${named}. \`sevenbox doctor\` says more.\n`;
}
