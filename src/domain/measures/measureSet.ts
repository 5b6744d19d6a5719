import { z } from 'zod';
import { parseRatio, signOf, toLocalDate } from '../values/index.ts';
import { unitSchema } from './units.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** A number as people write it, kept as text so that nothing is lost and the set stays plain JSON. */
const numberText = z
  .string()
  .max(40)
  .refine((written) => parseRatio(written) !== undefined, 'is not a number');

const notNegative = numberText.refine(
  (written) => !written.trim().startsWith('-'),
  'is below nought: a value adds or counts nothing, it never takes away',
);

const day = z.string().transform((written, context) => {
  try {
    return toLocalDate(written);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no day such as 2026-04-01' });
    return z.NEVER;
  }
});

/** The year whose prices a value is in: a calendar year `2020`, or a financial year `2020/21`. */
export const priceYear = z.string().regex(/^\d{4}(\/\d{2})?$/, 'is no year such as 2020 or 2020/21');

export const sourceSchema = z.strictObject({
  title: text(300),
  /** Where it can be read; null where it is no page. */
  address: z.string().max(500).nullable(),
});

/** What one unit is worth in pounds, and everything needed to check that. */
export const proxySchema = z.strictObject({
  value: notNegative,
  /** The range a source gives, null where it gives none. */
  low: notNegative.nullable(),
  high: notNegative.nullable(),
  source: sourceSchema.nullable(),
  priceYear: priceYear.nullable(),
  licence: z.string().max(200),
  geography: z.string().max(200),
  /** How the value was made from its source, for people who check it. */
  note: z.string().max(1000),
  /** The first day on which a newer value was due from its source; null where none is expected. */
  outOfDateFrom: day.nullable(),
});

export const measureSchema = z.strictObject({
  reference: text(40),
  title: text(300),
  guidance: z.string().max(4000),
  evidence: z.array(text(500)).max(20),
  unit: unitSchema,
  proxy: proxySchema.nullable(),
  /** Only what happens in the local area of the contract counts. */
  localOnly: z.boolean(),
  /** Kept in the record and never given a value or points. */
  recordOnly: z.boolean(),
  weighting: numberText,
  /** A part of a person or thing may be offered: half a post is 0.5. */
  partialAttribution: z.boolean(),
  lists: z.array(text(40)).max(20),
  source: sourceSchema,
  licence: text(200),
  /** False where the text was not read in its primary source. Such a measure is never scored. */
  confirmed: z.boolean(),
});

export const outcomeSchema = z.strictObject({
  id: text(40),
  title: text(300),
  confirmed: z.boolean(),
  measures: z.array(measureSchema).max(1_500),
});

export const themeSchema = z.strictObject({
  id: text(40),
  title: text(300),
  confirmed: z.boolean(),
  outcomes: z.array(outcomeSchema).max(100),
});

/** Measures between which one and the same thing may stand in one only. */
const betweenSchema = z.strictObject({
  between: z.array(text(40)).max(50),
  /** The thing: a pound, a person, an hour. */
  what: text(60),
  sentence: text(500),
});

export const removalReasons = ['not-local', 'nothing-without-weighting', 'overlaps', 'no-evidence'] as const;

const removalSchema = z.strictObject({
  reference: text(40),
  reason: z.enum(removalReasons),
  /** The measure that it overlaps; null for another reason. */
  overlaps: text(40).nullable(),
  sentence: text(500),
});

/**
 * A versioned set of measures: set, themes, outcomes, measures. Plain JSON, numbers as text. Its meaning is checked by
 * `checkMeasureSet`; a published version never changes.
 */
export const measureSetSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'small letters, digits and hyphens'),
  name: text(200),
  version: text(40),
  status: z.enum(['draft', 'published']),
  inForceFrom: day.nullable(),
  /** The last day on which it may be chosen for a procurement that commences. */
  inForceUntil: day.nullable(),
  publisher: text(200),
  licence: text(200),
  redistributable: z.boolean(),
  source: sourceSchema,
  note: z.string().max(2000),
  /** The version that this one takes the place of, and what it left out. */
  replaces: z.string().max(40).nullable(),
  removed: z.array(removalSchema).max(2_000),
  lists: z
    .array(
      z.strictObject({
        id: text(40),
        name: text(200),
        /** The list that it has to be part of; null where it stands alone. */
        subsetOf: text(40).nullable(),
      }),
    )
    .max(20),
  /** What an hour of staff time counts where a measure of pounds allows it. */
  hourRates: z.strictObject({ staff: proxySchema.nullable(), expert: proxySchema.nullable() }),
  /** True where a thing may never be in two measures unless a double count is permitted. */
  oneMeasureOnly: z.boolean(),
  onePlace: z.array(betweenSchema).max(200),
  permittedDoubleCounts: z.array(betweenSchema).max(200),
  themes: z.array(themeSchema).max(50),
});

export type MeasureSet = z.infer<typeof measureSetSchema>;
export type Theme = z.infer<typeof themeSchema>;
export type Outcome = z.infer<typeof outcomeSchema>;
export type Measure = z.infer<typeof measureSchema>;
export type ProxyValue = z.infer<typeof proxySchema>;
export type RemovalReason = (typeof removalReasons)[number];
export type Removal = z.infer<typeof removalSchema>;

/** A measure with where it stands in its set. */
export interface PlacedMeasure {
  readonly measure: Measure;
  readonly theme: Theme;
  readonly outcome: Outcome;
}

/** Every measure of a set in its order. */
export function measuresOf(set: MeasureSet): readonly PlacedMeasure[] {
  return set.themes.flatMap((theme) =>
    theme.outcomes.flatMap((outcome) => outcome.measures.map((measure) => ({ measure, theme, outcome }))),
  );
}

/** The measures of a named list in the order of the set. */
export function measuresIn(set: MeasureSet, list: string): readonly PlacedMeasure[] {
  return measuresOf(set).filter(({ measure }) => measure.lists.includes(list));
}

/** Whether a measure can bring value: its text is confirmed, it is not kept for the record only, and it has a proxy. */
export function bringsValue({ confirmed, recordOnly, proxy }: Measure): boolean {
  return confirmed && !recordOnly && proxy !== null;
}

/** Whether a weighting says anything: every measure counts once without one. */
export function hasWeighting({ weighting }: Pick<Measure, 'weighting'>): boolean {
  const read = parseRatio(weighting);
  return read !== undefined && !(read.numerator === 1n && read.denominator === 1n);
}

/** Whether a weighting is above nought, as every weighting has to be. */
export function isPositive(written: string): boolean {
  const read = parseRatio(written);
  return read !== undefined && signOf(read) > 0;
}
