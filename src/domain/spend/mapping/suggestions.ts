import type { AmountChoice } from './amountColumn.ts';
import { type Claim, confidenceOf, isTyped, isUsable, saidWeight } from './claims.ts';
import { unusableNumber } from './columnRoles.ts';
import type { ColumnSuggestion, Role } from './types.ts';
import type { AliasRole } from './vocabulary.ts';

/** What each role is called when we speak to people. */
export const roleWords: Readonly<Record<Role, string>> = {
  date: 'the day of payment',
  netAmount: 'the amount without VAT',
  grossAmount: 'the amount with VAT',
  amount: 'the amount',
  vat: 'VAT',
  supplier: 'the supplier',
  supplierNumber: 'the supplier number',
  companyNumber: 'the company number',
  charityNumber: 'the charity number',
  postcode: 'the postcode',
  body: 'the body that pays',
  category: 'the category',
  categoryCode: 'the category code',
  department: 'the department',
  purpose: 'the purpose',
  documentNumber: 'the document number',
  debitCredit: 'the debit or credit mark',
};

export interface Chosen {
  readonly claims: readonly Claim[];
  readonly roles: ReadonlyMap<number, Role>;
  readonly amount: AmountChoice;
}

function isRole(role: AliasRole): role is Role {
  return role !== 'not used';
}

function perCent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

const summed: readonly (AliasRole | null)[] = ['netAmount', 'grossAmount', 'amount'];

/** An amount can be read as net or gross for other reasons than its header, which then says less. */
function saidByHeader(claim: Claim, role: Role): Role {
  return claim.role && isRole(claim.role) && summed.includes(claim.role) && summed.includes(role)
    ? claim.role
    : role;
}

function whyUsed(claim: Claim, role: Role): string {
  if (claim.weight === saidWeight) return `A saved answer says ${roleWords[role]}.`;
  if (claim.alias === null) return `The values read as ${roleWords[role]}.`;
  const said = saidByHeader(claim, role);
  if (said !== claim.alias.role)
    return `The header says otherwise, but the values read as ${roleWords[role]}.`;
  const share = isTyped(said) && claim.values.filled > 0 ? `; ${perCent(claim.fit)} of the values agree` : '';
  return `The header says ${roleWords[said]}${share}.`;
}

function whyUnused(claim: Claim, { claims, roles, amount }: Chosen): string {
  if (claim.values.filled === 0) return 'It is empty or holds only placeholders.';
  if (claim.alias === null || claim.role === null) {
    return claim.header === ''
      ? 'It has no heading, and its values could be many things.'
      : 'The header is not known.';
  }
  if (!isRole(claim.role)) return `It ${claim.alias.note}.`;
  const problem = unusableNumber(claim, claims);
  if (problem) return problem;
  if (!isUsable(claim)) return `Only ${perCent(claim.fit)} of its values read as ${roleWords[claim.role]}.`;
  if (summed.includes(claim.role) && amount.claim?.header)
    return `"${amount.claim.header}" is the amount that is added up.`;
  const better = [...roles].find(([, role]) => role === claim.role)?.[0];
  const name = claims.find(({ index }) => index === better)?.header;
  return name ? `"${name}" says better what ${roleWords[claim.role]} is.` : 'Another column says it better.';
}

function suggestion(claim: Claim, chosen: Chosen): ColumnSuggestion {
  const { index, header } = claim;
  if (chosen.amount.rivals.includes(claim)) {
    return {
      index,
      header,
      role: null,
      confidence: 'ask',
      why: 'It could be the amount, and so could another.',
    };
  }
  const role = chosen.roles.get(index) ?? null;
  if (role === null) {
    return {
      index,
      header,
      role,
      confidence: claim.alias || claim.values.filled === 0 ? 'certain' : 'likely',
      why: whyUnused(claim, chosen),
    };
  }
  return { index, header, role, confidence: confidenceOf(claim), why: whyUsed(claim, role) };
}

/** Says of every column what it is read as, how surely, and why. */
export function suggestionsFor(chosen: Chosen): readonly ColumnSuggestion[] {
  return chosen.claims.map((claim) => suggestion(claim, chosen));
}
