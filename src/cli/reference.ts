import { Command } from 'commander';
import {
  type AddingProgress,
  type AddReferenceParts,
  addReference,
  type ReferenceOrder,
} from '../actions/addReference.ts';
import { type EditionList, listReferences } from '../actions/listReferences.ts';
import { type EditionRemover, removeReference } from '../actions/removeReference.ts';
import { addedText, addHelp, editionTable, progressText, removedText } from './referenceText.ts';

export interface ReferenceCommandParts {
  /** Opened when a command runs, so that `--help` touches nothing. */
  readonly adding: () => AddReferenceParts;
  readonly store: () => EditionList & EditionRemover;
  /** Says on one line what is being done, where a person is looking; `endProgress` clears the line. */
  readonly progress: (sentence: string) => void;
  readonly endProgress: () => void;
  /** Data goes to `out`, talk goes to `talk`. */
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

function refused(parts: ReferenceCommandParts, refusals: readonly { readonly sentence: string }[]): void {
  for (const refusal of refusals) parts.talk(`${refusal.sentence}\n`);
  parts.setExitCode(1);
}

async function add(parts: ReferenceCommandParts, order: ReferenceOrder): Promise<void> {
  const adding = {
    ...parts.adding(),
    progress: (step: AddingProgress) => parts.progress(progressText(step)),
  };
  const added = await addReference(adding, order).finally(parts.endProgress);
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

const kindList = 'onspd, lad-lookups, suppliers, companies, charities or register';

/** `sevenbox reference add <kind> <files or URLs>`, `list` and `remove <edition>`. Exit code 1 when refused. */
export function referenceCommand(parts: ReferenceCommandParts): Command {
  const command = new Command('reference').description(
    'Add, list and remove registers of postcodes and organisations, look-ups and supplier lists',
  );
  command
    .command('add')
    .description(
      'Add an edition: onspd (ONSPD or NSPL), lad-lookups (ONS look-up), suppliers (your own list), companies (Companies House), charities (Charity Commission) or register (any other list of organisations)',
    )
    .argument('<kind>', kindList)
    .argument(
      '<from...>',
      'a CSV, gz or zip file, or the web address of one; of a register several, or their folder',
    )
    .option('--date <date>', 'the day of which a register of organisations is, such as 2026-11-01')
    .addHelpText('after', addHelp)
    .action((kind: string, from: string[], options: { date?: string }) =>
      add(parts, { kind, from, date: options.date ?? null }),
    );
  command
    .command('list')
    .description('List every edition with its source, date, rows and licence')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => list(parts, options.json === true));
  command
    .command('remove')
    .description('Take an edition out; the one before it is in use again')
    .argument('<edition>', 'the edition as `reference list` shows it')
    .option('--kind <kind>', `${kindList}, where two kinds have the same edition`)
    .action((edition: string, options: { kind?: string }) => remove(parts, edition, options.kind));
  return command;
}
