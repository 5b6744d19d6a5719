import type { Figure, RingName } from '../../domain/spend/analysis.ts';
import { figuresFromSums } from '../../domain/spend/explore/sums.ts';
import { type Whereabouts, whereabouts } from '../../domain/spend/explore/types.ts';
import type { ExploredPayee, OpenPayee } from '../../lake/batches/types.ts';
import { periodOf } from './analysisOf.ts';
import { chosenYear } from './openSuppliers.ts';
import { type Placed, placeUnder } from './placings.ts';
import type { Ready } from './ready.ts';
import type { Kept } from './state.ts';

/** More payees than any ledger has. */
const everyPayee = 10_000_000;

/** What one payee had in a year where it lies alike, as seen from the innermost ring. */
export interface PayeeAt extends Omit<OpenPayee, 'payees'> {
  /** Safe in an address; the id that `SupplierRow.payee` holds. */
  readonly payee: string;
  readonly aliases: readonly Pick<ExploredPayee, 'supplierNumber' | 'nameKey'>[];
  readonly where: Whereabouts;
}

/** A year with what each payee had in it. */
export interface YearOfPayees {
  readonly year: string;
  /** Months with payments; fewer than twelve are no whole year. */
  readonly months: number;
  /** A payee that lies here and there has several rows, which add up to what it had. */
  readonly payees: readonly PayeeAt[];
}

/** The money of every payee in one year and the one before, under the definition that leads. */
export interface SupplierMoney extends YearOfPayees {
  readonly definition: { readonly id: string; readonly name: string };
  readonly ring: RingName;
  /** Years with payments in order; `undated` last. */
  readonly years: readonly string[];
  readonly figure: Figure;
  /** Null where there are no payments in the year before. */
  readonly before: YearOfPayees | null;
}

interface HeldYear {
  readonly yearStart: number | null;
  readonly months: number;
}

async function payeesAt(
  { explorer }: Kept,
  placed: Placed,
  { yearStart, months }: HeldYear,
): Promise<YearOfPayees> {
  const { placing, definition } = placed;
  const about = { placing, leaveOut: definition.leaveOut, limit: everyPayee, yearStart };
  const parts = await Promise.all(
    whereabouts.map(async (where) => {
      const rows = await explorer.widest({ ...about, codes: placed.codesOf(where, 0) });
      return rows.map((row) => ({ where, row }));
    }),
  );
  const rows = parts.flat();
  const numbers = [...new Set(rows.flatMap(({ row }) => row.payees))];
  const known: ReadonlyMap<number, ExploredPayee> = new Map(
    (await explorer.payees(numbers)).map((one) => [one.payee, one]),
  );
  const payees = rows.flatMap(({ where, row: { payees: theirs, ...row } }): readonly PayeeAt[] => {
    const found = theirs.flatMap((number) => known.get(number) ?? []);
    const [first] = found;
    if (!first) return [];
    const aliases = found.map(({ supplierNumber, nameKey }) => ({ supplierNumber, nameKey }));
    return [{ ...row, payee: first.id, aliases, where }];
  });
  return { year: periodOf(yearStart), months, payees };
}

/** What every payee had in a year, the newest unless told; null where the year or the innermost ring is not there. */
export async function supplierMoneyOf(
  { kept, places, lead }: Ready,
  named: string | null,
): Promise<SupplierMoney | null> {
  const { explorer } = kept;
  const placed = await placeUnder(kept, places, lead);
  const held = await explorer.years();
  const yearStart = chosenYear(
    held.map((one) => one.yearStart),
    named,
  );
  const [now, [ring]] = [held.find((one) => one.yearStart === yearStart), placed.rings];
  if (!now || !ring) return null;
  const { leaveOut } = lead;
  const sums = await explorer.sums({
    placing: placed.placing,
    leaveOut,
    yearStart: now.yearStart,
    by: 'year',
  });
  const about = { definition: lead.id, period: periodOf(now.yearStart) };
  const [figure] = figuresFromSums(about, sums, placed.rings);
  if (!figure) return null;
  const before = held.find((one) => now.yearStart !== null && one.yearStart === now.yearStart - 1);
  const { id, name } = lead;
  return {
    ...(await payeesAt(kept, placed, now)),
    definition: { id, name },
    ring: { id: ring.id, name: ring.name, codes: [...ring.codes] },
    years: held.map((one) => periodOf(one.yearStart)),
    figure,
    before: before ? await payeesAt(kept, placed, before) : null,
  };
}
