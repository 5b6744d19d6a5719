import { parseDecisionId, parseMatchingId, type StoredFinding } from '../../src/domain/suppliers/index.ts';
import type { NewDecision } from '../../src/records/supplierTypes.ts';
import { minute } from './records.ts';

/** A decision about an invented supplier. */
export function decisionAt(number: number, changed: Partial<NewDecision> = {}): NewDecision {
  const id = parseDecisionId(`dec_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no decision ${number}.`);
  return {
    ...{ id, supplierNumber: String(number), nameKeys: ['HEBBLEDEN SUPPORT SVCS'] },
    ...{ name: 'Hebbleden Support Svcs', reason: 'Their invoice says so.', source: 'review' },
    outcome: { kind: 'linked', identifier: 'GB-COH-99417722', deliveryPostcode: null },
    ...{ editions: 'companies 2026-11-01', decidedBy: null, decidedAt: minute(number), undoneAt: null },
    ...changed,
  };
}

/** A run of the matcher that found one supplier. */
export function matchingAt(number: number) {
  const id = parseMatchingId(`mat_${String(number).padStart(20, '0')}`);
  if (!id) throw new Error(`There is no run ${number}.`);
  return {
    ...{ id, editions: 'companies 2026-11-01', rules: '1', names: 1, linked: 1, ambiguous: 0 },
    contentHash: 'cd'.repeat(32),
  };
}

export function findingAt(number: number, changed: Partial<StoredFinding> = {}): StoredFinding {
  return {
    ...{ supplierNumber: null, nameKey: `SUPPLIER ${number}`, asked: 'ab'.repeat(16) },
    finding: { kind: 'linked', identifier: 'GB-COH-99417722', band: 'A', reasons: ['The same name.'] },
    ...changed,
  };
}
