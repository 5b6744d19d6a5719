import type { Ratio } from '../../values/index.ts';

/** A step of a banded formula: so many points of the scale up to and including a share of the bidder's own price. */
export interface Band {
  /** Upper end, inclusive, as a share of the price; null for everything above. */
  readonly upTo: Ratio | null;
  readonly points: Ratio;
}

/** How the quantity of social value becomes a share of the points. Formulas F1 to F4. */
export type QuantityFormula =
  | { readonly kind: 'highest' }
  | { readonly kind: 'highest-for-price' }
  | { readonly kind: 'target'; readonly target: Ratio }
  | { readonly kind: 'bands'; readonly bands: readonly Band[] };

/** How a price becomes a share of the points. Formulas P1 to P4. */
export type PriceFormula =
  | { readonly kind: 'lowest' }
  | { readonly kind: 'linear' }
  | { readonly kind: 'reference'; readonly reference: Ratio }
  | { readonly kind: 'quality-per-pound' };

/** What a criterion looks at. */
export type Assessment =
  | { readonly kind: 'price'; readonly formula: PriceFormula }
  | { readonly kind: 'quantity'; readonly formula: QuantityFormula }
  | {
      readonly kind: 'panel';
      /** The best score of the scale. */
      readonly top: Ratio;
      /** A bid below this score is out; null where no score is too low. */
      readonly floor: Ratio | null;
    };

/** Something bids are assessed by, with the points that it is worth at most. */
export interface Criterion {
  readonly id: string;
  readonly name: string;
  readonly weight: Ratio;
  readonly assessment: Assessment;
}

/** What was bid. Amounts are pounds, exactly. */
export interface Bid {
  readonly id: string;
  readonly name: string;
  readonly price: Ratio;
  /** The value of everything offered against measures. */
  readonly socialValue: Ratio;
  /** What the panel gave, by criterion. */
  readonly scores: ReadonlyMap<string, Ratio>;
}

/** Criteria with the bids that they are applied to. */
export interface Tender {
  readonly criteria: readonly Criterion[];
  readonly bids: readonly Bid[];
}

/** What one bid got. */
export interface ScoredBid {
  readonly bid: Bid;
  /** For each criterion, in order, the share of its points: between nought and one. */
  readonly shares: readonly Ratio[];
  /** For each criterion the points. */
  readonly points: readonly Ratio[];
  /** All points; under quality per pound the points other than price for each £1,000 of price. */
  readonly total: Ratio;
  /** 1 is best; bids with the same total share a rank. Null for a bid that is out. */
  readonly rank: number | null;
  /** Why a bid is out: the criterion of which it stays below the floor. */
  readonly out: { readonly criterion: Criterion; readonly score: Ratio; readonly floor: Ratio } | null;
}

/** A tender with its points. */
export interface ScoredTender {
  readonly criteria: readonly Criterion[];
  /** In the order of the bids. */
  readonly bids: readonly ScoredBid[];
  /** The bids of rank 1: several where they tie, none where every bid is out. */
  readonly winners: readonly ScoredBid[];
}
