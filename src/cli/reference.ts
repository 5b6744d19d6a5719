import { Command } from 'commander';
import { type AddReferenceParts, addReference } from '../actions/addReference.ts';
import { type EditionList, type ListedReference, listReferences } from '../actions/listReferences.ts';
import { formatDay } from '../domain/values/index.ts';

export interface ReferenceCommandParts {
  /** Opened when a command runs, so that `--help` touches nothing. */
  readonly adding: () => AddReferenceParts;
  readonly store: () => EditionList;
  /** Data goes to `out`, talk goes to `talk`. */
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function dateInWords(edition: ListedReference): string {
  if (edition.dateFrom === 'day added') return `added ${formatDay(edition.addedOn)}`;
  return formatDay(edition.date).replace(/^\d+ /, '');
}

function tableOf(editions: readonly ListedReference[]): string {
  const head = ['Kind', 'Edition', 'Date', 'Rows', 'In use', 'Source', 'Licence'];
  const rows = editions.map((one) => [
    one.kind,
    one.edition,
    dateInWords(one),
    count(one.rows),
    one.inUse ? 'yes' : 'no',
    one.source,
    one.licence,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return `${[head, ...rows].map((row) => line(row).trimEnd()).join('\n')}\n`;
}

async function add(parts: ReferenceCommandParts, kind: string, from: string): Promise<void> {
  const added = await addReference(parts.adding(), kind, from);
  if (!added.ok) {
    for (const refusal of added.refusals) parts.talk(`${refusal.sentence}\n`);
    parts.setExitCode(1);
    return;
  }
  const { value } = added;
  const what = `${value.kind} ${value.edition} from ${value.source}, ${count(value.rows)} ${value.rows === 1 ? 'row' : 'rows'}`;
  parts.talk(value.alreadyThere ? `Nothing changed: ${what} had been added before.\n` : `Added ${what}.\n`);
  for (const note of value.notes) parts.talk(`  ${note}\n`);
  parts.talk(`Licence: ${value.licence}.\n`);
}

async function list(parts: ReferenceCommandParts, asJson: boolean): Promise<void> {
  const editions = await listReferences(parts.store());
  if (asJson) parts.out(`${JSON.stringify(editions, null, 2)}\n`);
  else if (editions.length > 0) parts.out(tableOf(editions));
  else
    parts.talk(
      'No register has been added. The built-in postcode sectors are used, which are approximate.\n',
    );
}

/** `sevenbox reference add <kind> <file or URL>` and `sevenbox reference list`. Exit code 1 when refused. */
export function referenceCommand(parts: ReferenceCommandParts): Command {
  const command = new Command('reference').description(
    'Add and list postcode registers, look-ups and supplier lists',
  );
  command
    .command('add')
    .description(
      'Add an edition: onspd (ONSPD or NSPL), lad-lookups (ONS look-up) or suppliers (your own list)',
    )
    .argument('<kind>', 'onspd, lad-lookups or suppliers')
    .argument('<from>', 'a CSV, gz or zip file, or the web address of one')
    .action((kind: string, from: string) => add(parts, kind, from));
  command
    .command('list')
    .description('List every edition with its source, date, rows and licence')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => list(parts, options.json === true));
  return command;
}
