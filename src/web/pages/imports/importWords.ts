import type { Batch, BatchState, Import, ImportState } from '../../../domain/spend/imports/types.ts';
import type { Role } from '../../../domain/spend/mapping/index.ts';
import { formatMoment, type Instant, millisecondsOf } from '../../../domain/values/index.ts';
import { countOf, wordsFor } from '../../components/words.ts';
import type { Tag } from '../spend/filesView.ts';

/** An error beside a field and in the summary above the page. */
export interface FormError {
  /** The id of the field the summary leads to. */
  readonly field: string;
  readonly text: string;
}

/** What the Design System's error summary takes. */
export interface ErrorItem {
  readonly text: string;
  readonly href: string;
}

const longestListedName = 120;

/** `3 November 2026 at 14:05`, by the clocks in London. */
export function momentText(at: Instant): string {
  return formatMoment(millisecondsOf(at));
}

/** `less than a minute ago`, `12 minutes ago`, `3 hours ago`: coarse, so that a page that follows rarely changes. */
export function agoText(startedMilliseconds: number, now: Instant): string {
  const minutes = Math.floor(Math.max(0, millisecondsOf(now) - startedMilliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes < 60
    ? `${countOf(minutes, 'minute')} ago`
    : `${countOf(Math.floor(minutes / 60), 'hour')} ago`;
}

/** A name cut in the middle where it is too long for a sentence; its ending stays. */
export function shortName(name: string): string {
  const letters = [...name];
  if (letters.length <= longestListedName) return name;
  return `${letters.slice(0, 80).join('')}…${letters.slice(-36).join('')}`;
}

/** `april.csv`, `april.csv and may.csv`, `april.csv, may.csv and 38 more`. */
export function namesText(names: readonly string[]): string {
  const [first = '', second = '', ...others] = names.map(shortName);
  if (names.length <= 1) return first;
  if (others.length === 0) return `${first} and ${second}`;
  return others.length === 1
    ? `${first}, ${second} and ${others.join('')}`
    : `${first}, ${second} and ${others.length} more`;
}

/** What else happens when files are taken out: what they replaced counts again. Null where they replaced nothing. */
export function againText(again: readonly Pick<Batch, 'name'>[]): string | null {
  if (again.length === 0) return null;
  const names = namesText(again.map(({ name }) => name));
  return `${names}, which ${again.length === 1 ? 'was' : 'were'} replaced, ${again.length === 1 ? 'counts' : 'count'} again.`;
}

/** What an import is called in lists and headings: its files. */
export function importName({ files }: Pick<Import, 'files'>): string {
  return namesText(files.map(({ name }) => name)) || 'Files on their way';
}

/**
 * A sentence of a report without the advice for a command line that can stand in it: pages have buttons for that. The
 * whole text where nothing else is left.
 */
export function withoutCommands(text: string): string {
  const sentences = text.split(/(?<=\.) +(?=[A-Z])/);
  return sentences.filter((sentence) => !/(?:^|\s)--[a-z]/.test(sentence)).join(' ') || text;
}

const batchTags: Readonly<Record<BatchState, Tag>> = {
  current: { text: 'Counted', classes: 'govuk-tag--green' },
  undone: { text: 'Taken out', classes: 'govuk-tag--grey' },
  superseded: { text: 'Replaced', classes: 'govuk-tag--grey' },
};

/** Whether a batch is in the figures. */
export function batchTag(state: BatchState): Tag {
  return batchTags[state];
}

const importTags: Readonly<Record<ImportState, Tag>> = {
  receiving: { text: 'Uploading', classes: 'govuk-tag--blue' },
  reading: { text: 'Being read', classes: 'govuk-tag--blue' },
  waiting: { text: 'Waits for you', classes: 'govuk-tag--yellow' },
  importing: { text: 'Being added', classes: 'govuk-tag--blue' },
  imported: { text: 'Added', classes: 'govuk-tag--green' },
  cancelled: { text: 'Cancelled', classes: 'govuk-tag--grey' },
  stopped: { text: 'Stopped', classes: 'govuk-tag--red' },
};

/** Where an import stands. */
export function importTag(state: ImportState): Tag {
  return importTags[state];
}

/** What a column can be, in words for lists and menus. The amount is a choice of its own. */
export const columnWords: Readonly<Record<Role, string>> = {
  date: 'Payment date',
  netAmount: 'Amount without VAT',
  grossAmount: 'Amount with VAT',
  amount: 'Amount',
  vat: 'VAT',
  supplier: 'Supplier name',
  supplierNumber: 'Supplier number',
  companyNumber: 'Company number',
  charityNumber: 'Charity number',
  postcode: 'Supplier postcode',
  body: 'Body that pays',
  category: 'Category',
  categoryCode: 'Category code',
  department: 'Department',
  purpose: 'Purpose',
  documentNumber: 'Document number',
  debitCredit: 'Debit or credit mark',
};

const notices: Readonly<Record<string, string>> = {
  owner: 'Saved. The pages now use what you told us.',
  answered: 'We read the files again with your answers. Check the totals, then confirm.',
  saved: 'Your choice was saved.',
  'taken-out': 'The file was taken out of the figures.',
  'taken-out-for': 'The file was taken out of the figures. What it had replaced counts again.',
  'brought-back': 'The file counts in the figures again.',
  'import-taken-out': 'Everything this import added was taken out of the figures.',
  'import-taken-out-for':
    'Everything this import added was taken out of the figures. What it had replaced counts again.',
  'import-brought-back': 'What this import added counts in the figures again.',
};
export type Notice =
  | 'owner'
  | 'answered'
  | 'saved'
  | 'taken-out'
  | 'taken-out-for'
  | 'brought-back'
  | 'import-taken-out'
  | 'import-taken-out-for'
  | 'import-brought-back';

/** What a page says on top after something was done: `?done=taken-out`. Null for anything else in the address. */
export function noticeOf(query: URLSearchParams): string | null {
  return wordsFor(notices, query.get('done'));
}

/** The address of a page that says what was done. */
export function withNotice(path: string, notice: Notice): string {
  return `${path}${path.includes('?') ? '&' : '?'}done=${notice}`;
}

/** The errors of a form as the summary lists them. */
export function errorItems(errors: readonly FormError[]): readonly ErrorItem[] {
  return errors.map(({ field, text }) => ({ text, href: `#${field}` }));
}
