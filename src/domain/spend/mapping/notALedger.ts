import { type Claim, fitOf } from './claims.ts';

const needs = 'A ledger needs one record for each payment, with a supplier, a date and an amount in pounds.';

/** Said of a table with nothing below its header. */
export function noRecords(name: string): string {
  return `${name} has no records. ${needs}`;
}

/** Said of a table in which no column can be summed. */
export function noAmounts(name: string, claims: readonly Claim[]): string {
  const named = claims.find(
    ({ role }) => role === 'netAmount' || role === 'grossAmount' || role === 'amount',
  );
  if (named) {
    const share = Math.floor(100 * fitOf('amount', named.values));
    return `${name} has a column named "${named.header}", but only ${share}% of its values read as amounts. ${needs}`;
  }
  return `${name} has no column of amounts. We looked for a header such as "Net amount", "Amount" or "Value", and for a column of numbers with pence. ${needs}`;
}

/** Said of a table that has amounts but neither suppliers nor dates, such as a summary. */
export function noPayments(name: string): string {
  return `${name} has amounts but no column of suppliers and none of dates, so it looks like a summary. ${needs}`;
}
