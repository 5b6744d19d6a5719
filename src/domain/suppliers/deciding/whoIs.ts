import type { Instant } from '../../values/index.ts';
import { aliasBook, type PayeeAlias } from './aliasBook.ts';
import type { PayeeSort, StoredFinding, SupplierFinding } from './finding.ts';
import type { PlainOutcome, SupplierDecision } from './types.ts';

/** Who a payee is under one of its names, as far as that is known. */
export type WhoIs =
  | { readonly kind: 'organisation'; readonly identifier: string; readonly by: 'decision' | 'register' }
  | { readonly kind: 'one of'; readonly identifiers: readonly string[] }
  | { readonly kind: 'decided'; readonly outcome: PlainOutcome; readonly at: Instant }
  | { readonly kind: 'not listed'; readonly sort: PayeeSort }
  /** Nothing was found that fits well enough, or nobody looked. */
  | { readonly kind: 'not known' };

function ofDecision({ outcome, decidedAt }: SupplierDecision): WhoIs {
  if (outcome.kind !== 'linked') return { kind: 'decided', outcome: outcome.kind, at: decidedAt };
  return { kind: 'organisation', identifier: outcome.identifier, by: 'decision' };
}

function ofFinding(finding: SupplierFinding | undefined): WhoIs {
  if (finding?.kind === 'linked') {
    return { kind: 'organisation', identifier: finding.identifier, by: 'register' };
  }
  if (finding?.kind === 'ambiguous') return { kind: 'one of', identifiers: finding.identifiers };
  return finding?.kind === 'not-listed' ? { kind: 'not listed', sort: finding.sort } : { kind: 'not known' };
}

function distinct(all: readonly WhoIs[]): readonly WhoIs[] {
  return [...new Map(all.map((who) => [JSON.stringify(who), who])).values()];
}

/**
 * Says who payees are: what was decided outranks what registers say. A payee with several names may be somebody else
 * under each, so there is an answer for each that differs.
 */
export function whoIs(
  decisions: readonly SupplierDecision[],
  findings: readonly StoredFinding[],
): (aliases: readonly PayeeAlias[]) => readonly WhoIs[] {
  const book = aliasBook(decisions);
  const keyOf = (number: string | null, name: string | null) => `${number ?? ''}\u0000${name ?? ''}`;
  const found = new Map(findings.map((one) => [keyOf(one.supplierNumber, one.nameKey), one.finding]));
  return (aliases) =>
    distinct(
      aliases.map((alias) => {
        const decision = book.decisionFor(alias);
        return decision
          ? ofDecision(decision)
          : ofFinding(found.get(keyOf(alias.supplierNumber, alias.nameKey)));
      }),
    );
}

/** The one organisation that a payee is; null where it could be another, or none. */
export function organisationAmong(whos: readonly WhoIs[]): string | null {
  const identifiers = new Set(whos.map((who) => (who.kind === 'organisation' ? who.identifier : null)));
  const [identifier = null] = identifiers;
  return identifiers.size === 1 ? identifier : null;
}

/** Whether a payee is a person under any of its names: then nothing of it may be published. */
export function isPersonAmong(whos: readonly WhoIs[]): boolean {
  return whos.some(
    (who) =>
      (who.kind === 'decided' && who.outcome === 'person') ||
      (who.kind === 'not listed' && who.sort === 'person'),
  );
}
