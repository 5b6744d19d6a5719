import { z } from 'zod';
import { assert } from '../../values/index.ts';
import { readResults } from '../commitments/readResults.ts';
import type { Commitment, PastProcurement, ResultRow } from '../commitments/types.ts';
import { decimalText } from './decimalText.ts';

const row = z.strictObject({
  line: z.int(),
  procurement: z.string(),
  contractValue: z.string(),
  status: z.string(),
  bidder: z.string(),
  commitment: z.string(),
  winner: z.string(),
});
const contentSchema = z.strictObject({ schemaVersion: z.literal(1), rows: z.array(row) });

type Unnumbered = Omit<ResultRow, 'line'>;

function rowsOf({ name, contractValue, state, commitments }: PastProcurement): readonly Unnumbered[] {
  const same = { procurement: name, contractValue: decimalText(contractValue), status: state };
  const rowFor = ({ bidder, value, isWinner }: Commitment): Unnumbered => ({
    ...same,
    ...{ bidder: bidder ?? '', commitment: decimalText(value), winner: isWinner ? 'yes' : 'no' },
  });
  return commitments.length > 0
    ? commitments.map(rowFor)
    : [{ ...same, bidder: '', commitment: '', winner: '' }];
}

/** Results of past procurements as they are kept: `readResultContent` makes the same of them again. */
export function resultContent(procurements: readonly PastProcurement[]): z.input<typeof contentSchema> {
  const rows = procurements.flatMap(rowsOf).map((each, index) => ({ line: index + 2, ...each }));
  return { schemaVersion: 1, rows };
}

/** Reads results that were kept. They were sound when they were kept, so anything else is a fault of the program. */
export function readResultContent(content: unknown): readonly PastProcurement[] {
  const read = readResults(contentSchema.parse(content).rows);
  assert(read.ok, 'results that are kept can be read again');
  return read.procurements;
}
