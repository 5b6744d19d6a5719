import { columnText, queryOf } from '../../../domain/spend/explore/filterQuery.ts';
import { type SpendFilter, whereabouts } from '../../../domain/spend/explore/types.ts';
import { address, type FilterChange, type Pairs, slicesAddress } from './addresses.ts';
import { columnWords, quarterText, whereText, yearText } from './filterWords.ts';
import type { Visit } from './visit.ts';

interface Item {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

export type FilterField =
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly label: string;
      readonly items: readonly Item[];
    }
  /** Too many to list: kept as it is, and chosen on a page of its own. */
  | {
      readonly kind: 'link';
      readonly name: string;
      readonly value: string | null;
      readonly text: string;
      readonly href: string;
    };

export interface FilterForm {
  readonly action: string;
  readonly fields: readonly FilterField[];
  readonly searchLabel: string;
  readonly search: string;
  readonly hidden: Pairs;
  /** What is set, each with the address without it. */
  readonly set: readonly { readonly text: string; readonly href: string; readonly what: string }[];
  readonly clearHref: string | null;
}

const mostChoices = 150;
const mostLetters = 8_000;
const columns = [
  ['body', 'Body', 'bodies', 'All bodies'],
  ['department', 'Department', 'departments', 'All departments'],
  ['category', 'Category', 'categories', 'All categories'],
] as const;
type Column = (typeof columns)[number];

function select(
  name: string,
  label: string,
  items: readonly (readonly [string, string])[],
  chosen: string,
): FilterField {
  return {
    kind: 'select',
    name,
    label,
    items: items.map(([value, text]) => ({ value, text, selected: value === chosen })),
  };
}

function columnField({ choices, filter }: Visit, [name, label, plural, all]: Column): readonly FilterField[] {
  const values = choices[plural];
  if (values.length < 2) return [];
  const chosen = filter[name];
  if (values.length > mostChoices || values.join('').length > mostLetters) {
    const year = filter.year ?? choices.years.findLast((one) => one !== 'undated') ?? 'undated';
    const href = slicesAddress(name, filter, { [name]: null, year });
    const value = chosen === null ? null : columnText(chosen);
    return [{ kind: 'link', name, value, text: `Choose one of ${values.length} ${plural}`, href }];
  }
  const items = values.map((value) => [columnText(value), columnWords(value, name)] as const);
  return [select(name, label, [['', all], ...items], chosen === null ? '' : columnText(chosen))];
}

function fieldsOf(visit: Visit, without: readonly string[]): readonly FilterField[] {
  const { choices, filter, ring } = visit;
  const names = choices.definitions.map((one) => [one.id, one.name] as const);
  const years = choices.years.map((year) => [year, yearText(year)] as const);
  const quarters = ([1, 2, 3, 4] as const).map((one) => [String(one), quarterText(one)] as const);
  const rings = choices.rings.map((one) => [one.id, one.name] as const);
  const where = whereabouts.map((one) => [one, whereText(one, ring)] as const);
  const yearNeeded = without.includes('all years');
  const all: readonly FilterField[] = [
    select('definition', 'Definition of local', names, filter.definition),
    select('year', 'Financial year', yearNeeded ? years : [['', 'All years'], ...years], filter.year ?? ''),
    select('quarter', 'Quarter', [['', 'All quarters'], ...quarters], String(filter.quarter ?? '')),
    ...columns.flatMap((column) => columnField(visit, column)),
    select('ring', 'Place', rings, ring.id),
    select('where', 'Where the money went', [['', 'Anywhere'], ...where], filter.where ?? ''),
  ];
  return all.filter((field) => !without.includes(field.name));
}

function setOf(visit: Visit, path: string, search: string | null): FilterForm['set'] {
  const { filter, ring } = visit;
  const without = (change: FilterChange, kept = search): string =>
    address(path, [
      ...queryOf({ ...filter, ...change }).filter(([name]) => name !== 'payee'),
      ...(kept === null ? [] : [['search', kept] as const]),
    ]);
  const column = ([name, label]: Column) => {
    const value = filter[name];
    if (value === null) return [];
    const text = value === '' ? columnWords(value, name) : `${label}: ${value}`;
    return [{ text, href: without({ [name]: null }), what: label.toLowerCase() }];
  };
  const one = (text: string | null, change: FilterChange, what: string) =>
    text === null ? [] : [{ text, href: without(change), what }];
  return [
    ...one(filter.year && yearText(filter.year), { year: null, quarter: null }, 'year'),
    ...one(filter.quarter && quarterText(filter.quarter), { quarter: null }, 'quarter'),
    ...columns.flatMap(column),
    ...one(filter.where && whereText(filter.where, ring), { where: null }, 'place'),
    ...(search === null ? [] : [{ text: `Search: ${search}`, href: without({}, null), what: 'search' }]),
  ];
}

/** The form that changes the filter of a page: only what can be chosen, and what is set with a way to take it off. */
export function filterForm(
  visit: Visit,
  page: {
    readonly path: string;
    readonly search: string | null;
    readonly searchLabel: string;
    readonly hidden: Pairs;
    /** Names of fields that the page does not have; `all years` where one year must be chosen. */
    readonly without?: readonly string[];
  },
): FilterForm {
  const without = page.without ?? [];
  const kept: Pairs = [['definition', visit.filter.definition]];
  const year: Pairs =
    without.includes('all years') && visit.filter.year !== null ? [['year', visit.filter.year]] : [];
  const set = setOf(visit, page.path, page.search).filter(
    (one) => !(without.includes('all years') && one.what === 'year'),
  );
  return {
    action: page.path,
    fields: fieldsOf(visit, without),
    searchLabel: page.searchLabel,
    search: page.search ?? '',
    hidden: page.hidden,
    set,
    clearHref: set.length > 1 ? address(page.path, [...kept, ...year]) : null,
  };
}

/** The filter as sentences for the notes of a download. */
export function filterSentences(
  { filter, ring, definition }: Visit,
  search: string | null,
): readonly string[] {
  const said = (filter: SpendFilter): readonly string[] => [
    `Financial year: ${filter.year === null ? 'all' : yearText(filter.year)}${filter.quarter === null ? '' : `, ${quarterText(filter.quarter)}`}.`,
    ...columns.flatMap(([name, label]) => {
      const value = filter[name];
      return value === null ? [] : [`${label}: ${columnWords(value, name)}.`];
    }),
    ...(filter.where === null ? [] : [`${whereText(filter.where, ring)}.`]),
  ];
  return [
    `Definition ${definition.name}, version ${definition.version}: ${definition.sentence} ${definition.scopeSentence}`,
    ...said(filter),
    ...(search === null ? [] : [`Search: ${search}.`]),
  ];
}
