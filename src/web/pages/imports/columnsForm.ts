import type { TableReading } from '../../../domain/spend/imports/types.ts';
import { columnReference, type Profile, type Role, roles } from '../../../domain/spend/mapping/index.ts';
import { columnWords, type FormError } from './importWords.ts';
import { cutText } from './tableView.ts';

export const columnsPerPage = 50;
const amountRoles: readonly (Role | null)[] = ['amount', 'netAmount', 'grossAmount'];
const meanings: readonly Role[] = roles.filter((role) => !amountRoles.includes(role));
const amountMeaning = 'sum';

export interface ColumnField {
  readonly field: string;
  readonly name: string;
  readonly examples: string;
  readonly value: string;
  readonly error: string | null;
}

export interface RadioView {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
}

export interface ColumnsView {
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly columns: readonly ColumnField[];
  readonly basis: readonly RadioView[];
  readonly order: readonly RadioView[];
  /** Null where no column holds marks of debit and credit. */
  readonly credit: string | null;
  readonly lastLine: readonly RadioView[] | null;
  readonly errors: Readonly<Record<string, string>>;
}

/** The form as it was sent, or null before that. */
export type SentForm = { readonly form: URLSearchParams; readonly errors: readonly FormError[] } | null;

/** What the menu of a column shows for its role. */
function meaningOf(role: Role | null): string {
  if (role === null) return '';
  return amountRoles.includes(role) ? amountMeaning : role;
}

function currentProfile(table: TableReading, saved: Profile | undefined): Profile {
  return { ...table.profile, ...saved };
}

function fieldOf(index: number): string {
  return `column-${index + 1}`;
}

function examplesOf(index: number, { firstLines }: TableReading): string {
  const values = firstLines.map(({ cells }) => (cells[index] ?? '').trim()).filter((text) => text !== '');
  return [...new Set(values)]
    .slice(0, 2)
    .map((text) => cutText(text, 40))
    .join(', ');
}

function radios(
  choices: readonly (readonly [string, string])[],
  chosen: string | undefined,
): readonly RadioView[] {
  return choices.map(([value, text]) => ({ value, text, checked: value === chosen }));
}

const basisChoices = [
  ['net', 'Without VAT'],
  ['gross', 'With VAT'],
  ['not stated', 'The file does not say'],
] as const;
const orderChoices = [
  ['dmy', 'Day first, as in 31/12/2026'],
  ['mdy', 'Month first, as in 12/31/2026'],
] as const;
const lastLineChoices = [
  ['total', 'A total, which is left out'],
  ['payment', 'A payment, which counts'],
] as const;

function columnField(table: TableReading, index: number, sent: SentForm): ColumnField {
  const field = fieldOf(index);
  const { name = '', role = null } = table.columns[index] ?? {};
  return {
    field,
    name: name === '' ? `Column ${index + 1}, no heading` : name,
    examples: examplesOf(index, table),
    value: sent?.form.get(field) ?? meaningOf(role),
    error: sent?.errors.find((error) => error.field === field)?.text ?? null,
  };
}

/** The form that changes what the columns of a table mean: some of the columns, and how amounts and dates are written. */
export function columnsView(
  table: TableReading,
  saved: Profile | undefined,
  { from, to }: { readonly from: number; readonly to: number },
  sent: SentForm,
): ColumnsView {
  const profile = currentProfile(table, saved);
  const chosen = (field: string, current: string | undefined) => sent?.form.get(field) ?? current;
  const marks = table.columns.some(({ role }) => role === 'debitCredit');
  const mark = profile.creditIndicator === 'none' ? '' : profile.creditIndicator;
  return {
    options: [
      { value: '', text: 'Not used' },
      { value: amountMeaning, text: 'Amount that is added up' },
      ...meanings.map((role) => ({ value: role, text: columnWords[role] })),
    ],
    columns: table.columns.map((_, index) => columnField(table, index, sent)).slice(from, to),
    basis: radios(basisChoices, chosen('basis', profile.amountBasis)),
    order: radios(orderChoices, chosen('order', profile.dateOrder)),
    credit: marks || mark ? (chosen('credit', mark) ?? '') : null,
    lastLine: profile.lastLine ? radios(lastLineChoices, chosen('last-line', profile.lastLine)) : null,
    errors: Object.fromEntries((sent?.errors ?? []).map(({ field, text }) => [field, text])),
  };
}

interface Column {
  readonly index: number;
  readonly reference: string;
  readonly before: string;
  readonly now: string;
}

