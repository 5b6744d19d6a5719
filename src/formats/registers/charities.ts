import {
  charityIdentifier,
  companyIdentifier,
  type EntityStatus,
  type OtherName,
  type OtherNameKind,
} from '../../domain/suppliers/index.ts';
import { isYes, postcodeOf, poundsOf, textOrNull, tidyText } from './cells.ts';
import { cellsBy, dayOrNote, type EntityOf, isName, longestName } from './mapping.ts';
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
  const cell = cellsBy(header);
  return (record: readonly string[]): void => {
    const name = tidyText(cell(record, 'charity_name'));
    if (name === '' || name.length > longestName) return;
    const number = cell(record, 'registered_charity_number').trim();
    const key = `${number}/${linkedNumber(cell(record, 'linked_charity_number'))}`;
    const other = { name, kind: nameKind(cell(record, 'charity_name_type')), until: null };
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

/** Reads records of the main table of the extract with one header. */
export function charityMapper(header: readonly string[], names: CharityNames, notes: Notes): EntityOf {
  const cell = cellsBy(header);
  const otherIds = (record: readonly string[]): readonly string[] => {
    const number = cell(record, 'charity_company_registration_number').trim();
    if (number === '') return [];
    const identifier = companyIdentifier(number);
    if (identifier === undefined) notes.add('the number of the charity as a company is none', number);
    return identifier === undefined ? [] : [identifier];
  };
  return (record) => {
    const name = tidyText(cell(record, 'charity_name'));
    if (!isName(name, notes)) return null;
    const number = cell(record, 'registered_charity_number').trim();
    const linked = linkedNumber(cell(record, 'linked_charity_number'));
    const identifier = charityIdentifier(linked === '0' ? number : `${number}-${linked}`);
    if (identifier === undefined) {
      notes.add('left out, because the charity number is none', number);
      return null;
    }
    const status = statusOf({
      status: tidyText(cell(record, 'charity_registration_status')),
      isInsolvent: isYes(cell(record, 'charity_insolvent')),
      isInAdministration: isYes(cell(record, 'charity_in_administration')),
      isToBeDissolved: isYes(cell(record, 'cio_is_dissolved')),
    });
    const activities = textOrNull(cell(record, 'charity_activities'));
    return {
      identifier,
      name,
      otherNames: (names.get(`${number}/${linked}`) ?? []).filter((other) => other.name !== name),
      kind: 'charity',
      category: linked === '0' ? tidyText(cell(record, 'charity_type')) : 'Linked charity',
      status: status.status,
      statusWords: status.words,
      started: dayOrNote(cell(record, 'date_of_registration'), notes),
      ended: dayOrNote(cell(record, 'date_of_removal'), notes),
      postcode: postcodeOf(cell(record, 'charity_contact_postcode')),
      town: null,
      activities: activities === null ? [] : [activities],
      accounts: null,
      accountsDue: null,
      income: poundsOf(cell(record, 'latest_income')),
      alsoKnownAs: otherIds(record),
    };
  };
}
