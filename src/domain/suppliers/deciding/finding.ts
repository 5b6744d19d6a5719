declare const matchingId: unique symbol;

/** Our own number for a run of the matcher: `mat_` and twenty small letters and digits. */
export type MatchingId = string & { readonly [matchingId]: true };

/** The identifier of a run of the matcher, when the text is one. */
export function parseMatchingId(text: string): MatchingId | undefined {
  return /^mat_[a-z0-9]{20}$/.test(text) ? (text as MatchingId) : undefined;
}

/** What kind of payee a string stands for that is no organisation to be found on a register. */
export const payeeSorts = ['redacted', 'person', 'public-body', 'aggregate', 'several'] as const;
export type PayeeSort = (typeof payeeSorts)[number];

/**
 * What the registers in use say about a supplier string. `linked` is sure enough to count; `ambiguous` is one of the
 * organisations named and no other; `unmatched` may be one of them or none. Identifiers are org-ids, the likeliest first.
 */
export type SupplierFinding =
  | {
      readonly kind: 'linked';
      readonly identifier: string;
      /** How sure, by a band whose share of right links was measured. */
      readonly band: string;
      readonly reasons: readonly string[];
    }
  | {
      readonly kind: 'ambiguous' | 'unmatched';
      readonly identifiers: readonly string[];
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'not-listed'; readonly sort: PayeeSort; readonly reasons: readonly string[] };

/** A finding with the supplier string it is about. */
export interface StoredFinding {
  readonly supplierNumber: string | null;
  readonly nameKey: string;
  /** Hash of everything that was asked; the same again need not be asked. */
  readonly asked: string;
  readonly finding: SupplierFinding;
}

/** A run of the matcher over the suppliers of an organisation. */
export interface Matching {
  readonly id: MatchingId;
  /** The editions of registers that were looked at, such as `companies 2026-11-01`. */
  readonly editions: string;
  /** The version of the rules by which names were matched. */
  readonly rules: string;
  readonly names: number;
  readonly linked: number;
  readonly ambiguous: number;
  /** SHA-256 of all findings in order. */
  readonly contentHash: string;
}
