import type { Whereabouts } from '../../domain/spend/explore/types.ts';
import type { KindUnit } from '../../domain/spend/figures/kindSpend.ts';
import { organisationAmong, type PayeeAlias, type WhoIs } from '../../domain/suppliers/index.ts';
import { addPence, noPence, type Pence, toPence } from '../../domain/values/index.ts';
import type { PayeeAt, SupplierMoney } from '../explore/supplierMoney.ts';
import type { KnownSuppliers } from './known.ts';

/** A supplier of a year: one payee, or several that are the same organisation. */
export interface SupplierOfYear {
  /** The organisation, or the payee where it is not known which organisation that is. */
  readonly key: string;
  /** The payee with most of the money. */
  readonly payee: string;
  readonly name: string;
  readonly whos: readonly WhoIs[];
  readonly pence: Pence;
  readonly rows: readonly PayeeAt[];
}

/** Puts what has the same key together, in the order in which it comes. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Says who a payee is by all names that it had in both years, so that it is the same supplier in both. */
function whosByPayee(
  { payees, before }: Pick<SupplierMoney, 'payees' | 'before'>,
  known: Pick<KnownSuppliers, 'whoIs'>,
): (payee: string) => readonly WhoIs[] {
  const rows = grouped([...payees, ...(before?.payees ?? [])], ({ payee }) => payee);
  const whos = new Map(
    [...rows].map(([payee, theirs]) => {
      const aliases: readonly PayeeAlias[] = theirs.flatMap((row) => row.aliases);
      return [payee, known.whoIs(aliases)] as const;
    }),
  );
  return (payee) => whos.get(payee) ?? [];
}

function supplierOf(
  key: string,
  rows: readonly PayeeAt[],
  whosOf: (payee: string) => readonly WhoIs[],
): SupplierOfYear | null {
  const [main] = rows.toSorted((one, other) => Math.abs(other.pence) - Math.abs(one.pence));
  if (!main) return null;
  const { payee, name } = main;
  const whos = [...new Set(rows.map((row) => row.payee))].flatMap(whosOf);
  return { key, payee, name, whos, rows, pence: addPence(...rows.map((row) => row.pence)) };
}

/** Puts the payees of both years together that are one organisation; payees that are many are no suppliers. */
export function suppliersOfYears(
  money: Pick<SupplierMoney, 'payees' | 'before'>,
  known: Pick<KnownSuppliers, 'whoIs'>,
): { readonly now: readonly SupplierOfYear[]; readonly before: readonly SupplierOfYear[] } {
  const whosOf = whosByPayee(money, known);
  const suppliers = (payees: readonly PayeeAt[]) => {
    const named = payees.filter(({ kind }) => kind === 'named');
    const groups = grouped(named, ({ payee }) => organisationAmong(whosOf(payee)) ?? `payee ${payee}`);
    return [...groups].flatMap(([key, rows]) => supplierOf(key, rows, whosOf) ?? []);
  };
  return { now: suppliers(money.payees), before: suppliers(money.before?.payees ?? []) };
}

const localOf = { inside: 'inside', elsewhere: 'elsewhere', unplaced: 'open' } as const;

/** What is paid and what is given back among netted units apart, where each may lie or be something else. */
function bothWays({ pence, widthPence }: Pick<PayeeAt, 'pence' | 'widthPence'>): readonly Pence[] {
  return [toPence((widthPence + pence) / 2), toPence((pence - widthPence) / 2)].filter((part) => part !== 0);
}

/** How a supplier counts, by its money wherever it lies and by its money at each place. */
export interface KindUnits {
  readonly anywhere: readonly KindUnit[];
  readonly local: readonly KindUnit[];
}

/** The money of a supplier whose kind is known, or is the same for all of it. */
export function unitsOf({ rows, pence }: SupplierOfYear, kind: KindUnit['kind']): KindUnits {
  const at = (where: Whereabouts) =>
    rows.reduce((sum, row) => (row.where === where ? addPence(sum, row.pence) : sum), noPence);
  const settled = (['inside', 'elsewhere'] as const).map((where): KindUnit => {
    return { pence: at(where), kind, local: localOf[where] };
  });
  const open = rows
    .filter(({ where }) => where === 'unplaced')
    .flatMap(bothWays)
    .map((part): KindUnit => ({ pence: part, kind, local: 'open' }));
  return { anywhere: [{ pence, kind, local: 'open' }], local: [...settled, ...open] };
}

/** The money of payees that are many, each of which may be anybody. */
export function unitsOfMany(payees: readonly PayeeAt[]): KindUnits {
  const units = payees
    .filter(({ kind }) => kind !== 'named')
    .flatMap((row) =>
      bothWays(row).map((pence): KindUnit => ({ pence, kind: 'open', local: localOf[row.where] })),
    );
  return { anywhere: units, local: units };
}
