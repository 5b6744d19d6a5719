import { Command } from 'commander';
import type { Restored } from '../actions/store/restore.ts';
import type { Decision } from '../domain/values/index.ts';
import { type Speaking, sayRefused } from './storeParts.ts';
import { factorsText, holdingsText, lookText, missingText } from './storeText.ts';

/** What is to be restored, and what was said about its key. */
export interface RestoreOrder {
  readonly path: string;
  readonly keys: string | null;
  readonly withoutKeys: boolean;
}

export interface RestoreCommandParts extends Speaking {
  readonly restore: (order: RestoreOrder) => Promise<Decision<Restored>>;
  /** Checks the file, the home folder and the disk; writes nothing. */
  readonly checkRestore: (order: RestoreOrder) => Promise<Decision<Restored>>;
}

interface Options {
  readonly dryRun?: boolean;
  readonly keys?: string | null;
  readonly withoutKeys?: boolean;
}

async function run(parts: RestoreCommandParts, order: RestoreOrder, dryRun: boolean): Promise<void> {
  const { path } = order;
  const done = await (dryRun ? parts.checkRestore(order) : parts.restore(order));
  if (!done.ok) return sayRefused(parts, done.refusals);
  const opening = dryRun
    ? `Nothing was written. ${path} is whole and can be restored here.`
    : `Restored: ${path}`;
  const { manifest, factors } = done.value;
  parts.talk(
    `${opening}\n${holdingsText(manifest)}${missingText(manifest)}${factorsText(manifest, factors)}`,
  );
  if (!dryRun) parts.talk(lookText(manifest));
}

/** `sevenbox restore FILE [--keys FILE | --without-keys] [--dry-run]`. Exit code 1 when refused; then nothing was changed. */
export function restoreCommand(parts: RestoreCommandParts): Command {
  return new Command('restore')
    .description('Restore a backup into an empty store, all of it or nothing')
    .argument('<file>', 'a file that `sevenbox backup` wrote')
    .option('--keys <file>', 'the key file that `sevenbox backup --keys` wrote')
    .option('--without-keys', 'take second factors away whose key is lost')
    .option('--dry-run', 'check everything and write nothing')
    .action((path: string, { keys = null, withoutKeys = false, dryRun = false }: Options) =>
      run(parts, { path, keys, withoutKeys }, dryRun),
    );
}
