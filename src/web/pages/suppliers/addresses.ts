import { openFilter } from '../../../domain/spend/explore/filterQuery.ts';
import { address, supplierAddress } from '../explore/addresses.ts';

/** The suppliers of a year that are to be reviewed; the newest year where none is named. */
export function queueAddress(year: string | null, said: readonly (readonly [string, string])[] = []): string {
  return address('/suppliers/review', [...(year === null ? [] : [['year', year] as const]), ...said]);
}

/** The page on which it is said who a supplier is. */
export function caseAddress(
  payee: string,
  year: string | null,
  said: readonly (readonly [string, string])[] = [],
): string {
  const pairs = [...(year === null ? [] : [['year', year] as const]), ...said];
  return address(`/suppliers/review/${encodeURIComponent(payee)}`, pairs);
}

export const decisionsAddress = '/suppliers/decisions';

/** Where a decision is undone. */
export function undoAddress(decision: string): string {
  return `${decisionsAddress}/${encodeURIComponent(decision)}/undo`;
}

/** All payments of a supplier, whatever the year. */
export function paymentsAddress(payee: string, definition: string): string {
  return supplierAddress(payee, openFilter(definition));
}
