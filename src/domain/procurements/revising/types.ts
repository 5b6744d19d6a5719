import type { ValuedBid, ValuedLine } from '../../measures/index.ts';
import type { Ratio } from '../../values/index.ts';
import type { Criterion, ScoredTender, Tender } from '../scoring/types.ts';

/** What was offered, as a file has it: the unit of the measure says later what it means. */
export type OfferedQuantity =
  | { readonly kind: 'amount'; readonly amount: Ratio }
  /** Hours for so many people: `12 x 30`. */
  | { readonly kind: 'times'; readonly hours: Ratio; readonly people: Ratio }
  /** A part of a whole: `45 of 60`, or `75%`. */
  | { readonly kind: 'of'; readonly part: Ratio; readonly whole: Ratio }
  | { readonly kind: 'words'; readonly text: string };

/** One line of a bid of the past. */
export interface PastOffer {
  /** The line of the file, for messages. */
  readonly line: number;
  readonly reference: string;
  readonly quantity: OfferedQuantity;
  readonly localShare: Ratio | null;
  readonly attribution: Ratio;
  /** What is counted, in the words of the bidder; empty where it was not said. */
  readonly thing: string;
}

/** A bid of the past: its price, the scores of its panel, and quantities against measures. */
export interface PastBid {
  readonly id: string;
  readonly name: string;
  readonly price: Ratio;
  readonly scores: ReadonlyMap<string, Ratio>;
  readonly offers: readonly PastOffer[];
}

/** A procurement of the past with the criteria and formulas by which it was decided. */
export interface PastTender {
  readonly name: string;
  readonly criteria: readonly Criterion[];
  readonly bids: readonly PastBid[];
}

/** An offer that brings nothing under a set, with the reason. */
export interface NotCounted {
  readonly line: number;
  readonly bidder: string;
  readonly reference: string;
  /** `unknown`: the set has no such measure. `refused`: the offer breaks a rule of the measure. */
  readonly why: 'unknown' | 'refused';
  readonly sentence: string;
}

/** A bid of the past under a set. */
export interface WorkedBid {
  readonly past: PastBid;
  /** Its lines valued one by one, before the same thing was counted once. */
  readonly alone: readonly ValuedLine[];
  readonly valued: ValuedBid;
  /** What it is worth under each measure that it offers something against. */
  readonly under: ReadonlyMap<string, Ratio>;
  readonly notCounted: readonly NotCounted[];
}

/** A procurement of the past as it comes out under a set. */
export interface WorkedTender {
  readonly past: PastTender;
  readonly bids: readonly WorkedBid[];
  readonly tender: Tender;
  readonly scored: ScoredTender;
}
