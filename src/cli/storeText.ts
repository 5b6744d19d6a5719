import type { FactorsOutcome } from '../actions/store/keys.ts';
import type { CheckStatus, StoreReport } from '../actions/store/report.ts';
import {
  countOf,
  formatCount,
  formatDay,
  type Instant,
  listed,
  toLocalDate,
} from '../domain/values/index.ts';
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

/** A moment in universal time: "23 November 2026 at 09:05 UTC". */
function momentText(at: Instant): string {
  return `${formatDay(toLocalDate(at.slice(0, 10)))} at ${at.slice(11, 16)} UTC`;
}

/** What a backup holds, and of when. */
export function holdingsText({
  madeAt,
  batches,
  editions,
  evidence,
  productVersion,
}: BackupManifest): string {
  const held = [
    countOf(batches, 'batch', 'batches'),
    countOf(editions, 'reference edition', 'reference editions'),
    ...(evidence > 0 ? [countOf(evidence, 'evidence file', 'evidence files')] : []),
  ];
  return `It holds the records, ${listed(held)}, as of ${momentText(madeAt)}, made by Sevenbox ${productVersion}.\n`;
}

function lostText(count: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const named = names.slice(0, 20).join(', ');
  return `${count} not in it, because the files are lost: ${named}. \`sevenbox doctor\` says more.\n`;
}

/** What a backup could not hold; empty when it holds all. */
export function missingText({ missing, missingEvidence }: BackupManifest): string {
  const evidence = countOf(missingEvidence.length, 'evidence file is', 'evidence files are');
  return `${lostText(countOf(missing.length, 'batch is', 'batches are'), missing)}${lostText(evidence, missingEvidence)}`;
}

/** Whether a backup holds measures that may not leave the organisation; empty where there are none. */
export function measuresText(
  { rows, withheld }: BackupManifest,
  { shareable }: { readonly shareable: boolean },
): string {
  if (shareable) {
    return `Texts and values of ${countOf(withheld, 'restricted list', 'restricted lists')} of measures are left out. The rest is in it as always.\n`;
  }
  if ((rows.measure_sets ?? 0) === 0) return '';
  return 'It holds your lists of measures whole. Where the licence of one is restricted, do not pass the file on; --shareable leaves those texts and values out.\n';
}

function factorCount({ rows }: BackupManifest): number {
  return rows.second_factors ?? 0;
}

/** Where the key of a backup is, and what it is for; empty where nothing is sealed with it. */
export function keysText(manifest: BackupManifest, keys: string | null): string {
  if (keys !== null) return `The key is in ${keys}. Keep it apart from the backup.\n`;
  if (factorCount(manifest) === 0) return '';
  return 'Second factors are sealed with a key that is not in it. To keep that too, apart from the backup: sevenbox backup FILE --keys KEYFILE\n';
}

/** What becomes of second factors where a backup is restored. */
export function factorsText(manifest: BackupManifest, factors: FactorsOutcome): string {
  if (factors !== 'taken-away') return '';
  const people = countOf(factorCount(manifest), 'person has', 'people have');
  return `The key of the backup is lost, so ${people} no second factor any more and can sign in with a password alone. Ask an administrator to have each of them set up a new one straight away: the page People says who has none.\n`;
}

/** How to look at what was restored. */
export function lookText({ store }: BackupManifest): string {
  if (store.mode === 'real') return 'To look at it: sevenbox serve\n';
  return 'It is a store of the demonstration, which everybody can sign in to, and opens as nothing else.\n';
}
