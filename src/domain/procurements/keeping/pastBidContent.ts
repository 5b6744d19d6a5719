import { z } from 'zod';
import { assert } from '../../values/index.ts';
import { type PastBidField, type PastBidRow, pastBidFields } from '../revising/pastBidRow.ts';
import { mostPastBidRows, readPastBids } from '../revising/readPastBids.ts';
import type { PastTender } from '../revising/types.ts';

const texts = Object.fromEntries(pastBidFields.map((field) => [field, z.string()])) as Record<
  PastBidField,
  z.ZodString
>;
const row = z.strictObject({ line: z.int(), ...texts });
const contentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  rows: z.array(row).max(mostPastBidRows),
});

/** Bids of the past as they are kept: their rows, which `readPastBidContent` reads again. */
export function pastBidContent(rows: readonly PastBidRow[]): z.input<typeof contentSchema> {
  return { schemaVersion: 1, rows: [...rows] };
}

/** Reads bids of the past that were kept. They were sound when they were kept, so anything else is a fault of the program. */
export function readPastBidContent(content: unknown): readonly PastTender[] {
  const read = readPastBids(contentSchema.parse(content).rows);
  assert(read.ok, 'bids of the past that are kept can be read again');
  return read.tenders;
}
