import type { AmountChoice } from './amountColumn.ts';
import { type Claim, saysPlainly } from './claims.ts';
import type { Mapping, MappingDecision } from './types.ts';

type Warning = MappingDecision['warnings'][number];

/** A decided table, as far as warnings need it. */
export interface DecidedTable {
  readonly name: string;
  /** How many records were looked at; a column's values may be described from fewer. */
  readonly seen: number;
  readonly claims: readonly Claim[];
  readonly columns: Mapping['columns'];
  readonly amount: AmountChoice;
}

/** What becomes of lines whose value does not read. */
const readings = {
  date: { count: 'dates', one: 'a day', many: 'days', lines: 'lines are undated' },
  postcode: {
    count: 'postcodes',
    one: 'a postcode',
    many: 'postcodes',
    lines: 'lines have no ledger address',
  },
} as const;

type CheckedRole = keyof typeof readings;

/** The column that is read as a role, or else the one that claims it plainly without a value that reads. */
function claimTo(role: CheckedRole, { claims, columns }: DecidedTable): Claim | undefined {
  const unread = claims.find((claim) => claim.role === role && saysPlainly(claim) && claim.values.filled > 0);
  return columns[role] === undefined ? unread : claims.find(({ index }) => index === columns[role]);
}

/** `5 values of "Postcode" in ledger.csv`; `the 500 values of "Postcode" looked at in ledger.csv` of a sample. */
function valuesOf({ header, index, values }: Claim, { name, seen }: DecidedTable): string {
  const column = `"${header || `column ${index + 1}`}"`;
  return values.records < seen
    ? `the ${values.filled} values of ${column} looked at in ${name}`
    : `${values.filled} values of ${column} in ${name}`;
}

/** Said where fewer than nine in ten values of a column read; the lines count all the same. */
function partlyReadable(role: CheckedRole, table: DecidedTable): readonly Warning[] {
  const claim = claimTo(role, table);
  const { count, one, many, lines } = readings[role];
  if (!claim || claim.values[count] >= 0.9 * claim.values.filled) return [];
  const read = claim.values[count];
  const values = valuesOf(claim, table);
  if (read === 0) {
    const sentence = `Of ${values} none reads as ${one}; the ${lines}.`;
    return [{ code: 'column-not-readable', sentence }];
  }
  const verb = read === 1 ? `reads as ${one}` : `read as ${many}`;
  const sentence = `Only ${read} of ${values} ${verb}; the other ${lines}.`;
  return [{ code: 'column-partly-readable', sentence }];
}

function basisOpen({ name, amount: { claim, basis } }: DecidedTable): readonly Warning[] {
  if (claim === undefined || basis !== 'not stated') return [];
  const column = claim.header === '' ? 'its amount' : `"${claim.header}"`;
  const sentence = `${name} does not say whether ${column} is with or without VAT. Say so with --amount-basis net or --amount-basis gross.`;
  return [{ code: 'amount-basis-not-stated', sentence }];
}

function missing(table: DecidedTable): readonly Warning[] {
  const { name, columns } = table;
  const date = {
    code: 'no-date-column',
    sentence: `${name} has no column of dates. Its payments are undated.`,
  };
  const supplier = { code: 'no-supplier-column', sentence: `${name} has no column of suppliers.` };
  return [...(claimTo('date', table) ? [] : [date]), ...(columns.supplier === undefined ? [supplier] : [])];
}

/** What a person should know about a table that is read all the same. */
export function warningsOf(table: DecidedTable): readonly Warning[] {
  const unread = [...partlyReadable('date', table), ...partlyReadable('postcode', table)];
  return [...basisOpen(table), ...missing(table), ...unread];
}
