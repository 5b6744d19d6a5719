import {
  type CommitmentRow,
  commitmentFinding,
  commitmentTable,
  fewestShown,
  type PastProcurement,
  type ProcurementState,
  wholePercent,
} from '../../../domain/procurements/index.ts';
import {
  formatRatio,
  type Ratio,
  ratio,
  roundedUnits,
  shortPounds,
  timesRatios,
  toPence,
} from '../../../domain/values/index.ts';
import { commitmentAxis, commitmentKey, commitmentStrip } from '../../charts/commitmentStrip.ts';
import { axisFor } from '../../charts/scale.ts';

interface RowView {
  readonly name: string;
  readonly about: string;
  readonly strip: string;
  readonly said: string;
  readonly cells: readonly string[];
  readonly tag: { readonly text: string; readonly colour: string };
}

/** What bidders promised, in a page of the site or in one file. */
export interface CommitmentsBody {
  readonly caption: string;
  readonly finding: ReturnType<typeof commitmentFinding>;
  readonly chartTitle: string;
  readonly key: typeof commitmentKey;
  readonly axis: string;
  readonly rows: readonly RowView[];
  readonly notes: readonly string[];
}

const asShare = (share: Ratio | null) => (share === null ? null : Number(roundedUnits(share, 6)) / 1e6);

/** `£7.5m`: pounds by size. */
function pounds(value: Ratio): string {
  return shortPounds(toPence(roundedUnits(timesRatios(value, ratio(100)), 0)));
}

const tags: Readonly<Record<ProcurementState, { readonly text: string; readonly colour: string }>> = {
  awarded: { text: 'Awarded', colour: 'green' },
  'in evaluation': { text: 'In evaluation', colour: 'blue' },
  abandoned: { text: 'Abandoned', colour: 'grey' },
};

/** What stands beside a strip, so that nobody has to read it off. */
function saidOf({ state, winner, hidden, bids }: CommitmentRow): string {
  if (state === 'in evaluation') return 'In evaluation: sealed until award';
  if (state === 'abandoned') return bids === 0 ? 'Abandoned: no bids' : 'Abandoned: no winner';
  const share = winner ? wholePercent(winner) : '';
  return hidden ? `${share}, the range of fewer than ${fewestShown} bids is hidden` : share;
}

function cellOf(row: CommitmentRow, value: Ratio | null, none = 'none'): string {
  if (row.hidden === 'in evaluation') return 'sealed';
  if (value === null) return row.hidden ? 'hidden' : none;
  return formatRatio(timesRatios(value, ratio(100)), 1);
}

/** What bidders promised: the finding, the chart and the table. */
export function commitmentsBody(
  procurements: readonly PastProcurement[],
  { title, isPublic }: { readonly title: string | null; readonly isPublic: boolean },
): CommitmentsBody {
  const table = commitmentTable(procurements, { isPublic });
  const finding = commitmentFinding(table);
  const shares = table.flatMap(({ lowest, highest, winner }) =>
    [lowest, highest, winner].flatMap((share) => asShare(share) ?? []),
  );
  const axis = axisFor([0, ...shares], { atMost: 5, roomInSteps: 0 });
  const count = table.length;
  return {
    ...{ finding, key: commitmentKey, axis: commitmentAxis(axis) },
    caption: title ?? 'Social value commitments',
    chartTitle: `What bidders promised in ${count === 1 ? 'one procurement' : `${count} procurements`}`,
    rows: table.map((row) => ({
      name: row.name,
      about: `${pounds(row.contractValue)}, ${row.bids === 1 ? '1 bid' : `${row.bids} bids`}`,
      strip: commitmentStrip(
        {
          ...{ lowest: asShare(row.lowest), highest: asShare(row.highest), winner: asShare(row.winner) },
          isAbandoned: row.state === 'abandoned',
        },
        axis,
      ),
      said: saidOf(row),
      cells: [
        pounds(row.contractValue),
        String(row.bids),
        cellOf(row, row.lowest),
        cellOf(row, row.highest),
        cellOf(row, row.winner),
        row.hidden === 'in evaluation' ? 'sealed' : row.winnerValue ? pounds(row.winnerValue) : 'none',
      ],
      tag: tags[row.state],
    })),
    notes: [
      'A promise is not a result: what was delivered is another figure.',
      'Shares are of the published contract value, not of the bidder’s price.',
      ...(isPublic
        ? [
            `Ranges of fewer than ${fewestShown} bids are hidden, because single bids could be told from them.`,
          ]
        : []),
    ],
  };
}
