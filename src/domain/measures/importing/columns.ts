/** What a column of somebody's list of measures can mean. */
export const columnMeanings = [
  'theme',
  'outcome',
  'reference',
  'title',
  'unit',
  'value',
  'priceYear',
  'source',
  'guidance',
  'evidence',
  'weighting',
  'recordOnly',
  'localOnly',
  'lite',
] as const;
export type ColumnMeaning = (typeof columnMeanings)[number];

/** Which column means what, by the words of its header: what is saved to read the next file the same way. */
export type SetMapping = Readonly<Partial<Record<ColumnMeaning, string>>>;

/** One row of a sheet with the number that people see beside it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A header row with the position of each column that is understood. */
export interface FoundHeader {
  /** Index of the row among those given. */
  readonly index: number;
  readonly row: number;
  readonly columns: ReadonlyMap<ColumnMeaning, number>;
  readonly mapping: SetMapping;
}

/** In the order in which they are tried: what is special before what is general. */
const patterns: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ['recordOnly', /^(record|report(ing)?|monitor(ing)?)( |-)?only$|^for the record$|^not scored$/],
  ['localOnly', /^local(ised|ized)?( only)?$|^only local$|^must be local$/],
  ['lite', /^(lite|light)( list| set| version)?$|^in lite$/],
  ['priceYear', /^(price|prices|cost|value) (year|base)$|^year( of (prices|value))?$|^price base year$/],
  ['source', /^(proxy |value )?(source|rationale|reference source)( of (the )?(value|proxy))?$/],
  ['weighting', /^weight(ing)?s?( factor)?$|^multiplier$/],
  ['reference', /^(measure )?(ref(erence)?|code|id|no|number)( no| number| code)?$|^measure (no|number)$/],
  ['evidence', /^evidence( required| expected| needed)?$|^(how|what) to evidence$|^proof$/],
  [
    'guidance',
    /^(unit )?(guidance|definitions?|notes?|help|explanation)( notes?)?$|^definitions? and guidance$/,
  ],
  ['unit', /^units?( of measure(ment)?)?$|^measured in$|^metric$/],
  [
    'value',
    /^(financial |proxy |unit |social )*(proxy|value)s?( value| per unit)?( gbp)?$|^gbp per unit$|^(value|proxy) \(?gbp\)?$/,
  ],
  ['theme', /^(theme|pillar|box)s?( name| title)?$/],
  ['outcome', /^outcomes?( name| title)?$|^objective$/],
  ['title', /^(measure|title|description|action|indicator|measure (title|name|description|wording))s?$/],
];

const needed: readonly ColumnMeaning[] = ['reference', 'title', 'unit'];

function wordsOf(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll('£', ' gbp ')
    .replace(/[^a-z0-9 -]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function guessed(cells: readonly string[]): ReadonlyMap<ColumnMeaning, number> {
  const found = new Map<ColumnMeaning, number>();
  cells.forEach((cell, at) => {
    const words = wordsOf(cell);
    const fitting = patterns.find(([meaning, pattern]) => !found.has(meaning) && pattern.test(words));
    if (fitting) found.set(fitting[0], at);
  });
  return found;
}

/** The position of each column that a mapping names, among the cells of a header. */
export function columnsBy(cells: readonly string[], saved: SetMapping): ReadonlyMap<ColumnMeaning, number> {
  const words = cells.map(wordsOf);
  return new Map(
    columnMeanings.flatMap((meaning) => {
      const header = saved[meaning];
      const at = header === undefined ? -1 : words.indexOf(wordsOf(header));
      return at < 0 ? [] : [[meaning, at] as const];
    }),
  );
}

function asMapping(cells: readonly string[], columns: ReadonlyMap<ColumnMeaning, number>): SetMapping {
  return Object.fromEntries(
    [...columns].map(([meaning, at]) => [
      meaning,
      cells
        .slice(at, at + 1)
        .join('')
        .trim(),
    ]),
  );
}

/** What is understood of the row that has most texts, the first of those; undefined where no row names three columns. */
export function likelyHeader(rows: readonly SheetRow[]): FoundHeader | undefined {
  const texts = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const most = Math.max(0, ...texts);
  const index = texts.indexOf(most);
  return rows
    .slice(index, index + 1)
    .filter(() => most >= needed.length)
    .map(({ row, cells }) => {
      const columns = guessed(cells);
      return { index, row, columns, mapping: asMapping(cells, columns) };
    })[0];
}

/**
 * The header row among the first rows of a sheet, found by what its words mean: the one that names most columns, at least
 * reference, measure and unit. A saved mapping is followed to the letter. Undefined where there is none.
 */
export function findHeader(rows: readonly SheetRow[], saved: SetMapping | null): FoundHeader | undefined {
  const found = rows
    .map(({ row, cells }, index) => {
      const columns = saved === null ? guessed(cells) : columnsBy(cells, saved);
      return { index, row, columns, mapping: asMapping(cells, columns) };
    })
    .filter(({ columns }) => needed.every((meaning) => columns.has(meaning)));
  return found.toSorted((one, other) => other.columns.size - one.columns.size)[0];
}
