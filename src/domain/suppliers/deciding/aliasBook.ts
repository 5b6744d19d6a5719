import type { DecisionId, SupplierDecision } from './types.ts';

/** A payee as ledgers name it. */
export interface PayeeAlias {
  readonly supplierNumber: string | null;
  /** See `supplierKey`; null where the payee has no name. */
  readonly nameKey: string | null;
}

/** The decisions that hold, ready to be looked up. */
export interface AliasBook {
  /** The decision that holds for a payee; null where nobody decided, or where names are decided in different ways. */
  readonly decisionFor: (payee: PayeeAlias) => SupplierDecision | null;
}

/** The identifier of a decision, when the text is one. */
export function parseDecisionId(text: string): DecisionId | undefined {
  return /^dec_[a-z0-9]{20}$/.test(text) ? (text as DecisionId) : undefined;
}

/** Older decisions first; those of one moment by id, so that every reader sees the same one last. */
function inOrder(one: SupplierDecision, other: SupplierDecision): number {
  if (one.decidedAt !== other.decidedAt) return one.decidedAt < other.decidedAt ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function sameOutcome(one: SupplierDecision, other: SupplierDecision): boolean {
  const said = ({ outcome }: SupplierDecision) =>
    outcome.kind === 'linked' ? [outcome.identifier, outcome.deliveryPostcode ?? ''].join(' ') : outcome.kind;
  return said(one) === said(other);
}

function agreed(decisions: Iterable<SupplierDecision>): SupplierDecision | null {
  const [first, ...rest] = decisions;
  return first && rest.every((one) => sameOutcome(one, first)) ? first : null;
}

/**
 * Makes decisions ready. A decision about a payee's supplier number outranks one about its name; a name decided
 * without a number outranks one that was decided together with another number, and such decisions count only where they
 * all agree, because a number is what tells two suppliers of one name apart. The last decision about the same wins.
 */
export function aliasBook(decisions: readonly SupplierDecision[]): AliasBook {
  const byNumber = new Map<string, SupplierDecision>();
  const byName = new Map<string, SupplierDecision>();
  const byNumberedName = new Map<string, Map<string, SupplierDecision>>();
  for (const decision of decisions.filter(({ undoneAt }) => undoneAt === null).toSorted(inOrder)) {
    const { supplierNumber, nameKeys } = decision;
    if (supplierNumber !== null) byNumber.set(supplierNumber, decision);
    for (const nameKey of nameKeys) {
      if (supplierNumber === null) byName.set(nameKey, decision);
      else {
        const numbered = byNumberedName.get(nameKey) ?? new Map<string, SupplierDecision>();
        byNumberedName.set(nameKey, numbered.set(supplierNumber, decision));
      }
    }
  }
  return {
    decisionFor: ({ supplierNumber, nameKey }) => {
      const numbered = supplierNumber === null ? undefined : byNumber.get(supplierNumber);
      if (numbered) return numbered;
      if (nameKey === null) return null;
      const named = byName.get(nameKey);
      if (named || supplierNumber !== null) return named ?? null;
      return agreed(byNumberedName.get(nameKey)?.values() ?? []);
    },
  };
}
