import { bestClaim, type Claim } from './claims.ts';
import { shareFilled } from './columnValues.ts';
import type { Role } from './types.ts';

/** Roles that values alone suggest for columns whose header says nothing. */
export type Guesses = ReadonlyMap<number, Role>;

type Chosen = readonly [number, Role];

function mostlyFilled(claim: Claim): boolean {
  return claim.role === null && claim.values.filled >= 0.5 * claim.values.records;
}

function dateAmong(claims: readonly Claim[]): readonly Chosen[] {
  const found = claims.find(({ values }) => shareFilled(values, 'plainDates') >= 0.9);
  return found ? [[found.index, 'date']] : [];
}

function isText({ values }: Claim): boolean {
  return shareFilled(values, 'texts') >= 0.6;
}

/** The column of words in which most cells end as names of organisations do. */
function supplierAmong(claims: readonly Claim[]): readonly Chosen[] {
  const share = (claim: Claim) => shareFilled(claim.values, 'organisations');
  const best = claims
    .filter((claim) => isText(claim) && share(claim) >= 0.1)
    .toSorted((one, other) => share(other) - share(one))[0];
  return best ? [[best.index, 'supplier']] : [];
}

/** Where nothing is named: a reference that varies, the steadiest words and the most varied words. */
function restAmong(claims: readonly Claim[], taken: ReadonlySet<number>): readonly Chosen[] {
  const free = claims.filter(({ index }) => !taken.has(index));
  const texts = free.filter(isText).toSorted((one, other) => one.values.distinct - other.values.distinct);
  const reference = free.find(
    ({ values }) => shareFilled(values, 'codes') >= 0.9 && values.amounts === 0 && values.distinct > 1,
  );
  const [steadiest, varied] = [texts[0], texts.length > 1 ? texts.at(-1) : undefined];
  const chosen: readonly (readonly [Claim | undefined, Role])[] = [
    [reference, 'documentNumber'],
    [steadiest, 'department'],
    [varied, 'purpose'],
  ];
  return chosen.flatMap(([claim, role]): Chosen[] => (claim ? [[claim.index, role]] : []));
}

/**
 * Suggests a date and a supplier where no header claims them; in a table without any header also a
 * document number, a department and a purpose. The column that is summed is never suggested.
 */
export function guessByValues(claims: readonly Claim[], amount: number, hasHeader: boolean): Guesses {
  const free = claims.filter((claim) => claim.index !== amount && mostlyFilled(claim));
  const date = bestClaim(claims, 'date') ? [] : dateAmong(free);
  const supplier = bestClaim(claims, 'supplier') ? [] : supplierAmong(free);
  const found = [...date, ...supplier];
  const rest = hasHeader ? [] : restAmong(free, new Set(found.map(([index]) => index)));
  return new Map([...found, ...rest]);
}
