import { accept, type Decision, formatDay, parsePostcode, refuse, toLocalDate } from '../../values/index.ts';
import { supplierKey } from '../payee.ts';
import { aliasBook } from './aliasBook.ts';
import { plainOutcomes, type SupplierDecision, type SupplierOutcome } from './types.ts';

/** A row of a decision dictionary: who a name stands for. No amounts, no reasons, no supplier numbers, no persons. */
export interface DictionaryRow {
  readonly name: string;
  readonly outcome: SupplierOutcome;
  /** The day of the decision, as `2026-11-23`. */
  readonly decidedOn: string;
  readonly editions: string;
}

/** The columns of a dictionary's file. */
export const dictionaryColumns = [
  'name',
  'decision',
  'identifier',
  'delivery_postcode',
  'decided_on',
  'registers',
] as const;

/** Most rows that a dictionary may have. */
export const mostInDictionary = 20_000;

/** The decisions that hold, for another organisation. Names of persons stay: they are nobody else's business. */
export function dictionaryOf(decisions: readonly SupplierDecision[]): readonly DictionaryRow[] {
  const holding = decisions.filter(({ undoneAt, outcome }) => undoneAt === null && outcome.kind !== 'person');
  const rows = holding.map(({ name, outcome, decidedAt, editions }) => ({
    ...{ name, outcome, decidedOn: decidedAt.slice(0, 10), editions },
  }));
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** A row as the cells of a file. */
export function dictionaryCells({ name, outcome, decidedOn, editions }: DictionaryRow): readonly string[] {
  const linked = outcome.kind === 'linked' ? outcome : null;
  return [name, outcome.kind, linked?.identifier ?? '', linked?.deliveryPostcode ?? '', decidedOn, editions];
}

type Cells = Readonly<Record<string, string>>;

function outcomeIn(cells: Cells): SupplierOutcome | null {
  const plain = plainOutcomes.find((kind) => kind === cells.decision);
  if (plain) return { kind: plain };
  const identifier = cells.identifier?.trim() ?? '';
  if (cells.decision !== 'linked' || !/^[A-Z]{2}-[A-Z]+-[A-Z0-9-]{1,30}$/.test(identifier)) return null;
  const written = cells.delivery_postcode?.trim() ?? '';
  const deliveryPostcode = parsePostcode(written) ?? null;
  if (written !== '' && deliveryPostcode === null) return null;
  return { kind: 'linked', identifier, deliveryPostcode };
}

function isDay(text: string): boolean {
  try {
    return toLocalDate(text) === text;
  } catch {
    return false;
  }
}

function rowIn(cells: Cells): DictionaryRow | null {
  const [name, outcome] = [cells.name?.trim() ?? '', outcomeIn(cells)];
  const decidedOn = cells.decided_on ?? '';
  if (name === '' || name.length > 300 || outcome === null || !isDay(decidedOn)) return null;
  return { name, outcome, decidedOn, editions: (cells.registers ?? '').slice(0, 200) };
}

/** Reads the rows of a dictionary's file; refused in words, with the rows that are wrong. */
export function readDictionary(rows: readonly Cells[]): Decision<readonly DictionaryRow[]> {
  const missing = dictionaryColumns.filter((column) => rows[0]?.[column] === undefined);
  if (rows.length === 0 || missing.includes('name') || missing.includes('decision')) {
    const sentence = `A dictionary has the columns ${dictionaryColumns.join(', ')}. Take the file as it was downloaded.`;
    return refuse('dictionary', sentence);
  }
  if (rows.length > mostInDictionary) {
    return refuse(
      'dictionary',
      `A dictionary has at most ${mostInDictionary} rows; this one has ${rows.length}.`,
    );
  }
  const read = rows.map(rowIn);
  const wrong = read.flatMap((row, index) => (row === null ? [index + 2] : []));
  if (wrong.length > 0) {
    const which = wrong.slice(0, 5).join(', ');
    const more = wrong.length > 5 ? ` and ${wrong.length - 5} more` : '';
    const sentence = `Nothing was taken over. These lines do not say who a supplier is: ${which}${more}. Each needs a name, a decision (linked, ${plainOutcomes.join(', ')}), for "linked" an identifier such as GB-COH-01234567, and a day such as ${formatDay(toLocalDate('2026-11-23'))} written as 2026-11-23.`;
    return refuse('dictionary', sentence);
  }
  return accept(read.flatMap((row) => row ?? []));
}

/** What a dictionary adds to the decisions that hold. */
export interface DictionaryChange {
  readonly added: readonly (DictionaryRow & { readonly nameKey: string })[];
  readonly same: number;
  /** Names that were decided otherwise here; what is here stays. */
  readonly different: readonly string[];
}

function isSame(one: SupplierOutcome, other: SupplierOutcome): boolean {
  if (one.kind !== 'linked' || other.kind !== 'linked') return one.kind === other.kind;
  return one.identifier === other.identifier && one.deliveryPostcode === other.deliveryPostcode;
}

/** Lays a dictionary beside the decisions that hold. Of two rows about one name the later day counts. */
export function decideDictionary(
  rows: readonly DictionaryRow[],
  decisions: readonly SupplierDecision[],
): DictionaryChange {
  const book = aliasBook(decisions);
  const byKey = new Map<string, DictionaryRow>();
  for (const row of rows.toSorted((one, other) => (one.decidedOn < other.decidedOn ? -1 : 1))) {
    byKey.set(supplierKey(row.name), row);
  }
  const [added, different]: [DictionaryChange['added'][number][], string[]] = [[], []];
  let same = 0;
  for (const [nameKey, row] of byKey) {
    const here = book.decisionFor({ supplierNumber: null, nameKey });
    if (here === null) added.push({ ...row, nameKey });
    else if (isSame(here.outcome, row.outcome)) same += 1;
    else different.push(row.name);
  }
  return { added, same, different };
}
