import type { KnownSet } from '../../../actions/measures/types.ts';
import { type LocalDate, localDateFrom, type Refusal } from '../../../domain/values/index.ts';
import { setHref } from './setWords.ts';

/** The day as it was typed, in three fields. */
export interface TypedDay {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const noDay: TypedDay = { day: '', month: '', year: '' };

/** The day of the form as it was typed. */
export function typedDay(form: URLSearchParams): TypedDay {
  const of = (part: string) => (form.get(`inForce-${part}`) ?? '').trim();
  return { day: of('day'), month: of('month'), year: of('year') };
}

/** The day that was typed; undefined where it is none. */
export function dayOf({ day, month, year }: TypedDay): LocalDate | undefined {
  const digits = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return digits ? localDateFrom(Number(year), Number(month), Number(day)) : undefined;
}

/** Why a draft was not published: its day, or what is wrong in it. */
export interface PublishErrors {
  readonly day: string | null;
  readonly others: readonly Refusal[];
}

/** Nothing was refused yet. */
export const noErrors: PublishErrors = { day: null, others: [] };

/** The form that publishes a draft; null for a version that is no draft. */
export function publishView({ ref, set, stored }: KnownSet, typed: TypedDay | null, errors: PublishErrors) {
  if (set.status !== 'draft' || stored === null) return null;
  const known = set.inForceFrom?.split('-').map((part) => String(Number(part))) ?? [];
  const [year = '', month = '', day = ''] = known;
  const value = typed ?? (set.inForceFrom === null ? noDay : { day, month, year });
  return {
    ...{ action: setHref(ref, '/publish'), edits: stored.edits, dayError: errors.day },
    parts: (['day', 'month', 'year'] as const).map((name) => ({
      ...{ name, value: value[name], label: `${name[0]?.toUpperCase()}${name.slice(1)}` },
      classes: `govuk-input--width-${name === 'year' ? 4 : 2}${errors.day === null ? '' : ' govuk-input--error'}`,
    })),
  };
}
