import type { KnownSet } from '../../../actions/measures/types.ts';
import { type MissingInSet, missingIn, type SaidToComplete } from '../../../domain/measures/index.ts';
import { type LocalDate, localDateFrom, type Refusal } from '../../../domain/values/index.ts';
import { setHref } from './setWords.ts';

/** The form that publishes, as it was typed. */
export interface TypedToPublish extends SaidToComplete {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** What was typed in the form. */
export function typedIn(form: URLSearchParams): TypedToPublish {
  const of = (field: string) => (form.get(field) ?? '').trim();
  return {
    ...{ day: of('inForce-day'), month: of('inForce-month'), year: of('inForce-year') },
    ...{ priceYear: of('priceYear'), staffRate: of('staffRate'), expertRate: of('expertRate') },
    rateSource: of('rateSource'),
  };
}

/** The day that was typed; undefined where it is none. */
export function dayOf({ day, month, year }: TypedToPublish): LocalDate | undefined {
  const digits = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return digits ? localDateFrom(Number(year), Number(month), Number(day)) : undefined;
}

/** What is said where the day is none. */
export const noDay: Refusal = {
  code: 'inForce',
  sentence: 'Enter the first day on which it is in force, for example 1 4 2027.',
};

interface TextField {
  readonly id: keyof SaidToComplete;
  readonly label: string;
  readonly hint: string;
  readonly classes: string;
}

const yearField: TextField = {
  ...{ id: 'priceYear', label: 'Year of the prices', classes: 'govuk-input--width-5' },
  hint: 'For values that have no year of their own. For example 2024 or 2024/25.',
};

const rateFields: readonly TextField[] = [
  {
    ...{ id: 'staffRate', label: 'What an hour of staff counts, in pounds', classes: 'govuk-input--width-5' },
    hint: 'Some measures count the time of staff. For example 12.71.',
  },
  {
    ...{
      id: 'expertRate',
      label: 'What an hour of an expert counts, in pounds',
      classes: 'govuk-input--width-5',
    },
    hint: 'The same as an hour of staff, if the list makes no difference.',
  },
  { id: 'rateSource', label: 'Where these rates come from', hint: '', classes: '' },
];

function fieldsFor(missing: MissingInSet): readonly TextField[] {
  return [
    ...(missing.priceYear || missing.hourRates ? [yearField] : []),
    ...(missing.hourRates ? rateFields : []),
  ];
}

function typedDayOf(inForceFrom: LocalDate | null) {
  const [year = '', month = '', day = ''] = inForceFrom?.split('-') ?? [];
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year };
}

/** Why a draft was not published, with links to the fields it is about. */
export function publishErrors(refusals: readonly Refusal[]) {
  const known = [yearField, ...rateFields].map(({ id }) => id);
  return refusals.map(({ code, sentence }) => {
    if (code === noDay.code) return { text: sentence, href: '#inForce-day' };
    return known.some((id) => id === code) ? { text: sentence, href: `#${code}` } : { text: sentence };
  });
}

/** The form that publishes a draft; null for a version that is no draft. */
export function publishView(
  { ref, set, stored }: KnownSet,
  typed: TypedToPublish | null,
  refusals: readonly Refusal[],
) {
  if (set.status !== 'draft' || stored === null) return null;
  const about = (id: string) => refusals.find(({ code }) => code === id)?.sentence ?? null;
  const day = typed ?? typedDayOf(set.inForceFrom);
  const dayError = about(noDay.code);
  return {
    ...{ action: setHref(ref, '/publish'), edits: stored.edits, dayError },
    parts: (['day', 'month', 'year'] as const).map((name) => ({
      ...{ name, value: day[name], label: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}` },
      classes: `govuk-input--width-${name === 'year' ? 4 : 2}${dayError === null ? '' : ' govuk-input--error'}`,
    })),
    fields: fieldsFor(missingIn(set)).map((field) => ({
      ...{ ...field, value: typed?.[field.id] ?? '', error: about(field.id) },
    })),
  };
}
