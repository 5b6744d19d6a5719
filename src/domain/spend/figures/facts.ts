import type { Candidates } from '../../places/index.ts';
import type { PlaceCode } from '../../values/index.ts';

/** Where a fact about a payee's place comes from, the strongest first (DESIGN, section 5). */
export const factSources = ['reviewed decision', 'register', 'supplier list', 'ledger postcode'] as const;
export type FactSource = (typeof factSources)[number];

export interface Fact {
  readonly source: FactSource;
  readonly candidates: Candidates;
}

function union(all: readonly (readonly PlaceCode[])[]): readonly PlaceCode[] {
  const [first, ...rest] = all;
  if (first && rest.every((codes) => codes === first)) return first;
  return [...new Set(all.flat())].sort();
}

/** What facts say together, and which source said it. */
export interface Said {
  readonly source: FactSource;
  readonly candidates: readonly PlaceCode[];
}

/**
 * What the facts of one basis say together. The strongest source that says anything decides; facts of equal
 * rank that disagree make a candidate set; null where nothing is known.
 */
export function saidBy(facts: readonly Fact[]): Said | null {
  for (const source of factSources) {
    const codes = facts
      .filter((fact) => fact.source === source)
      .map((fact) => fact.candidates)
      .filter((candidates) => candidates !== 'anywhere');
    if (codes.length > 0) return { source, candidates: union(codes) };
  }
  return null;
}

/** Where a payee is by the facts of one basis: the places they leave possible, or anywhere. */
export function candidatesFrom(facts: readonly Fact[]): Candidates {
  return saidBy(facts)?.candidates ?? 'anywhere';
}
