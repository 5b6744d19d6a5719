import {
  companyIdentifier,
  type EntityKind,
  type EntityStatus,
  type OtherName,
} from '../../domain/suppliers/index.ts';
import { postcodeOf, readDay, textOrNull, tidyText } from './cells.ts';
import type { CompanyWords } from './companyWords.ts';
import { cellsBy, dayOrNote, type EntityOf, isName } from './mapping.ts';
import type { Notes } from './notes.ts';

const mostNames = 10;
const mostActivities = 4;
const numbered = (stem: string, most: number) =>
  Array.from({ length: most }, (_, index) => `${stem}${index + 1}`);

const previousNames = numbered('previousname_', mostNames).map((stem) => ({
  name: `${stem}.companyname`,
  changed: `${stem}.condate`,
}));
const activityColumns = numbered('siccode.sictext_', mostActivities);

/** Columns without which the file is not the register, or its layout has changed. As in the file, but for spaces. */
const needed = [
  'CompanyName',
  'CompanyNumber',
  'RegAddress.PostTown',
  'RegAddress.PostCode',
  'CompanyCategory',
  'CompanyStatus',
  'DissolutionDate',
  'IncorporationDate',
  'Accounts.NextDueDate',
  'Accounts.AccountCategory',
  'SICCode.SicText_1',
];
const columns: ReadonlySet<string> = new Set([
  ...needed.map((name) => name.toLowerCase()),
  ...activityColumns,
  ...previousNames.flatMap(({ name, changed }) => [name, changed]),
]);

/** Whether the register of companies is read for this column. */
export function isCompanyColumn(column: string): boolean {
  return columns.has(column);
}

/** Whether a header is that of BasicCompanyData. */
export function isCompanyHeader(header: readonly string[]): boolean {
  return ['companyname', 'companynumber', 'companycategory'].every((name) => header.includes(name));
}

/** Columns that a header of the register should have and has not. */
export function missingCompanyColumns(header: readonly string[]): readonly string[] {
  return needed.filter((name) => !header.includes(name.toLowerCase()));
}

/** A community interest company may carry the category of its form, and no other company may carry the name. */
const interestName =
  /(^| )(C\.?I\.?C\.?|C\.?B\.?C\.?|COMMUNITY INTEREST COMPANY|COMMUNITY INTEREST P\.?L\.?C\.?)$/i;

function kindOf(category: string, name: string, words: CompanyWords, notes: Notes): EntityKind {
  const kind = words.kinds.get(category.toLowerCase());
  if (kind === undefined) {
    notes.add('a company category that we do not know is read as "other"', category);
    return 'other';
  }
  return kind === 'company' && interestName.test(name) ? 'community interest company' : kind;
}

interface StatusCells {
  readonly status: string;
  readonly accounts: string | null;
  readonly ended: string | null;
}

function statusOf({ status, accounts, ended }: StatusCells, words: CompanyWords, notes: Notes): EntityStatus {
  const means = words.statuses.get(status.toLowerCase());
  if (means === undefined && status !== '') {
    notes.add('a company status that we do not know is read as "not stated"', status);
  }
  if (means === undefined) return status === '' && ended !== null ? 'closed' : 'not stated';
  return means === 'active' && accounts?.toUpperCase() === 'DORMANT' ? 'dormant' : means;
}

/** Reads records of BasicCompanyData with one header. */
export function companyMapper(header: readonly string[], words: CompanyWords, notes: Notes): EntityOf {
  const cell = cellsBy(header);
  const namesOf = (record: readonly string[]): readonly OtherName[] =>
    previousNames.flatMap(({ name, changed }) => {
      const text = cell(record, name);
      if (text === '') return [];
      const day = readDay(cell(record, changed));
      return [{ name: tidyText(text), kind: 'previous' as const, until: day === 'unreadable' ? null : day }];
    });
  const activitiesOf = (record: readonly string[]): readonly string[] =>
    activityColumns
      .map((column) => tidyText(cell(record, column)))
      .filter((text) => text !== '' && !/^none supplied$/i.test(text));
  return (record) => {
    const name = tidyText(cell(record, 'companyname'));
    if (!isName(name, notes)) return null;
    const identifier = companyIdentifier(cell(record, 'companynumber'));
    if (identifier === undefined) {
      notes.add('left out, because the company number is none', cell(record, 'companynumber'));
      return null;
    }
    const category = tidyText(cell(record, 'companycategory'));
    const status = tidyText(cell(record, 'companystatus'));
    const accounts = textOrNull(cell(record, 'accounts.accountcategory'));
    const ended = dayOrNote(cell(record, 'dissolutiondate'), notes);
    return {
      identifier,
      name,
      otherNames: namesOf(record),
      kind: kindOf(category, name, words, notes),
      category,
      status: statusOf({ status, accounts, ended }, words, notes),
      statusWords: status,
      started: dayOrNote(cell(record, 'incorporationdate'), notes),
      ended,
      postcode: postcodeOf(cell(record, 'regaddress.postcode')),
      town: textOrNull(cell(record, 'regaddress.posttown')),
      activities: activitiesOf(record),
      accounts,
      accountsDue: dayOrNote(cell(record, 'accounts.nextduedate'), notes),
      income: null,
      alsoKnownAs: [],
    };
  };
}
