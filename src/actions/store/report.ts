import { z } from 'zod';

const status = z
  .enum(['sound', 'look-at-this', 'broken'])
  .describe(
    'look-at-this: nothing is lost, but somebody should know; broken: something is lost or does not work',
  );

/** One thing that was looked at. */
const check = z.object({
  code: z.string().describe('stable name of the check'),
  status,
  sentence: z.string(),
  more: z.array(z.string()).describe('what exactly was found, at most twenty sentences'),
});

/** Whether a store is sound. */
export const storeReportSchema = z.object({
  version: z.literal(1),
  status: status.describe('the worst of all checks'),
  checks: z.array(check),
  swept: z.number().int().nonnegative().describe('leftovers that were removed because that was asked for'),
});

export type StoreReport = z.infer<typeof storeReportSchema>;
export type StoreCheck = StoreReport['checks'][number];
export type CheckStatus = z.infer<typeof status>;