function columnsOf(table: TableReading, form: URLSearchParams): readonly Column[] {
  const names = table.columns.map(({ name }) => name);
  return table.columns.map(({ role }, index) => {
    const before = meaningOf(role);
    const now = form.get(fieldOf(index)) ?? before;
    return { index, reference: columnReference(names, index), before, now };
  });
}

function isMeaning(value: string): value is Role {
  return meanings.some((role) => role === value);
}

function wordsOf(meaning: string): string {
  return isMeaning(meaning)
    ? columnWords[meaning].toLowerCase().replace('vat', 'VAT')
    : 'amount that is added up';
}

function meaningErrors(columns: readonly Column[]): readonly FormError[] {
  const unknown = columns
    .filter(({ now }) => now !== '' && now !== amountMeaning && !isMeaning(now))
    .map(({ index }) => ({ field: fieldOf(index), text: 'Choose what this column means from the list' }));
  const twice = columns.flatMap(({ index, now, reference }) => {
    const first = columns.find((other) => now !== '' && other.now === now);
    if (first === undefined || first.index === index) return [];
    const text = `“${first.reference}” and “${reference}” cannot both be the ${wordsOf(now)}. Choose one of them`;
    return [{ field: fieldOf(index), text }];
  });
  return [...unknown, ...twice];
}

function amountErrors(columns: readonly Column[], form: URLSearchParams): readonly FormError[] {
  const sent = columns.filter(({ index }) => form.has(fieldOf(index)));
  const [first] = [
    ...sent.filter(({ before }) => before === amountMeaning),
    ...sent.filter(({ now }) => now === ''),
    ...sent,
  ];
  const none = !columns.some(({ now }) => now === amountMeaning);
  const field = fieldOf(first?.index ?? 0);
  const known = basisChoices.some(([value]) => value === form.get('basis'));
  return [
    ...(none ? [{ field, text: 'Choose the column with the amount that is added up' }] : []),
    ...(known ? [] : [{ field: 'basis', text: 'Say whether the amounts are with or without VAT' }]),
  ];
}

function changedRoles(columns: readonly Column[]): Profile['roles'] {
  const changed = columns.filter(({ before, now }) => before !== now && now !== amountMeaning);
  return Object.fromEntries(changed.map(({ reference, now }) => [reference, isMeaning(now) ? now : null]));
}

/** A mark that was cleared means that no mark turns amounts round; one that never was stays open. */
function creditAnswer(form: URLSearchParams, before: Profile): Profile {
  const mark = form.get('credit')?.trim();
  if (mark === undefined || mark === (before.creditIndicator ?? '')) return {};
  if (mark !== '') return { creditIndicator: mark };
  return before.creditIndicator === undefined || before.creditIndicator === 'none'
    ? {}
    : { creditIndicator: 'none' };
}

function writtenAnswers(form: URLSearchParams, before: Profile): Profile {
  const order = orderChoices.find(([value]) => value === form.get('order'))?.[0];
  const lastLine = lastLineChoices.find(([value]) => value === form.get('last-line'))?.[0];
  return {
    ...(order && order !== before.dateOrder ? { dateOrder: order } : {}),
    ...(lastLine && lastLine !== before.lastLine ? { lastLine } : {}),
    ...creditAnswer(form, before),
  };
}

function amountAnswer(columns: readonly Column[], form: URLSearchParams, before: Profile): Profile {
  const column = columns.find(({ now }) => now === amountMeaning);
  const amountBasis = basisChoices.find(([value]) => value === form.get('basis'))?.[0];
  if (!column || !amountBasis) return {};
  if (column.before === amountMeaning && before.amountBasis === amountBasis) return {};
  return { amountColumn: column.reference, amountBasis };
}

/**
 * The form as part of a profile. Only what was changed is in it. Columns that stand on another page of the form keep
 * their meaning.
 */
export function profileFromColumns(
  table: TableReading,
  saved: Profile | undefined,
  form: URLSearchParams,
): { readonly profile: Profile; readonly errors: readonly FormError[] } {
  const columns = columnsOf(table, form);
  const before = currentProfile(table, saved);
  const changed = changedRoles(columns) ?? {};
  return {
    profile: {
      ...amountAnswer(columns, form, before),
      ...writtenAnswers(form, before),
      ...(Object.keys(changed).length > 0 ? { roles: changed } : {}),
    },
    errors: [...meaningErrors(columns), ...amountErrors(columns, form)],
  };
}
