import {
  companyIdentifier,
  type EntityKind,
  type EntityStatus,
  type OtherName,
} from '../../domain/suppliers/index.ts';
import { postcodeOf, textOrNull, tidyText } from './cells.ts';
import type { CompanyWords } from './companyWords.ts';
import { columnsIn, dayReader, type EntityOf, isName } from './mapping.ts';
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

/** What a record says of one organisation under other names and of what it does. */
function listReaders(header: readonly string[], notes: Notes) {
  const column = columnsIn(header);
  const day = dayReader(notes);
  const names = previousNames.map(({ name, changed }) => ({ name: column(name), changed: column(changed) }));
  const activities = activityColumns.map(column);
  return {
    names: (record: readonly string[]): readonly OtherName[] =>
      names.flatMap(({ name, changed }) => {
        const text = name(record);
        if (text === '') return [];
        return [{ name: tidyText(text), kind: 'previous' as const, until: day(changed(record)) }];
      }),
    activities: (record: readonly string[]): readonly string[] =>
      activities
        .map((activity) => tidyText(activity(record)))
        .filter((text) => text !== '' && !/^none supplied$/i.test(text)),
  };
}

/** Reads records of BasicCompanyData with one header. */
export function companyMapper(header: readonly string[], words: CompanyWords, notes: Notes): EntityOf {
  const column = columnsIn(header);
  const day = dayReader(notes);
  const lists = listReaders(header, notes);
  const cells = {
    name: column('companyname'),
    number: column('companynumber'),
    category: column('companycategory'),
    status: column('companystatus'),
    accounts: column('accounts.accountcategory'),
    ended: column('dissolutiondate'),
    started: column('incorporationdate'),
    postcode: column('regaddress.postcode'),
    town: column('regaddress.posttown'),
    accountsDue: column('accounts.nextduedate'),
  };
  return (record) => {
    const name = tidyText(cells.name(record));
    if (!isName(name, notes)) return null;
    const identifier = companyIdentifier(cells.number(record));
    if (identifier === undefined) {
      notes.add('left out, because the company number is none', cells.number(record));
      return null;
    }
    const category = tidyText(cells.category(record));
    const status = tidyText(cells.status(record));
    const accounts = textOrNull(cells.accounts(record));
    const ended = day(cells.ended(record));
    return {
      identifier,
      name,
      otherNames: lists.names(record),
      kind: kindOf(category, name, words, notes),
      category,
      status: statusOf({ status, accounts, ended }, words, notes),
      statusWords: status,
      started: day(cells.started(record)),
      ended,
      postcode: postcodeOf(cells.postcode(record)),
      town: textOrNull(cells.town(record)),
      activities: lists.activities(record),
      accounts,
      accountsDue: day(cells.accountsDue(record)),
      income: null,
      alsoKnownAs: [],
    };
  };
}
