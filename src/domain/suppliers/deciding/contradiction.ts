import { formatDay, type LocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import type { SupplierFinding } from './finding.ts';
import type { SupplierDecision } from './types.ts';

/** What the registers in use say now of what was decided. */
export interface RegisterView {
  /** The organisation that the decision names; null where no register in use has it. */
  readonly entity: RegisteredEntity | null;
  /** Whether a register of its kind is in use at all. */
  readonly isCovered: boolean;
  /** What the matcher found for the same supplier string; null where it found nothing yet. */
  readonly finding: SupplierFinding | null;
  /** The organisation that was found, where one was. */
  readonly found: RegisteredEntity | null;
  readonly lastPaid: LocalDate | null;
}

function isSame({ identifier, alsoKnownAs }: RegisteredEntity, other: string): boolean {
  return identifier === other || alsoKnownAs.includes(other);
}

function foundInstead(identifier: string | null, { finding, found }: RegisterView): string | null {
  if (finding?.kind !== 'linked' || !found) return null;
  if (identifier !== null && isSame(found, identifier)) return null;
  return `The registers in use point to ${found.name} (${found.identifier}).`;
}

/**
 * A sentence where the editions in use contradict a decision: the organisation is gone from its register, ended before
 * the last payment, or the same name is now found to be another one. Null where they do not.
 */
export function contradictionOf({ outcome }: SupplierDecision, view: RegisterView): string | null {
  if (outcome.kind !== 'linked') return foundInstead(null, view);
  const { entity, isCovered, lastPaid } = view;
  if (!entity) return isCovered ? `The register in use has no ${outcome.identifier} any more.` : null;
  if (entity.ended !== null && lastPaid !== null && entity.ended < lastPaid) {
    return `${entity.name} ended on ${formatDay(entity.ended)}, before the payment of ${formatDay(lastPaid)}.`;
  }
  return foundInstead(isSame(entity, outcome.identifier) ? outcome.identifier : entity.identifier, view);
}
