import { accept, type Decision, refuse } from '../../values/index.ts';
import { type SpendFilter, type Whereabouts, whereabouts } from './types.ts';

/** What a filter may name. */
export interface FilterChoices {
  readonly definitions: readonly { readonly id: string }[];
  readonly rings: readonly { readonly id: string }[];
  readonly years: readonly string[];
  readonly bodies: readonly string[];
  readonly departments: readonly string[];
  readonly categories: readonly string[];
}

/** The parameters of an address as pairs in order; the first of a name counts, an empty one says nothing. */
export type QueryPairs = Iterable<readonly [string, string]>;

const columns = ['body', 'department', 'category'] as const;
type Column = (typeof columns)[number];
const choicesOf = { body: 'bodies', department: 'departments', category: 'categories' } as const;
const quarters = { '1': 1, '2': 2, '3': 3, '4': 4 } as const;
const longestPayee = 200;

/** The filter that leaves every part open but the definition. */
export function openFilter(definition: string): SpendFilter {
  const anything = { year: null, quarter: null, body: null, department: null, category: null };
  return { definition, ...anything, ring: null, where: null, payee: null };
}

/**
 * Text of a column as an address holds it. Forms send empty text for "all", so an empty column is `~`, and text that
 * starts with `~` gets another one.
 */
export function columnText(value: string): string {
  return value === '' || value.startsWith('~') ? `~${value}` : value;
}

function columnValue(written: string): string {
  return written.startsWith('~') ? written.slice(1) : written;
}

function firstOf(query: QueryPairs): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of query) if (value !== '' && !found.has(name)) found.set(name, value);
  return found;
}

function isQuarter(text: string): text is keyof typeof quarters {
  return Object.hasOwn(quarters, text);
}

function isWhere(text: string): text is Whereabouts {
  return whereabouts.some((one) => one === text);
}

function quarterOf(
  asked: ReadonlyMap<string, string>,
  year: string | null,
): Decision<SpendFilter['quarter']> {
  const text = asked.get('quarter');
  if (text === undefined) return accept(null);
  if (!isQuarter(text)) return refuse('unknown-quarter', 'A quarter is 1, 2, 3 or 4. Choose one of them.');
  if (year === null || year === 'undated') {
    return refuse('quarter-without-year', 'Choose the financial year that the quarter belongs to.');
  }
  return accept(quarters[text]);
}

function ringOf(
  asked: ReadonlyMap<string, string>,
  { rings }: FilterChoices,
): Decision<Pick<SpendFilter, 'ring' | 'where'>> {
  const where = asked.get('where') ?? null;
  const ring = asked.get('ring') ?? (where === null ? null : rings[0]?.id);
  if (ring === undefined || (ring !== null && !rings.some((one) => one.id === ring))) {
    return refuse('unknown-ring', 'The definition has no such place. Choose one of its places.');
  }
  if (where !== null && !isWhere(where)) {
    return refuse(
      'unknown-where',
      'Spend lies inside, elsewhere, or could not be placed. Choose one of them.',
    );
  }
  return accept({ ring, where });
}

function columnsOf(
  asked: ReadonlyMap<string, string>,
  choices: FilterChoices,
): Decision<Pick<SpendFilter, Column>> {
  const found: Record<Column, string | null> = { body: null, department: null, category: null };
  for (const column of columns) {
    const written = asked.get(column);
    if (written === undefined) continue;
    const value = columnValue(written);
    if (!choices[choicesOf[column]].includes(value)) {
      return refuse(`unknown-${column}`, `No ledger that counts names this ${column}. Choose another one.`);
    }
    found[column] = value;
  }
  return accept(found);
}

function yearOf(asked: ReadonlyMap<string, string>, choices: FilterChoices): Decision<string | null> {
  const year = asked.get('year') ?? null;
  return year === null || choices.years.includes(year)
    ? accept(year)
    : refuse('unknown-year', 'There are no payments in this financial year. Choose another one.');
}

function definitionOf(asked: ReadonlyMap<string, string>, choices: FilterChoices): Decision<string> {
  const definition = asked.get('definition') ?? choices.definitions[0]?.id;
  return definition !== undefined && choices.definitions.some((one) => one.id === definition)
    ? accept(definition)
    : refuse('unknown-definition', 'There is no such definition of local. Choose another one.');
}

/**
 * The filter that an address asks for, the first definition where it names none. Refused with a sentence where it
 * names what cannot be chosen. `where` without a ring speaks of the innermost.
 */
export function filterFromQuery(query: QueryPairs, choices: FilterChoices): Decision<SpendFilter> {
  const asked = firstOf(query);
  const payee = asked.get('payee') ?? null;
  const definition = definitionOf(asked, choices);
  if (!definition.ok) return definition;
  const year = yearOf(asked, choices);
  if (!year.ok) return year;
  const quarter = quarterOf(asked, year.value);
  if (!quarter.ok) return quarter;
  const named = columnsOf(asked, choices);
  if (!named.ok) return named;
  const ring = ringOf(asked, choices);
  if (!ring.ok) return ring;
  if (payee !== null && payee.length > longestPayee) {
    return refuse('unknown-payee', 'There is no such supplier. Follow a link from the list of suppliers.');
  }
  return accept({
    definition: definition.value,
    year: year.value,
    quarter: quarter.value,
    ...named.value,
    ...ring.value,
    payee,
  });
}

/** The parameters that ask for a filter, in a fixed order; `filterFromQuery` gives the same filter back. */
export function queryOf(filter: SpendFilter): readonly (readonly [string, string])[] {
  const text = (value: string | null) => (value === null ? null : columnText(value));
  const pairs: readonly (readonly [string, string | null])[] = [
    ['definition', filter.definition],
    ['year', filter.year],
    ['quarter', filter.quarter === null ? null : String(filter.quarter)],
    ['body', text(filter.body)],
    ['department', text(filter.department)],
    ['category', text(filter.category)],
    ['ring', filter.ring],
    ['where', filter.where],
    ['payee', filter.payee],
  ];
  return pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
