import type { CubeRow, ExclusionRow } from '../../domain/spend/figures/cube.ts';
import type { SparseRecord } from '../../domain/spend/totalRows.ts';
import { payeeClasses } from '../../domain/suppliers/index.ts';
import { financialYearStarting, toLocalDate, toPence } from '../../domain/values/index.ts';
import type { SqlRow, SqlValue } from '../duckdb.ts';
import type { RejectedRecord, TableCounts } from './types.ts';

const text = (value: SqlValue | undefined) => (value === null || value === undefined ? null : String(value));
/** A whole number; nought where the value is missing. */
export const whole = (value: SqlValue | undefined) => Number(value ?? 0);
const pence = (value: SqlValue | undefined) => toPence(whole(value));
const period = (value: SqlValue | undefined) =>
  value === null || value === undefined ? ('undated' as const) : financialYearStarting(Number(value));

/** The counts of one table from a row of `table-counts.sql`. */
export function countsOf(row: SqlRow): TableCounts {
  const day = (value: SqlValue | undefined) => (typeof value === 'string' ? toLocalDate(value) : null);
  const sums = [whole(row.accepted_pence), whole(row.rejected_pence)];
  const tooLarge = !sums.every(Number.isSafeInteger);
  const [accepted = 0, rejected = 0] = tooLarge ? [] : sums;
  return {
    accepted: whole(row.accepted),
    acceptedPence: toPence(accepted),
    rejected: whole(row.rejected),
    rejectedPence: toPence(rejected),
    tooLarge,
    undated: whole(row.undated),
    unnamed: whole(row.unnamed),
    wrongWidthAccepted: whole(row.wrong_width),
    sparse: whole(row.sparse),
    firstDay: day(row.first_day),
    lastDay: day(row.last_day),
  };
}

/** A record that holds little but an amount, from `sparse-records.sql`. */
export function sparseOf(row: SqlRow): SparseRecord {
  return {
    record: whole(row.record),
    pence: pence(row.pence),
    amountText: text(row.amount_text) ?? '',
    words: text(row.words) ?? '',
    abovePence: pence(row.above),
    trailing: row.trailing === true,
  };
}

/** A cell of the cube for one named supplier; its net amount is either positive or negative. */
export function namedRow(row: SqlRow): CubeRow {
  const amount = pence(row.pence);
  return {
    period: period(row.year_start),
    kind: 'named',
    key: text(row.key),
    nameKey: text(row.name_key),
    supplierNumber: text(row.supplier_number),
    name: text(row.name) ?? '',
    postcode: text(row.postcode),
    positivePence: toPence(Math.max(amount, 0)),
    negativePence: toPence(Math.min(amount, 0)),
    lines: whole(row.lines),
  };
}

/** A cell of the cube for payees that are many. */
export function manyRow(row: SqlRow): CubeRow {
  return {
    period: period(row.year_start),
    kind: payeeClasses.find((known) => known === row.kind) ?? 'unnamed',
    key: null,
    nameKey: null,
    supplierNumber: null,
    name: text(row.name) ?? '',
    postcode: text(row.postcode),
    positivePence: pence(row.positive),
    negativePence: pence(row.negative),
    lines: whole(row.lines),
  };
}

/** What a scope rule leaves out, from `exclusions.sql`. */
export function exclusionOf(row: SqlRow): ExclusionRow {
  return {
    class: text(row.class) ?? '',
    period: period(row.year_start),
    lines: whole(row.lines),
    pence: pence(row.pence),
  };
}

/** A rejected record, from `rejects.sql`. */
export function rejectOf(row: SqlRow): RejectedRecord {
  return {
    record: whole(row.record),
    rule: text(row.rule) ?? '',
    cell: text(row.cell),
    pence: row.pence === null ? null : pence(row.pence),
  };
}
