import type { Instant, Postcode } from '../../values/index.ts';

declare const decisionId: unique symbol;

/** Our own number for a decision about a supplier: `dec_` and twenty small letters and digits. */
export type DecisionId = string & { readonly [decisionId]: true };

/** What a person can say a supplier string stands for, when no register is named. */
export const plainOutcomes = ['none', 'person', 'public-body', 'several'] as const;
export type PlainOutcome = (typeof plainOutcomes)[number];

/**
 * Who a supplier string stands for. `linked` names an organisation on a register; where its work is done elsewhere, the
 * postcode of that place goes with it. `none` is somebody on no register in use.
 */
export type SupplierOutcome =
  | { readonly kind: 'linked'; readonly identifier: string; readonly deliveryPostcode: Postcode | null }
  | { readonly kind: PlainOutcome };

/** What a decision is about: a supplier number of the ledger, names, or both. */
export interface DecidedSupplier {
  readonly supplierNumber: string | null;
  /** Normalised names under which the supplier was paid when this was decided; see `supplierKey`. */
  readonly nameKeys: readonly string[];
  /** A name as a ledger writes it, for people. */
  readonly name: string;
}

/** A dated alias: what a person found out about a supplier string. It is never changed; it can be undone. */
export interface SupplierDecision extends DecidedSupplier {
  readonly id: DecisionId;
  readonly outcome: SupplierOutcome;
  /** In the words of whoever decided; auditors see it. */
  readonly reason: string | null;
  /** The editions of registers that were looked at, such as `companies 2026-11-01`; empty where there was none. */
  readonly editions: string;
  /** Where it comes from: decided on a page, or taken over from another organisation's dictionary. */
  readonly source: 'review' | 'dictionary';
  readonly decidedAt: Instant;
  readonly undoneAt: Instant | null;
}
