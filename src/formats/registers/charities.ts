import {
  charityIdentifier,
  companyIdentifier,
  type EntityStatus,
  type OtherName,
  type OtherNameKind,
} from '../../domain/suppliers/index.ts';
import { isYes, postcodeOf, poundsOf, textOrNull, tidyText } from './cells.ts';
import { columnsIn, dayReader, type EntityOf, isName, longestName } from './mapping.ts';
import type { Notes } from './notes.ts';

const needed = [
  'registered_charity_number',
  'linked_charity_number',
  'charity_name',
  'charity_registration_status',
  'date_of_registration',
  'date_of_removal',
  'charity_contact_postcode',
];
const columns: ReadonlySet<string> = new Set([
  ...needed,
  'date_of_extract',
  'charity_type',
  'latest_income',
  'charity_company_registration_number',
  'charity_insolvent',
  'charity_in_administration',
  'cio_is_dissolved',
  'charity_activities',
]);
const nameColumns: ReadonlySet<string> = new Set([
  'registered_charity_number',
  'linked_charity_number',
  'charity_name_type',
  'charity_name',
]);

/** The other names of charities, by number and number of the linked charity. */
export type CharityNames = ReadonlyMap<string, readonly OtherName[]>;

/** Whether the register of charities is read for this column. */
export function isCharityColumn(column: string): boolean {
  return columns.has(column);
}

/** Whether the table of other names is read for this column. */
export function isCharityNameColumn(column: string): boolean {
  return nameColumns.has(column);
}

/** Whether a header is that of the main table of the extract. */
export function isCharityHeader(header: readonly string[]): boolean {
  return header.includes('registered_charity_number') && header.includes('charity_registration_status');
}

/** Whether a header is that of the table of other names. */
export function isCharityNamesHeader(header: readonly string[]): boolean {
  return header.includes('registered_charity_number') && header.includes('charity_name_type');
}

/** Whether a header is that of another table of the extract, which is not read: of trustees, for example. */
export function isOtherCharityHeader(header: readonly string[]): boolean {
  return header.includes('registered_charity_number') && header.includes('organisation_number');
}

/** Columns that the main table should have and has not. */
export function missingCharityColumns(header: readonly string[]): readonly string[] {
  return needed.filter((name) => !header.includes(name));
}

function linkedNumber(cell: string): string {
  const text = cell.trim();
  return text === '' ? '0' : text;
}

function nameKind(words: string): OtherNameKind {
  if (/previous|former/i.test(words)) return 'previous';
  return /working|trading|known/i.test(words) ? 'trading' : 'other';
}

/** Takes the records of the table of other names in, with one header. */
export function charityNamesInto(names: Map<string, OtherName[]>, header: readonly string[]) {
  const column = columnsIn(header);
  const cells = {
    name: column('charity_name'),
    number: column('registered_charity_number'),
    linked: column('linked_charity_number'),
    kind: column('charity_name_type'),
  };
  return (record: readonly string[]): void => {
    const name = tidyText(cells.name(record));
    if (name === '' || name.length > longestName) return;
    const key = `${cells.number(record).trim()}/${linkedNumber(cells.linked(record))}`;
    const other = { name, kind: nameKind(cells.kind(record)), until: null };
    const known = names.get(key);
    if (known) known.push(other);
    else names.set(key, [other]);
  };
}

interface StatusCells {
  readonly status: string;
  readonly isInsolvent: boolean;
  readonly isInAdministration: boolean;
  readonly isToBeDissolved: boolean;
}

function statusOf(cells: StatusCells): { readonly status: EntityStatus; readonly words: string } {
  const said = [
    cells.status,
    cells.isInsolvent ? 'insolvent' : '',
    cells.isInAdministration ? 'in administration' : '',
    cells.isToBeDissolved ? 'to be dissolved' : '',
  ].filter((words) => words !== '');
  const words = said.join(', ');
  if (/^removed$/i.test(cells.status)) return { status: 'closed', words };
  if (!/^registered$/i.test(cells.status)) return { status: 'not stated', words };
  return { status: said.length > 1 ? 'closing' : 'active', words };
}

/** The number of a charity as a company, as an org-id. */
function companyOf(number: string, notes: Notes): readonly string[] {
  if (number === '') return [];
  const identifier = companyIdentifier(number);
  if (identifier === undefined) notes.add('the number of the charity as a company is none', number);
  return identifier === undefined ? [] : [identifier];
}

/** Reads records of the main table of the extract with one header. */
export function charityMapper(header: readonly string[], names: CharityNames, notes: Notes): EntityOf {
  const column = columnsIn(header);
  const day = dayReader(notes);
  const cells = {
    name: column('charity_name'),
    number: column('registered_charity_number'),
    linked: column('linked_charity_number'),
    company: column('charity_company_registration_number'),
    status: column('charity_registration_status'),
    insolvent: column('charity_insolvent'),
    administration: column('charity_in_administration'),
    dissolved: column('cio_is_dissolved'),
    activities: column('charity_activities'),
    type: column('charity_type'),
    started: column('date_of_registration'),
    ended: column('date_of_removal'),
    postcode: column('charity_contact_postcode'),
    income: column('latest_income'),
  };
  return (record) => {
    const name = tidyText(cells.name(record));
    if (!isName(name, notes)) return null;
    const number = cells.number(record).trim();
    const linked = linkedNumber(cells.linked(record));
    const identifier = charityIdentifier(linked === '0' ? number : `${number}-${linked}`);
    if (identifier === undefined) {
      notes.add('left out, because the charity number is none', number);
      return null;
    }
    const { status, words } = statusOf({
      status: tidyText(cells.status(record)),
      isInsolvent: isYes(cells.insolvent(record)),
      isInAdministration: isYes(cells.administration(record)),
      isToBeDissolved: isYes(cells.dissolved(record)),
    });
    const activities = textOrNull(cells.activities(record));
    return {
      identifier,
      name,
      otherNames: (names.get(`${number}/${linked}`) ?? []).filter((other) => other.name !== name),
      kind: 'charity',
      category: linked === '0' ? tidyText(cells.type(record)) : 'Linked charity',
      status,
      statusWords: words,
      started: day(cells.started(record)),
      ended: day(cells.ended(record)),
      postcode: postcodeOf(cells.postcode(record)),
      town: null,
      activities: activities === null ? [] : [activities],
      accounts: null,
      accountsDue: null,
      income: poundsOf(cells.income(record)),
      alsoKnownAs: companyOf(cells.company(record).trim(), notes),
    };
  };
}
