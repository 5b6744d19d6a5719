import type { RejectGroup, TableReading } from '../../../domain/spend/imports/types.ts';
import { rejectReason } from '../../../domain/spend/rejectRules.ts';
import { countOf, countText, poundsText } from '../../components/words.ts';

export interface RejectedRow {
  readonly reason: string;
  readonly example: string;
  readonly lines: string;
  readonly amount: string;
}

/** The rejected lines of a table by reason. */
export interface RejectedView {
  readonly heading: string;
  readonly sentence: string;
  readonly rows: readonly RejectedRow[];
  readonly total: RejectedRow | null;
  readonly listHref: string;
  readonly csvHref: string;
  readonly csvText: string;
}

const furtherRule = 'further';

function amountText(pence: number | null): string {
  return pence === null ? 'unknown' : `£${poundsText(pence)}`;
}

function rowOf({ rule, example, lines, pence }: RejectGroup): RejectedRow {
  const further = rule === furtherRule;
  return {
    reason: rejectReason(rule),
    example: further ? 'Correct the others first' : `Line ${countText(example.line)}: ${example.sentence}`,
    lines: countText(lines),
    amount: amountText(pence),
  };
}

function totalRow({ rejectGroups, report }: TableReading): RejectedRow | null {
  if (rejectGroups.length < 2) return null;
  const known = rejectGroups.every(({ pence }) => pence !== null);
  return {
    reason: 'All rejected',
    example: '',
    lines: countText(report.control.rejected),
    amount: known ? amountText(report.control.rejectedPence) : 'not known',
  };
}

/** Rejected lines by reason with an example, their pounds, and where all of them are. */
export function rejectedView(
  table: TableReading,
  places: { readonly rejects: string; readonly rejectsCsv: string },
): RejectedView {
  const { rejected } = table.report.control;
  const listed = table.rejects.length;
  const which =
    listed < rejected ? `first ${countOf(listed, 'rejected line')}` : countOf(listed, 'rejected line');
  return {
    heading:
      rejected === 0 ? 'No line was rejected' : `${countOf(rejected, 'line was', 'lines were')} rejected`,
    sentence:
      rejected === 0
        ? 'Every line below the headings was accepted or is blank.'
        : 'Rejected lines are not in any figure. Correct them in your file and add it again, or import without them.',
    rows: table.rejectGroups.map(rowOf),
    total: totalRow(table),
    listHref: places.rejects,
    csvHref: places.rejectsCsv,
    csvText: `Download the ${which} (CSV)`,
  };
}
