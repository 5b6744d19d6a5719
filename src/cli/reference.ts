import { Command } from 'commander';
import { type AddReferenceParts, addReference } from '../actions/addReference.ts';
import { type EditionList, listReferences } from '../actions/listReferences.ts';
import { type EditionRemover, removeReference } from '../actions/removeReference.ts';
import { addedText, addHelp, editionTable, removedText } from './referenceText.ts';

export interface ReferenceCommandParts {
  /** Opened when a command runs, so that `--help` touches nothing. */
  readonly adding: () => AddReferenceParts;
  readonly store: () => EditionList & EditionRemover;
  /** Data goes to `out`, talk goes to `talk`. */
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

function refused(parts: ReferenceCommandParts, refusals: readonly { readonly sentence: string }[]): void {
  for (const refusal of refusals) parts.talk(`${refusal.sentence}\n`);
  parts.setExitCode(1);
}

async function add(parts: ReferenceCommandParts, kind: string, from: string): Promise<void> {
  const added = await addReference(parts.adding(), kind, from);
  if (added.ok) parts.talk(addedText(added.value));
  else refused(parts, added.refusals);
}

async function remove(parts: ReferenceCommandParts, edition: string, kind?: string): Promise<void> {
  const removed = await removeReference(parts.store(), edition, kind);
  if (removed.ok) parts.talk(removedText(removed.value));
  else refused(parts, removed.refusals);
}

async function list(parts: ReferenceCommandParts, asJson: boolean): Promise<void> {
  const editions = await listReferences(parts.store());
  if (asJson) parts.out(`${JSON.stringify(editions, null, 2)}\n`);
  else if (editions.length > 0) parts.out(editionTable(editions));
  else
    parts.talk(
      'No register has been added. The built-in postcode sectors are used, which are approximate.\n',
    );
}

/** `sevenbox reference add <kind> <file or URL>`, `list` and `remove <edition>`. Exit code 1 when refused. */
export function referenceCommand(parts: ReferenceCommandParts): Command {
  const command = new Command('reference').description(
    'Add, list and remove postcode registers, look-ups and supplier lists',
  );
  command
    .command('add')
    .description(
      'Add an edition: onspd (ONSPD or NSPL), lad-lookups (ONS look-up) or suppliers (your own list)',
    )
    .argument('<kind>', 'onspd, lad-lookups or suppliers')
    .argument('<from>', 'a CSV, gz or zip file, or the web address of one')
    .addHelpText('after', addHelp)
    .action((kind: string, from: string) => add(parts, kind, from));
  command
    .command('list')
    .description('List every edition with its source, date, rows and licence')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => list(parts, options.json === true));
  command
    .command('remove')
    .description('Take an edition out; the one before it is in use again')
    .argument('<edition>', 'the edition as `reference list` shows it')
    .option('--kind <kind>', 'onspd, lad-lookups or suppliers, where two kinds have the same edition')
    .action((edition: string, options: { kind?: string }) => remove(parts, edition, options.kind));
  return command;
}
