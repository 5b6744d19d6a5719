import { nothingKnown, type SupplierKnowledge } from '../../domain/spend/supplierFacts.ts';
import type { RegisteredEntity } from '../../domain/suppliers/index.ts';
import type { Records } from '../../records/types.ts';

/** What is asked of the registers in use. */
export interface RegisterLookup {
  /** The organisations with these org-ids; those on no register in use are left out. */
  readonly entitiesOf: (identifiers: readonly string[]) => Promise<ReadonlyMap<string, RegisteredEntity>>;
}

export interface KnowledgeParts {
  readonly records: Pick<Records, 'supplierDecisions' | 'supplierFindings'>;
  readonly registers: RegisterLookup;
}

/** Everything that is known of who the suppliers are, with where registers say that they are. */
export async function supplierKnowledge({ records, registers }: KnowledgeParts): Promise<SupplierKnowledge> {
  const decisions = await records.supplierDecisions();
  const findings = await records.supplierFindings();
  if (decisions.length === 0 && findings.length === 0) return nothingKnown;
  const decided = decisions.flatMap(({ outcome }) => (outcome.kind === 'linked' ? [outcome.identifier] : []));
  const found = findings.flatMap(({ finding }) => {
    if (finding.kind === 'linked') return [finding.identifier];
    return finding.kind === 'ambiguous' ? finding.identifiers : [];
  });
  const entities = await registers.entitiesOf([...new Set([...decided, ...found])]);
  return {
    decisions,
    findings,
    postcodeOf: (identifier) => entities.get(identifier)?.postcode ?? null,
  };
}
