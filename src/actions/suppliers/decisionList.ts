import { aliasBook, contradictionOf, type DecisionId } from '../../domain/suppliers/index.ts';
import type { LocalDate } from '../../domain/values/index.ts';
import type { RegisterEdition } from '../../lake/reference/types.ts';
import type { StoredDecision } from '../../records/supplierTypes.ts';
import type { SupplierParts } from './parts.ts';
import { findingsByAlias } from './queue.ts';
import type { DecisionInUse } from './types.ts';

/** Whether a register of the kind that an org-id belongs to is in use. */
function coverage(editions: readonly RegisterEdition[]): (identifier: string) => boolean {
  const kinds = editions.map(({ kind }) => kind);
  return (identifier) => {
    if (identifier.startsWith('GB-COH-')) return kinds.includes('companies');
    if (identifier.startsWith('GB-CHC-')) return kinds.includes('charities');
    return kinds.includes('register');
  };
}

function aliasesOf({ supplierNumber, nameKeys }: StoredDecision) {
  return nameKeys.flatMap((nameKey) => [
    { supplierNumber, nameKey },
    { supplierNumber: null, nameKey },
  ]);
}

/** The last day on which a payee that each decision holds for was paid. */
async function lastPaid(
  { explore }: Pick<SupplierParts, 'explore'>,
  decisions: readonly StoredDecision[],
): Promise<ReadonlyMap<DecisionId, LocalDate>> {
  const book = aliasBook(decisions);
  const days = new Map<DecisionId, LocalDate>();
  await explore.everyString(async (parts) => {
    for await (const strings of parts) {
      for (const string of strings) {
        const id = book.decisionFor(string)?.id;
        const known = id && days.get(id);
        if (id && string.lastDay !== null && (!known || known < string.lastDay)) days.set(id, string.lastDay);
      }
    }
  });
  return days;
}

/** Every decision, the newest first, with what the registers in use say of it now. */
export async function decisionList(parts: SupplierParts): Promise<readonly DecisionInUse[]> {
  const { records, registers } = parts;
  const decisions = await records.supplierDecisions();
  const findingsOf = findingsByAlias(await records.supplierFindings());
  const isCovered = coverage(await registers.registers());
  const findings = new Map(decisions.map((one) => [one.id, findingsOf(aliasesOf(one))[0]?.finding ?? null]));
  const named = decisions.flatMap(({ id, outcome }) => {
    const finding = findings.get(id);
    const found = finding?.kind === 'linked' ? [finding.identifier] : [];
    return outcome.kind === 'linked' ? [outcome.identifier, ...found] : found;
  });
  const entities = await registers.entitiesOf([...new Set(named)]);
  const isAnyOver = [...entities.values()].some(({ ended }) => ended !== null);
  const paid = isAnyOver ? await lastPaid(parts, decisions) : new Map<DecisionId, LocalDate>();
  return decisions.map((decision) => {
    const { id, outcome, undoneAt } = decision;
    const identifier = outcome.kind === 'linked' ? outcome.identifier : null;
    const entity = identifier === null ? null : (entities.get(identifier) ?? null);
    const finding = findings.get(id) ?? null;
    const found = finding?.kind === 'linked' ? (entities.get(finding.identifier) ?? null) : null;
    const view = {
      entity,
      isCovered: identifier !== null && isCovered(identifier),
      finding,
      found,
      lastPaid: paid.get(id) ?? null,
    };
    return { decision, entity, contradiction: undoneAt === null ? contradictionOf(decision, view) : null };
  });
}
