import type { Ratio } from '../../values/index.ts';
import type { Measure } from '../measureSet.ts';

/** What is offered against a measure, in the shape of its unit. */
export type Quantity =
  /** FTE, a count, hours, weeks or a physical amount; `by` tells it apart by region, group or level. */
  | { readonly kind: 'number'; readonly amount: Ratio }
  | {
      readonly kind: 'by';
      readonly parts: readonly { readonly of: string; readonly amount: Ratio }[];
    }
  | { readonly kind: 'hours-attendees'; readonly hours: Ratio; readonly attendees: Ratio }
  | {
      readonly kind: 'pounds';
      readonly pounds: Ratio;
      readonly staffHours: Ratio;
      readonly expertHours: Ratio;
    }
  | { readonly kind: 'percentage'; readonly numerator: Ratio; readonly denominator: Ratio }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'yes-no'; readonly yes: boolean };

/** One line of a bid. */
export interface OfferLine {
  readonly id: string;
  readonly reference: string;
  readonly quantity: Quantity;
  /** The part that stays in the local area; null where it was not said. */
  readonly localShare: Ratio | null;
  /** The part that is due to this contract: one, or less where a person or thing is shared. */
  readonly attribution: Ratio;
  /** What is counted, in the words of the bidder: a post, a supplier, an event. Empty where it was not said. */
  readonly thing: string;
}

/** One step of a value: what was done, what came out of it, and a sentence. */
export interface ValueStep {
  readonly what:
    | 'offered'
    | 'elsewhere'
    | 'local-share'
    | 'attribution'
    | 'duplicate'
    | 'record-only'
    | 'no-value'
    | 'proxy'
    | 'weighting';
  readonly amount: Ratio;
  readonly unit: 'units' | 'pounds';
  readonly sentence: string;
}

/** A line with its value in pounds, exact. */
export interface ValuedLine {
  readonly line: OfferLine;
  readonly measure: Measure;
  /** What counts in units of the measure, after local share and attribution; null for a text or a yes or no. */
  readonly counted: Ratio | null;
  readonly value: Ratio;
  readonly steps: readonly ValueStep[];
}

/** The same thing under several measures. */
export interface Duplicate {
  readonly kind: 'left-out' | 'ask';
  readonly thing: string;
  readonly lines: readonly string[];
  readonly sentence: string;
}

/** A whole bid with its value in pounds, exact. */
export interface ValuedBid {
  readonly lines: readonly ValuedLine[];
  readonly total: Ratio;
  readonly byTheme: readonly { readonly id: string; readonly title: string; readonly value: Ratio }[];
  readonly duplicates: readonly Duplicate[];
}
