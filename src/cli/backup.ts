import { Command } from 'commander';
import type { BackupManifest } from '../formats/backup/index.ts';
import { exitCodes } from './exitCodes.ts';
import { type KeptDecision, type Speaking, sayRefused } from './storeParts.ts';
import { askedText, holdingsText, keysText, measuresText, missingText } from './storeText.ts';

export interface BackUpOrder {
  readonly path: string;
  readonly force: boolean;
  /** Where the key is to be written, apart from the backup; null for nowhere. */
  readonly keys: string | null;
  /** Without texts and values of measures whose licence does not let them leave the organisation. */
  readonly shareable: boolean;
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
  readonly keys?: string;
  readonly shareable?: boolean;
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
  parts.talk(
    'It holds payments as they were imported, and who people are. Keep it where nobody else can read it.\n',
  );
  parts.talk(measuresText(manifest, order));
  parts.talk(keysText(manifest, order.keys));
  if (manifest.missing.length + manifest.missingEvidence.length > 0)
    parts.setExitCode(exitCodes.somethingSetAside);
}

/** `sevenbox backup FILE [--keys FILE] [--shareable] [--force] [--dry-run]`. Exit code 2 when files were lost before. */
export function backupCommand(parts: BackupCommandParts): Command {
  return new Command('backup')
    .description(
      'Write the whole store to one file: records, batches, reference editions and evidence, but no keys',
    )
    .argument('<file>', 'the file to write, for example sevenbox-2026-11-23.zip')
    .option('--keys <file>', 'write the key to a file of its own, which must lie in another folder')
    .option(
      '--shareable',
      'leave out texts and values of measures whose licence is restricted; without it the file may not leave your organisation',
    )
    .option('--force', 'replace a file that is there')
    .option('--dry-run', 'only say whether it could be written')
    .action((path: string, options: Options) => {
      const { force = false, keys = null, shareable = false } = options;
      const order = { path, force, keys, shareable };
      return options.dryRun ? tryOut(parts, order) : run(parts, order);
    });
}
