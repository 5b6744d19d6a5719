import type { AskedEntries } from '../../../actions/audit/auditPage.ts';
import { parsePersonId } from '../../../domain/organisations/index.ts';
import {
  accept,
  type Decision,
  type LocalDate,
  localDateFrom,
  type Refusal,
  refuse,
} from '../../../domain/values/index.ts';
import { actionGroups } from './actionWords.ts';

/** What an address asks of the audit page: the filter, its texts as they were typed, and where the page begins. */
export interface AuditQuery {
  readonly asked: AskedEntries;
  readonly before: number | null;
}

/** The fields of the filter, in the order of the form. */
export const filterFields = ['person', 'group', 'outcome', 'from', 'to', 'record'] as const;
export type FilterField = (typeof filterFields)[number];
export type FilterTexts = Readonly<Record<FilterField, string>>;

const longestRecord = 100;

/** What stands in the fields of the filter. */
export function filterTexts(query: URLSearchParams): FilterTexts {
  const text = (field: FilterField) => (query.get(field) ?? '').trim().slice(0, 200);
  return {
    ...{ person: text('person'), group: text('group'), outcome: text('outcome') },
    ...{ from: text('from'), to: text('to'), record: text('record') },
  };
}

/** A day as people here write it, `23/11/2026` or `23 11 2026`, or as `2026-11-23`; undefined for what is none. */
export function dayFrom(text: string): LocalDate | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (year !== undefined) return localDateFrom(Number(year), Number(month), Number(day));
  const [, first, second, third] = /^(\d{1,2})[/. -]+(\d{1,2})[/. -]+(\d{4})$/.exec(text) ?? [];
  return localDateFrom(Number(third), Number(second), Number(first));
}

function dayOf(field: 'from' | 'to', text: string): Decision<LocalDate | null> {
  if (text === '') return accept(null);
  const day = dayFrom(text);
  return day === undefined
    ? refuse(
        `audit:${field}`,
        `Enter a ${field === 'from' ? 'first' : 'last'} day that exists, like 23/11/2026.`,
      )
    : accept(day);
}

const wrongChoice: Readonly<Record<FilterField, string>> = {
  person: 'Choose a person from the list.',
  group: 'Choose what it was about from the list.',
  outcome: 'Choose an outcome from the list.',
  from: 'Enter a first day.',
  to: 'Enter a last day.',
  record: `Enter the id of a record, of at most ${longestRecord} characters.`,
};

function chosen<T extends string>(
  field: FilterField,
  text: string,
  read: (text: string) => T | undefined,
): Decision<T | null> {
  if (text === '') return accept(null);
  const value = read(text);
  return value === undefined ? refuse(`audit:${field}`, wrongChoice[field]) : accept(value);
}

function outcomeFrom(text: string): 'done' | 'refused' | undefined {
  return text === 'done' || text === 'refused' ? text : undefined;
}

function groupFrom(text: string): string | undefined {
  return actionGroups.some(({ id }) => id === text) ? `${text}.` : undefined;
}

function recordFrom(text: string): string | undefined {
  return text.length <= longestRecord ? text : undefined;
}

/** Where a page begins: `before` names the number of an entry. */
function beforeFrom(text: string | null): Decision<number | null> {
  if (text === null) return accept(null);
  return /^[1-9]\d{0,14}$/.test(text)
    ? accept(Number(text))
    : refuse('audit:before', 'There is no such page. Begin with the newest entries.');
}

/** Reads the address of the audit page; refused by field. */
export function auditQuery(query: URLSearchParams): Decision<AuditQuery> {
  const texts = filterTexts(query);
  const read = {
    person: chosen('person', texts.person, parsePersonId),
    action: chosen('group', texts.group, groupFrom),
    outcome: chosen('outcome', texts.outcome, outcomeFrom),
    from: dayOf('from', texts.from),
    to: dayOf('to', texts.to),
    subject: chosen('record', texts.record, recordFrom),
    before: beforeFrom(query.get('before')),
  };
  const { person, action, outcome, from, to, subject, before } = read;
  if (person.ok && action.ok && outcome.ok && from.ok && to.ok && subject.ok && before.ok) {
    if (from.value !== null && to.value !== null && from.value > to.value) {
      return refuse('audit:to', 'The last day comes before the first. Change one of them.');
    }
    const asked = {
      ...{ person: person.value, action: action.value, outcome: outcome.value },
      ...{ subject: subject.value, from: from.value, to: to.value },
    };
    return accept({ asked, before: before.value });
  }
  const refusals: readonly Refusal[] = Object.values(read).flatMap((one) => (one.ok ? [] : one.refusals));
  return { ok: false, refusals };
}

/** The address of the page or file with a filter; fields that are empty are left out. */
export function auditHref(path: string, texts: FilterTexts, before: number | null = null): string {
  const query = new URLSearchParams();
  for (const field of filterFields) if (texts[field] !== '') query.set(field, texts[field]);
  if (before !== null) query.set('before', String(before));
  return query.size === 0 ? path : `${path}?${query}`;
}
