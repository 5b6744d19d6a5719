import type { AddedReference, AddingProgress } from '../actions/addReference.ts';
import type { ListedReference, Reference } from '../actions/listReferences.ts';
import type { RemovedReference } from '../actions/removeReference.ts';
import { formatCount, formatDay } from '../domain/values/index.ts';

/** What is used where a kind has no edition. */
const withoutKind: Readonly<Record<Reference['kind'], string>> = {
  onspd: 'no postcode register; the built-in postcode sectors are used, which are approximate',
  'lad-lookups': 'no look-up; the built-in combined authorities and regions are used',
  suppliers: 'no supplier list',
  companies: 'no register of companies',
  charities: 'no register of charities',
  register: 'no other register',
};

function rowsInWords(rows: number): string {
  return `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}

function dateInWords(edition: Reference): string {
  if (edition.dateFrom === 'day added') return `added ${formatDay(edition.addedOn)}`;
  if (edition.dateFrom !== 'file name') return formatDay(edition.date);
  return formatDay(edition.date).replace(/^\d+ /, '');
}

/** One line for each edition, as a table. */
export function editionTable(editions: readonly ListedReference[]): string {
  const head = ['Kind', 'Edition', 'Date', 'Rows', 'In use', 'Source', 'Licence'];
  const rows = editions.map((one) => [
    one.kind,
    one.edition,
    dateInWords(one),
    formatCount(one.rows),
    one.inUse ? 'yes' : 'no',
    one.source,
    one.licence,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return `${[head, ...rows].map((row) => line(row).trimEnd()).join('\n')}\n`;
}

function named(edition: Reference): string {
  return `${edition.source} (${edition.edition}, ${dateInWords(edition)}, ${rowsInWords(edition.rows)})`;
}

function allNamed(editions: readonly Reference[]): string {
  return editions.map(named).join(' and ');
}

function whyNot(added: AddedReference): string {
  const [first] = added.inUse;
  if (first !== undefined && first.dateFrom !== 'day added' && added.dateFrom === 'day added') {
    if (added.names > 0) {
      return `${added.source} stays unused, because nothing says of which day it is. Add it again with --date, or remove what is in use: sevenbox reference remove ${first.edition}`;
    }
    return `${added.source} stays unused, because its name does not say its month. Put the month in the name, such as ONSPD_MAY_2025.csv, and add it again, or remove what is in use: sevenbox reference remove ${first.edition}`;
  }
  return `${added.source} stays unused, because what is in use is newer.`;
}

function inUseSentences(added: AddedReference): readonly string[] {
  const names = added.inUse.map((one) =>
    one.edition === added.edition ? `${one.source} (${one.edition})` : named(one),
  );
  const now = `In use now: ${names.join(' and ')}`;
  const isUsed = added.inUse.some((one) => one.edition === added.edition);
  const instead = added.replaced.length > 0 ? `, instead of ${allNamed(added.replaced)}` : '';
  const smaller = added.replaced.find((one) => added.kind !== 'suppliers' && added.rows * 2 < one.rows);
  return [
    `${now}${instead}.`,
    ...(isUsed ? [] : [whyNot(added)]),
    ...(isUsed && smaller
      ? [`It has far fewer rows than the one before. To go back: sevenbox reference remove ${added.edition}`]
      : []),
  ];
}

function sizeInWords(added: AddedReference): string {
  if (added.names === 0) return rowsInWords(added.rows);
  const organisations = `${formatCount(added.rows)} ${added.rows === 1 ? 'organisation' : 'organisations'}`;
  const names = `${formatCount(added.names)} ${added.names === 1 ? 'name' : 'names'}`;
  const left = `${formatCount(added.leftOut)} ${added.leftOut === 1 ? 'record' : 'records'} left out`;
  return `${organisations} with ${names}, ${left}`;
}

function opening(added: AddedReference): string {
  const what = `${added.kind} ${added.edition} from ${added.source}, ${sizeInWords(added)}`;
  if (!added.alreadyThere) return `Added ${what}.`;
  if (added.dated) return `Its date is known now: ${what}, ${dateInWords(added)}, had been added before.`;
  if (added.replaced.length > 0) return `In use again: ${what}, had been added before.`;
  return `Nothing changed: ${what}, had been added before.`;
}

/** What an add did: the edition, what was noted while reading it, what is in use from now on, and the licence. */
export function addedText(added: AddedReference): string {
  const lines = [
    opening(added),
    ...added.notes.map((note) => `  ${note}`),
    ...inUseSentences(added),
    `Licence: ${added.licence}.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** How far adding a register has come, on one line. */
export function progressText({ step, organisations, share }: AddingProgress): string {
  const read = `${formatCount(organisations)} organisations read`;
  if (step === 'sorting') return `${read}; sorting and writing them`;
  return share === null ? read : `${read} (${Math.floor(share * 100)}%)`;
}

/** What a removal did, and what is in use from now on. */
export function removedText(removed: RemovedReference): string {
  const gone = `Removed ${removed.kind} ${named(removed)}.`;
  const left = removed.inUse.length > 0 ? allNamed(removed.inUse) : withoutKind[removed.kind];
  const use = removed.wasInUse ? `In use now: ${left}.` : `It was not in use. Still in use: ${left}.`;
  return `${gone}\n${use}\n`;
}

/** Which columns of a supplier list are read; the README has the same. */
export const addHelp = `
A register or look-up is dated by the month in the file's name, and the newest is in use.
Of supplier lists the one added last is in use.

A supplier list is a CSV file with a header. Columns are found by their header:
  who    Supplier name, Supplier number (or both; a number is looked up first)
  where  Postcode, or Place code (an ONS code such as E08000034)
  where  Delivery site: a postcode or an ONS code, for the definition delivery-site
  when   Date checked (optional)
Each row needs one column of who and one of where. Rows that disagree about a supplier all count.

A register of organisations comes as it is published, as CSV, JSON, zip or gz:
  companies  BasicCompanyData of Companies House, as one file or all of its parts
  charities  publicextract.charity of the Charity Commission, with publicextract.charity_other_names
  register   any CSV with a name and an identifier (an org-id, or a scheme and a number)
It is dated by itself, by the month in its name or by --date. Read docs/guide/registers.md first.
`;
