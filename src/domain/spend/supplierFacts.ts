import type { Candidates } from '../places/index.ts';
import { type AliasBook, aliasBook, type StoredFinding, type SupplierDecision } from '../suppliers/index.ts';
import type { PlaceCode } from '../values/index.ts';
import type { CubePayee } from './figures/cube.ts';
import type { Fact, FactSource } from './figures/facts.ts';

/** Facts about places that follow from who a supplier is. */
export interface SupplierFacts {
  /** Where the organisation that was paid has its registered office. */
  readonly officeOf: (row: CubePayee) => readonly Fact[];
  /** Where its work is done, where a person said that this is elsewhere. */
  readonly deliveryOf: (row: CubePayee) => readonly Fact[];
}

/** What is known of who the suppliers are: what people decided, and what registers say where nobody did. */
export interface SupplierKnowledge {
  readonly decisions: readonly SupplierDecision[];
  readonly findings: readonly StoredFinding[];
  /** The postcode that a register has for an organisation, by its org-id; null where it has none. */
  readonly postcodeOf: (identifier: string) => string | null;
}

/** Nobody decided, and no register was looked at. */
export const nothingKnown: SupplierKnowledge = { decisions: [], findings: [], postcodeOf: () => null };

const aliasOf = (supplierNumber: string | null, nameKey: string | null) =>
  `${supplierNumber ?? ''}\u0000${nameKey ?? ''}`;

/** All places of several organisations, one of which was paid: anywhere when one of them could be anywhere. */
function together(all: readonly Candidates[]): Candidates {
  const codes: PlaceCode[] = [];
  for (const candidates of all) {
    if (candidates === 'anywhere') return 'anywhere';
    codes.push(...candidates);
  }
  return codes.length === 0 ? 'anywhere' : [...new Set(codes)].sort();
}

/**
 * Makes ready what is known of suppliers. A decision outranks what registers say: of somebody who is on no register, a
 * person, a public body or several suppliers it leaves the place open. An ambiguous finding is every organisation it
 * names; one that may be none of them says nothing.
 */
export function supplierFacts(
  { decisions, findings, postcodeOf }: SupplierKnowledge,
  ofPostcode: (postcode: string) => Candidates,
): SupplierFacts {
  const book: AliasBook = aliasBook(decisions);
  const found = new Map(
    findings.map(({ supplierNumber, nameKey, finding }) => [aliasOf(supplierNumber, nameKey), finding]),
  );
  const placeOf = (identifier: string): Candidates => {
    const postcode = postcodeOf(identifier);
    return postcode === null ? 'anywhere' : ofPostcode(postcode);
  };
  const factOf = (source: FactSource, identifiers: readonly string[]): readonly Fact[] => [
    { source, candidates: together(identifiers.map(placeOf)) },
  ];
  return {
    officeOf: (row) => {
      const decided = book.decisionFor(row)?.outcome;
      if (decided) return decided.kind === 'linked' ? factOf('reviewed decision', [decided.identifier]) : [];
      const finding = found.get(aliasOf(row.supplierNumber, row.nameKey));
      if (finding?.kind === 'linked') return factOf('register', [finding.identifier]);
      return finding?.kind === 'ambiguous' ? factOf('register', finding.identifiers) : [];
    },
    deliveryOf: (row) => {
      const decided = book.decisionFor(row)?.outcome;
      if (decided?.kind !== 'linked' || decided.deliveryPostcode === null) return [];
      return [{ source: 'reviewed decision', candidates: ofPostcode(decided.deliveryPostcode) }];
    },
  };
}
