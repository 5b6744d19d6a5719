import { type Guesses, guessByValues } from './byValues.ts';
import { bestClaim, type Claim } from './claims.ts';
import { type Mapping, type Role, roles } from './types.ts';

type Columns = Mapping['columns'];
type ColumnRole = keyof Columns;

const summed: readonly Role[] = ['netAmount', 'grossAmount', 'amount'];
const columnRoles = roles.filter((role): role is ColumnRole => !summed.includes(role));
const numbers: readonly ColumnRole[] = ['supplierNumber', 'companyNumber', 'charityNumber'];

/** One number for every supplier of a file numbers none of them. */
function isConstant(claim: Claim, supplier: Claim | undefined): boolean {
  const { filled, records, distinct } = claim.values;
  return distinct === 1 && filled >= 2 && filled >= 0.9 * records && (supplier?.values.distinct ?? 0) > 1;
}

/** Why a column that claims a role cannot be read as it; null when it can. */
export function unusableNumber(claim: Claim, claims: readonly Claim[]): string | null {
  if (!numbers.some((role) => role === claim.role)) return null;
  return isConstant(claim, bestClaim(claims, 'supplier')) ? 'It holds one value for every supplier.' : null;
}

function columnFor(role: ColumnRole, claims: readonly Claim[]): number | undefined {
  const claim = bestClaim(claims, role);
  return claim && unusableNumber(claim, claims) === null ? claim.index : undefined;
}

/** Which column is read as what, the summed column apart. */
export function chooseColumns(
  claims: readonly Claim[],
  amount: number,
  hasHeader: boolean,
): { readonly columns: Columns; readonly guesses: Guesses } {
  const guesses = guessByValues(claims, amount, hasHeader);
  const guessed = new Map([...guesses].map(([index, role]) => [role, index]));
  const free = claims.filter(({ index }) => index !== amount);
  const chosen = columnRoles.flatMap((role) => {
    const index = columnFor(role, free) ?? guessed.get(role);
    return index === undefined ? [] : [[role, index] as const];
  });
  return { columns: Object.fromEntries(chosen), guesses };
}
