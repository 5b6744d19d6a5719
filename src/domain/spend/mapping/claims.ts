import { isPlaceholder } from '../../suppliers/index.ts';
import type { AmountBasis, Confidence } from '../analysis.ts';
import { type ColumnValues, columnValues, shareFilled } from './columnValues.ts';
import type { RawRecord, Role } from './types.ts';
import { type AliasRole, aliasOf, type HeaderAlias, type Vocabulary } from './vocabulary.ts';

/** The weight of a role that a person gave a column: more than any alias has. */
export const saidWeight = 1000;

/** One column, what its header claims it is, and what its values say to that. */
export interface Claim {
  readonly index: number;
  readonly header: string;
  readonly alias: HeaderAlias | null;
  /** The role after a look at the values; null when the column has none. */
  readonly role: AliasRole | null;
  readonly weight: number;
  /** The share, 0 to 1, of filled cells that read as the role needs. */
  readonly fit: number;
  readonly values: ColumnValues;
}

const profiled = 500;

/** At most 500 records, evenly taken. */
function evenly(records: readonly RawRecord[]): readonly RawRecord[] {
  const step = Math.max(1, Math.ceil(records.length / profiled));
  return records.filter((_, position) => position % step === 0);
}

/** How well the values suit a role. */
export function fitOf(role: AliasRole, values: ColumnValues): number {
  switch (role) {
    case 'date':
      return shareFilled(values, 'dates');
    case 'netAmount':
    case 'grossAmount':
    case 'amount':
    case 'vat':
      return shareFilled(values, 'amounts');
    case 'postcode':
      return shareFilled(values, 'postcodes');
    case 'supplier':
    case 'category':
      return shareFilled(values, 'texts');
    case 'supplierNumber':
    case 'companyNumber':
    case 'charityNumber':
    case 'categoryCode':
      return shareFilled(values, 'codes');
    default:
      return values.filled > 0 ? 1 : 0;
  }
}

/** Files name a code and its text alike; the values tell which is which. */
const readInstead: Partial<Record<AliasRole, AliasRole>> = {
  supplier: 'supplierNumber',
  supplierNumber: 'supplier',
  category: 'categoryCode',
  categoryCode: 'category',
};

function byValues(alias: HeaderAlias, values: ColumnValues): { role: AliasRole; weight: number } {
  const other = readInstead[alias.role];
  const fits = fitOf(alias.role, values) >= 0.5 || values.filled === 0;
  if (!other || fits || fitOf(other, values) < 0.5) return { role: alias.role, weight: alias.weight };
  const weight = alias.role === 'supplierNumber' ? 30 : alias.weight - 1;
  return { role: other, weight };
}

/** Reads every named or filled column against the table of aliases and against its own values. */
export function claimsOf(
  names: readonly string[],
  records: readonly RawRecord[],
  vocabulary: Vocabulary,
): readonly Claim[] {
  const seen = evenly(records);
  const width = seen.reduce((widest, { cells }) => Math.max(widest, cells.length), names.length);
  return Array.from({ length: width }, (_, index): Claim => {
    const header = names[index] ?? '';
    const values = columnValues(seen, index, (text) => isPlaceholder(text, vocabulary));
    const alias = aliasOf(header, vocabulary) ?? null;
    const { role, weight } = alias ? byValues(alias, values) : { role: null, weight: 0 };
    return { index, header, alias, role, weight, fit: role ? fitOf(role, values) : 0, values };
  });
}

const typed: readonly AliasRole[] = ['date', 'postcode', 'netAmount', 'grossAmount', 'amount', 'vat'];

/** Whether every value of a role is checked, so that a share of them can agree. */
export function isTyped(role: AliasRole): boolean {
  return typed.includes(role);
}

function isWellRead({ role, fit }: Claim): boolean {
  return role === null || !isTyped(role) || fit >= 0.5;
}

/**
 * Whether a header cannot be mistaken for anything but a day or a postcode, so that values which do not read
 * are faults of the file. `Period`, and a header that only has "date" in it, can be.
 */
export function saysPlainly({ alias, role }: Claim): boolean {
  if (!alias || alias.role !== role) return false;
  return role === 'postcode' || (role === 'date' && alias.weight >= (alias.match === 'exact' ? 20 : 70));
}

/** Whether the values let the column be read as its role at all. Suppliers may all be redacted. */
export function isUsable(claim: Claim): boolean {
  if (claim.role === 'supplier' && claim.alias !== null) return true;
  if (claim.role === 'vat' && claim.values.amounts < claim.values.written) return false;
  if (claim.values.filled === 0 || claim.role === null) return false;
  return isWellRead(claim) || (saysPlainly(claim) && claim.fit > 0);
}

/** What the header of an amount says about VAT. */
export function basisOf(claim: Claim): AmountBasis {
  if (claim.role === 'netAmount') return 'net';
  return claim.role === 'grossAmount' ? 'gross' : 'not stated';
}

/** The best claim to a role: one that reads mostly, by weight, by how well the values fit, the first in the file. */
export function bestClaim(claims: readonly Claim[], role: Role): Claim | undefined {
  const wellRead = (claim: Claim) => Number(isWellRead(claim));
  return claims
    .filter((claim) => claim.role === role && isUsable(claim))
    .toSorted(
      (one, other) =>
        wellRead(other) - wellRead(one) ||
        other.weight - one.weight ||
        other.fit - one.fit ||
        one.index - other.index,
    )[0];
}

/** `certain`: an exact header and at least 95 % of the values agree. `likely`: less, or by its values alone. */
export function confidenceOf(claim: Claim): Confidence {
  if (claim.weight === saidWeight) return 'certain';
  const exact = claim.alias?.match === 'exact' && claim.role === claim.alias.role;
  return exact && (claim.fit >= 0.95 || !isTyped(claim.alias.role)) ? 'certain' : 'likely';
}
