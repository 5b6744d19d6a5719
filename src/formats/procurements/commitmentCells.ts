import type { CommitmentRow } from '../../domain/procurements/index.ts';
import { formatRatio, type Ratio, ratio, timesRatios } from '../../domain/values/index.ts';

/** The columns of a table of promises, as files name them. */
export const commitmentHeader = [
  'procurement',
  'contract_value',
  'state',
  'bids',
  'lowest_percent',
  'highest_percent',
  'winner_percent',
  'winner_value',
  'hidden_because',
] as const;

const percent = (share: Ratio | null) => share && formatRatio(timesRatios(share, ratio(100)), 1);

/** One row of a table of promises for a file; null where nothing may be shown, or nothing is there. */
export function commitmentCells(row: CommitmentRow): readonly (string | null)[] {
  return [
    ...[row.name, formatRatio(row.contractValue, 2), row.state, String(row.bids)],
    ...[row.lowest, row.highest, row.winner].map(percent),
    row.winnerValue && formatRatio(row.winnerValue, 2),
    row.hidden,
  ];
}
