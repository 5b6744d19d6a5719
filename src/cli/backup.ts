import { Command } from 'commander';
import type { BackupManifest } from '../formats/backup/index.ts';
import { exitCodes } from './exitCodes.ts';
import { type KeptDecision, type Speaking, sayRefused } from './storeParts.ts';
import { askedText, holdingsText, missingText } from './storeText.ts';

export interface BackUpOrder {
  readonly path: string;
  readonly force: boolean;
}

export interface BackupCommandParts extends Speaking {
  /** Writes the backup and reads it back; what it says about itself. */
  readonly backUp: (order: BackUpOrder) => KeptDecision<BackupManifest>;
  /** Whether it could be written. */
  readonly checkBackUp: (order: BackUpOrder) => KeptDecision<null>;
}

interface Options {
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

async function tryOut(parts: BackupCommandParts, order: BackUpOrder): Promise<void> {
  const done = await parts.checkBackUp(order);
  if (!done.ok) return sayRefused(parts, done.refusals);
  parts.talk(`Nothing was written. Without --dry-run the backup would be ${order.path}.\n`);
}

async function run(parts: BackupCommandParts, order: BackUpOrder): Promise<void> {
  const done = await parts.backUp(order);
  if (!done.ok) return sayRefused(parts, done.refusals);
  const { value: manifest, asked } = done.value;
  if (asked) parts.talk(askedText);
  parts.talk(`Written and read back: ${order.path}\n${holdingsText(manifest)}${missingText(manifest)}`);
  parts.talk('It holds payments as they were imported. Keep it where nobody else can read it.\n');
  if (manifest.missing.length > 0) parts.setExitCode(exitCodes.somethingSetAside);
}

/** `sevenbox backup FILE [--force] [--dry-run]`. Exit code 2 when the files of a batch were lost before. */
export function backupCommand(parts: BackupCommandParts): Command {
  return new Command('backup')
    .description('Write the whole store to one file: records, batches and reference editions')
    .argument('<file>', 'the file to write, for example sevenbox-2026-11-23.zip')
    .option('--force', 'replace a file that is there')
    .option('--dry-run', 'only say whether it could be written')
    .action((path: string, options: Options) => {
      const order = { path, force: options.force === true };
      return options.dryRun ? tryOut(parts, order) : run(parts, order);
    });
}
