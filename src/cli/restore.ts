import { Command } from 'commander';
import type { Decision } from '../domain/values/index.ts';
import type { BackupManifest } from '../formats/backup/index.ts';
import { type Speaking, sayRefused } from './storeParts.ts';
import { holdingsText, missingText } from './storeText.ts';

export interface RestoreCommandParts extends Speaking {
  readonly restore: (path: string) => Promise<Decision<BackupManifest>>;
  /** Checks the file, the home folder and the disk; writes nothing. */
  readonly checkRestore: (path: string) => Promise<Decision<BackupManifest>>;
}

interface Options {
  readonly dryRun?: boolean;
}

async function run(parts: RestoreCommandParts, path: string, dryRun: boolean): Promise<void> {
  const done = await (dryRun ? parts.checkRestore(path) : parts.restore(path));
  if (!done.ok) return sayRefused(parts, done.refusals);
  const opening = dryRun
    ? `Nothing was written. ${path} is whole and can be restored here.`
    : `Restored: ${path}`;
  parts.talk(`${opening}\n${holdingsText(done.value)}${missingText(done.value)}`);
  if (!dryRun) parts.talk('To look at it: sevenbox serve\n');
}

/** `sevenbox restore FILE [--dry-run]`. Exit code 1 when refused; then nothing was changed. */
export function restoreCommand(parts: RestoreCommandParts): Command {
  return new Command('restore')
    .description('Restore a backup into an empty store, all of it or nothing')
    .argument('<file>', 'a file that `sevenbox backup` wrote')
    .option('--dry-run', 'check everything and write nothing')
    .action((path: string, options: Options) => run(parts, path, options.dryRun === true));
}
