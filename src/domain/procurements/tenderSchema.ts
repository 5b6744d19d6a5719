import { z } from 'zod';
import { canBeKept, listed, parseRatio, type Ratio } from '../values/index.ts';

/** Criteria and bids that are evaluated at a time. */
export const mostCriteria = 40;
export const mostBids = 200;

/** The words by which a file names the formulas for quantity. */
export const quantityKinds = ['highest', 'highest-for-price', 'target', 'bands'] as const;
/** The words by which a file names the formulas for price. */
export const priceKinds = ['lowest', 'linear', 'reference', 'quality-per-pound'] as const;

/** What is said of something that is not there, and of something of another kind. */
function missingOr(wrong: string): (issue: { readonly input: unknown }) => string {
  return ({ input }) => (input === undefined ? 'has to be filled in' : wrong);
}

function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: missingOr(`has to be one of ${words.join(', ')}`) });
}

/** An object with these fields and no other. */
function strict<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has nothing called ${listed(issue.keys)}`
        : missingOr('has to hold names and values in { }')(issue),
  });
}

const anAmount = 'has to be a number such as 1250.50';
const amount = z
  .union([z.number(), z.string()], { error: missingOr(anAmount) })
  .transform((value) => parseRatio(String(value)))
  .pipe(z.custom<Ratio>((value) => value !== undefined, anAmount));
const text = (most: number) =>
  z
    .string({ error: missingOr('has to be text') })
    .trim()
    .min(1, 'has to be filled in')
    .max(most, `has to be at most ${most} characters long`)
    .refine(
      (words) => canBeKept(words) && !/[^\P{Cc}\s]/u.test(words),
      'holds a character that cannot be shown. Type the text again',
    );
const [id, name] = [text(60), text(200)];
const band = strict({ upTo: amount.nullable(), points: amount });

const criterion = z.discriminatedUnion(
  'kind',
  [
    strict({
      kind: z.literal('price'),
      id,
      name,
      weight: amount,
      formula: oneOf(priceKinds),
      reference: amount.optional(),
    }),
    strict({
      kind: z.literal('quantity'),
      id,
      name,
      weight: amount,
      formula: oneOf(quantityKinds),
      target: amount.optional(),
      bands: z.array(band).max(50).optional(),
    }),
    strict({
      kind: z.literal('panel'),
      id,
      name,
      weight: amount,
      top: amount,
      floor: amount.nullable().optional(),
    }),
  ],
  { error: missingOr('has to be price, quantity or panel') },
);

const bid = strict({
  id,
  name: name.optional(),
  price: amount,
  socialValue: amount.optional(),
  scores: z.record(z.string(), amount).optional(),
});

/** A tender as a file, version 1: what `sevenbox evaluate` reads. Amounts are pounds, shares of a price are 0 to 1. */
export const tenderFileSchema = strict({
  schemaVersion: z.literal(1, { error: missingOr('has to be 1') }),
  title: name.optional(),
  criteria: z
    .array(criterion)
    .min(1, 'there is no criterion')
    .max(mostCriteria, `there are more than ${mostCriteria} criteria`),
  bids: z.array(bid).min(1, 'there is no bid').max(mostBids, `there are more than ${mostBids} bids`),
  /** What the other formulas need to be compared with the chosen one. */
  compare: z
    .strictObject({
      target: amount.optional(),
      reference: amount.optional(),
      bands: z.array(band).max(50).optional(),
    })
    .optional(),
});

/** What stands in a tender file that has the right shape. */
export type TenderFile = z.output<typeof tenderFileSchema>;
export type BandRow = z.output<typeof band>;
