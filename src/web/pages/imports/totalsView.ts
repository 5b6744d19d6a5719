import type { TableReading } from '../../../domain/spend/imports/types.ts';
import { addPence, noPence, type Pence, toPence } from '../../../domain/values/index.ts';
import { countOf, poundsText } from '../../components/words.ts';

export interface TotalsView {
  readonly heading: string;
  readonly rows: readonly { readonly name: string; readonly amount: string; readonly strong: boolean }[];
  readonly sentence: string;
}

const totalRule = 'total-row';

function headingOf({ columns }: TableReading): string {
  const summed = columns.find(
    ({ role }) => role === 'amount' || role === 'netAmount' || role === 'grossAmount',
  );
  return summed && summed.name !== '' ? `Totals of “${summed.name}”` : 'Totals';
}

/** Rejected money that could be read; a total that was rejected repeats other lines and is not among it. */
function rejectedReadable({ report, rejectGroups }: TableReading): Pence {
  const totals = rejectGroups.filter(({ rule }) => rule === totalRule).map(({ pence }) => pence ?? noPence);
  return toPence(report.control.rejectedPence - addPence(...totals));
}

function differenceText(table: TableReading, difference: Pence | null): string {
  if (difference === null) return 'The file states no total of its own to compare with.';
  if (difference === 0) return 'The file’s own total agrees to the penny.';
  const { rejects, report } = table;
  const unreadable = rejects.filter(({ pence, rule }) => pence === null && rule !== totalRule).length;
  if (rejects.length < report.control.rejected) {
    return 'The difference may be on rejected lines: there are more of them than we list.';
  }
  if (unreadable > 0) {
    return `The difference may be on the ${countOf(unreadable, 'rejected line')} whose amount we could not read.`;
  }
  return 'No line that we could not read explains the difference. Lines may be missing from the file, or its total may count something else. Ask whoever made the file.';
}

/** What was read, added up beside the total that the file states. Null where nothing was read. */
export function totalsView(table: TableReading): TotalsView | null {
  if (table.report.control.accepted === 0) return null;
  const readable = rejectedReadable(table);
  const read = addPence(table.paymentsPence, table.creditsPence, readable);
  const { ownTotalPence } = table;
  const difference = ownTotalPence === null ? null : toPence(ownTotalPence - read);
  const row = (name: string, pence: Pence, strong = false) => ({ name, amount: poundsText(pence), strong });
  return {
    heading: headingOf(table),
    rows: [
      row('Payments', table.paymentsPence),
      row('Credits', table.creditsPence),
      row('Rejected, amount readable', readable),
      row('We read', read, true),
      ...(ownTotalPence === null ? [] : [row('File’s own total', ownTotalPence)]),
      ...(difference === null ? [] : [row('Difference', difference, true)]),
    ],
    sentence: differenceText(table, difference),
  };
}
