import type { AmountBasis, FileReport } from '../analysis.ts';
import { columnReference, type Profile, profileFrom, resolveColumn } from '../mapping/answers.ts';
import type { MappingDecision, Role } from '../mapping/index.ts';

type Roles = Readonly<Record<string, Role | null>>;

const bases: Readonly<Partial<Record<Role, AmountBasis>>> = {
  netAmount: 'net',
  grossAmount: 'gross',
  amount: 'not stated',
};

/** What a meaning of a column says about VAT; undefined for a column that is not added up. */
export function basisOfRole(role: Role | null): AmountBasis | undefined {
  return role === null ? undefined : bases[role];
}

/** The roles of `before` that do not contradict `said`: neither the same column nor the same role again. */
function released(before: Roles, said: Roles): Roles {
  const given = new Set(Object.values(said).filter((role) => role !== null));
  const kept = Object.entries(before).filter(
    ([column, role]) => !Object.hasOwn(said, column) && (role === null || !given.has(role)),
  );
  return Object.fromEntries(kept);
}

/** Whether the answers say that a column, added up until now, is something else. */
function unseats(amountColumn: string | undefined, said: Profile): boolean {
  if (amountColumn === undefined || !said.roles || !Object.hasOwn(said.roles, amountColumn)) return false;
  return basisOfRole(said.roles[amountColumn] ?? null) === undefined;
}

/**
 * Answers laid over earlier ones, field by field. Another amount column forgets what was said of VAT in the old one,
 * and a meaning given to one column is taken from the column that had it.
 */
export function overlaidProfile(before: Profile, said: Profile): Profile {
  const forgets =
    (said.amountColumn !== undefined && said.amountColumn !== before.amountColumn) ||
    unseats(before.amountColumn, said);
  const { amountColumn, amountBasis, roles, ...rest } = before;
  const amount = forgets
    ? {}
    : { ...(amountColumn === undefined ? {} : { amountColumn }), ...(amountBasis ? { amountBasis } : {}) };
  const meanings = { ...released(roles ?? {}, said.roles ?? {}), ...said.roles };
  return { ...rest, ...amount, ...said, ...(roles || said.roles ? { roles: meanings } : {}) };
}

/** Answers of an import laid over those saved before, by the signature of a header. */
export function overlaidProfiles(
  saved: Readonly<Record<string, Profile>>,
  said: Readonly<Record<string, Profile>>,
): Readonly<Record<string, Profile>> {
  const signatures = [...new Set([...Object.keys(saved), ...Object.keys(said)])];
  return Object.fromEntries(
    signatures.map((one) => [one, overlaidProfile(saved[one] ?? {}, said[one] ?? {})]),
  );
}

/** Given meanings under the names that answers save, those of columns that are not there left out. */
function meaningsOf(names: readonly string[], { roles }: Profile): Roles {
  const found = Object.entries(roles ?? {}).flatMap(([reference, role]) => {
    const column = resolveColumn(reference, names);
    return 'index' in column ? [[columnReference(names, column.index), role] as const] : [];
  });
  return Object.fromEntries(found);
}

/** The answers that repeat a reading in full: what was decided, and what a person said; null while questions are open. */
export function profileOfReading(decision: MappingDecision, given: Profile): Profile | null {
  const decided = profileFrom(decision);
  if (!decided) return null;
  const { lastLine } = given;
  const leftOut = Object.entries(meaningsOf(decision.header.names, given)).filter(
    ([, role]) => role === null,
  );
  return {
    ...decided,
    ...(lastLine ? { lastLine } : {}),
    roles: { ...Object.fromEntries(leftOut), ...decided.roles },
  };
}

/**
 * What is kept for the next file with the same header. What nobody said and no value showed is left out, so that the
 * next file can show it: the order of dates that all read one way, and that no mark means a credit.
 */
export function profileToKeep(
  profile: Profile,
  { dateOrder }: Pick<FileReport, 'dateOrder'>,
  given: Profile,
): Profile {
  const { dateOrder: order, creditIndicator: mark, ...rest } = profile;
  const shown = given.dateOrder !== undefined || (dateOrder !== null && dateOrder !== 'not ambiguous');
  const meant = given.creditIndicator !== undefined || mark !== 'none';
  return {
    ...rest,
    ...(order && shown ? { dateOrder: order } : {}),
    ...(mark !== undefined && meant ? { creditIndicator: mark } : {}),
  };
}
