import { describe, expect, it } from 'vitest';
import type { Instant } from '../../values/index.ts';
import { aliasBook, parseDecisionId } from './aliasBook.ts';
import type { DecisionId, SupplierDecision } from './types.ts';

const at = (minute: number) => `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z` as Instant;

function decided(minute: number, about: Partial<SupplierDecision>): SupplierDecision {
  return {
    id: `dec_${String(minute).padStart(20, '0')}` as DecisionId,
    supplierNumber: null,
    nameKeys: [],
    name: 'Hebbleden Support Svcs',
    outcome: { kind: 'linked', identifier: 'GB-COH-99417722', deliveryPostcode: null },
    reason: null,
    editions: 'companies 2026-11-01',
    source: 'review',
    decidedAt: at(minute),
    undoneAt: null,
    ...about,
  };
}

const name = 'HEBBLEDEN SUPPORT SVCS';
const idOf = (decisions: readonly SupplierDecision[], number: string | null, nameKey: string | null = name) =>
  aliasBook(decisions).decisionFor({ supplierNumber: number, nameKey })?.id ?? null;

describe('which decision holds', () => {
  const byName = decided(1, { nameKeys: [name] });
  const byNumber = decided(2, { supplierNumber: '0038114', nameKeys: [name] });

  it('is none for a payee that nobody decided about, or that was undone', () => {
    expect(idOf([], '7')).toBeNull();
    expect(idOf([byName], null, 'ANOTHER')).toBeNull();
    expect(idOf([byName], null, null)).toBeNull();
    expect(idOf([{ ...byName, undoneAt: at(9) }], null)).toBeNull();
  });

  it('is the one about its number, before the one about its name', () => {
    expect(idOf([byName, byNumber], '0038114')).toBe(byNumber.id);
    expect(idOf([byNumber, byName], '0038114', 'ANOTHER')).toBe(byNumber.id);
    expect(idOf([byNumber, byName], '9')).toBe(byName.id);
    expect(idOf([byNumber, byName], null)).toBe(byName.id);
  });

  it('survives in a ledger without numbers, unless two numbers of one name were decided in different ways', () => {
    expect(idOf([byNumber], null)).toBe(byNumber.id);
    const same = decided(3, { supplierNumber: '5', nameKeys: [name] });
    expect(idOf([byNumber, same], null)).toBe(byNumber.id);
    const other = decided(4, { supplierNumber: '5', nameKeys: [name], outcome: { kind: 'none' } });
    expect(idOf([byNumber, other], null)).toBeNull();
    const elsewhere = { ...same, outcome: { ...byNumber.outcome, deliveryPostcode: 'HD1 2CC' } } as never;
    expect(idOf([byNumber, elsewhere], null)).toBeNull();
  });

  it('does not cross from one number to another under the same name', () => {
    expect(idOf([byNumber], '5')).toBeNull();
  });

  it('is the last one, whatever the order in which they are read', () => {
    const later = decided(5, { nameKeys: [name], outcome: { kind: 'person' } });
    for (const all of [
      [byName, later],
      [later, byName],
    ]) {
      expect(idOf(all, null)).toBe(later.id);
    }
    const twin = { ...later, id: `dec_${'9'.repeat(20)}` as DecisionId };
    expect(idOf([twin, later], null)).toBe(twin.id);
    expect(idOf([later, twin], null)).toBe(twin.id);
    expect(idOf([byName, { ...later, undoneAt: at(8) }], null)).toBe(byName.id);
  });
});

it('takes only what is the id of a decision', () => {
  expect(parseDecisionId(`dec_${'a1'.repeat(10)}`)).toBe(`dec_${'a1'.repeat(10)}`);
  for (const text of ['', 'dec_', `dec_${'A'.repeat(20)}`, `per_${'a'.repeat(20)}`]) {
    expect(parseDecisionId(text)).toBeUndefined();
  }
});
