import { z } from 'zod';
import {
  hasWeighting,
  type MeasureSet,
  measuresOf,
  type PlacedMeasure,
  removalReasons,
} from '../measureSet.ts';

const reference = z.string().trim().min(1).max(40);

/** One thing that a revision does to one measure. What a person has left empty is empty here, and refused in words. */
export const measureChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('remove'),
    reference,
    reason: z.enum(removalReasons).nullable(),
    /** The measure that it overlaps; null for another reason. */
    overlaps: reference.nullable(),
    sentence: z.string().trim().max(500),
  }),
  z.strictObject({ kind: z.literal('local-only'), reference }),
  z.strictObject({ kind: z.literal('drop-weighting'), reference }),
  z.strictObject({ kind: z.literal('record-only'), reference }),
  z.strictObject({ kind: z.literal('take-off'), reference, list: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('put-on'), reference, list: z.string().min(1).max(40) }),
]);

/** What is to change from a version to the next, plain JSON so that it can be kept while people still think about it. */
export const revisionSchema = z.strictObject({ changes: z.array(measureChangeSchema).max(2_000) });

export type MeasureChange = z.infer<typeof measureChangeSchema>;
export type Revision = z.infer<typeof revisionSchema>;
export type MeasureRemoval = Extract<MeasureChange, { kind: 'remove' }>;

function keptChanges(before: PlacedMeasure, after: PlacedMeasure): readonly MeasureChange[] {
  const [was, is] = [before.measure, after.measure];
  const { reference: named } = was;
  const off = was.lists.filter((list) => !is.lists.includes(list));
  const on = is.lists.filter((list) => !was.lists.includes(list));
  return [
    ...(is.localOnly && !was.localOnly ? [{ kind: 'local-only', reference: named } as const] : []),
    ...(hasWeighting(was) && !hasWeighting(is)
      ? [{ kind: 'drop-weighting', reference: named } as const]
      : []),
    ...(is.recordOnly && !was.recordOnly ? [{ kind: 'record-only', reference: named } as const] : []),
    ...off.map((list) => ({ kind: 'take-off', reference: named, list }) as const),
    ...on.map((list) => ({ kind: 'put-on', reference: named, list }) as const),
  ];
}

/**
 * The revision that leads from a version to the next, as far as a revision can say it: new measures and new texts are no
 * part of it. What was removed has the reason that the next version gives.
 */
export function revisionBetween(before: MeasureSet, after: MeasureSet): Revision {
  const now = new Map(measuresOf(after).map((placed) => [placed.measure.reference, placed]));
  const changes = measuresOf(before).flatMap((placed): readonly MeasureChange[] => {
    const next = now.get(placed.measure.reference);
    if (next) return keptChanges(placed, next);
    const told = after.removed.find((one) => one.reference === placed.measure.reference);
    const { reason = null, overlaps = null, sentence = '' } = told ?? {};
    return [{ kind: 'remove', reference: placed.measure.reference, reason, overlaps, sentence }];
  });
  return { changes: [...changes] };
}
