import { z } from 'zod';

const words = z.string().trim().min(1).max(200);

/** What a measure is counted in, typed so that an offer in another unit can be told. */
export const unitSchema = z.discriminatedUnion('kind', [
  /** Full-time equivalents, told apart by region or by group of people where the measure asks for it. */
  z.strictObject({ kind: z.literal('fte'), by: z.array(z.enum(['region', 'group'])).max(2) }),
  /** Whole things, told apart by level where there are levels: apprenticeships at 2, 3, 4+. */
  z.strictObject({ kind: z.literal('count'), of: words, levels: z.array(words).max(20) }),
  z.strictObject({ kind: z.literal('hours') }),
  /** Hours of a session times the people who attended; how many members of staff ran it does not matter. */
  z.strictObject({ kind: z.literal('hours-attendees') }),
  z.strictObject({ kind: z.literal('weeks') }),
  /** Pounds; `staffTime` says that hours of the bidder's own staff count at the rates of the set. */
  z.strictObject({
    kind: z.literal('pounds'),
    by: z.array(z.enum(['supplier-type'])).max(1),
    staffTime: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('percentage'), numerator: words, denominator: words }),
  /** A physical amount: tonnes of carbon dioxide equivalent, litres of water, square metres. */
  z.strictObject({ kind: z.literal('amount'), of: words, perYear: z.boolean() }),
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('yes-no') }),
]);

/** The unit of a measure. */
export type Unit = z.infer<typeof unitSchema>;

/** Whether a quantity in this unit can be multiplied by a value. A percentage, a text and a yes or no cannot. */
export function canBeValued({ kind }: Unit): boolean {
  return kind !== 'percentage' && kind !== 'text' && kind !== 'yes-no';
}

/** The unit in words after a number: `FTE`, `hours`, `tCO2e a year`. */
export function unitInWords(unit: Unit): string {
  switch (unit.kind) {
    case 'fte':
      return 'FTE';
    case 'count':
      return unit.of;
    case 'hours-attendees':
      return 'hours of attendance';
    case 'percentage':
      return '%';
    case 'amount':
      return unit.perYear ? `${unit.of} a year` : unit.of;
    case 'text':
      return 'a description';
    case 'yes-no':
      return 'yes or no';
    default:
      return unit.kind;
  }
}
