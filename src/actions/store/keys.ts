import { accept, type Decision, formatCount, refuse } from '../../domain/values/index.ts';
import type { BackupManifest } from '../../formats/backup/manifest.ts';
import type { TableRow } from '../../formats/backup/rows.ts';

/** The key that second factors are sealed with and cookies are signed with, as a restore meets it. */
export interface RestoreKeys {
  /** By which the key is known that is in use afterwards; null where there is none. Refused when a file is no key file. */
  readonly check: () => Promise<Decision<string | null>>;
  /** Whether a key file was named. */
  readonly given: boolean;
  /** Whether second factors may be taken away where the key is not theirs. */
  readonly mayDoWithout: boolean;
  /** Puts the key in its place; answers what takes it back. */
  readonly put: () => Promise<() => Promise<void>>;
}

/** What became of second factors: they work as before, there were none, or they were taken away. */
export type FactorsOutcome = 'kept' | 'none' | 'taken-away';

function peopleText(count: number): string {
  return count === 1 ? '1 person has' : `${formatCount(count)} people have`;
}

/**
 * What becomes of the second factors of a backup. Without their key nobody could sign in with them, so that is refused
 * unless it was said that they are to be taken away: nobody is locked out unseen. Pure.
 */
export function decideFactors(
  { keyCheck, rows }: Pick<BackupManifest, 'keyCheck' | 'rows'>,
  check: string | null,
  { given, mayDoWithout }: Pick<RestoreKeys, 'given' | 'mayDoWithout'>,
): Decision<FactorsOutcome> {
  const { second_factors: count = 0 } = rows;
  if (keyCheck !== null && check === keyCheck) return accept(count > 0 ? 'kept' : 'none');
  if (given) {
    const sentence =
      'The key file is not the key of this backup. Nothing was changed. Name the key file that was written with it, or leave --keys out.';
    return refuse('key-differs', sentence);
  }
  if (count === 0) return accept('none');
  if (mayDoWithout) return accept('taken-away');
  const sentence = `${peopleText(count)} a second factor in this backup, sealed with a key that is not here, so nobody could sign in with it. Nothing was changed. Name the key file with --keys (or set SEVENBOX_SECRET to what it was), or, if the key is lost, add --without-keys: second factors are then taken away, and those people sign in with their password alone until they set up a new one.`;
  return refuse('keys-needed', sentence);
}

/** Rows without the second factors that nobody could use; `gone` hears whose they were. */
export async function* withoutFactors(
  rows: AsyncIterable<TableRow>,
  gone: (person: string) => void,
): AsyncGenerator<TableRow> {
  for await (const { table, row } of rows) {
    if (table === 'second_factors') {
      gone(String(row.person));
      continue;
    }
    yield table === 'people' ? { table, row: { ...row, two_factor_enabled: false } } : { table, row };
  }
}
