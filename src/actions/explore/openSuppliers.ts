import { candidateNames } from '../../domain/places/index.ts';
import type { Figure, RingName } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { figuresFromSums, parsePeriod } from '../../domain/spend/explore/sums.ts';
import { placePayee } from '../../domain/spend/figures/placing.ts';
import { parsePostcode } from '../../domain/values/index.ts';
import type { ExploredPayee, OpenPayee, SupplierString } from '../../lake/batches/types.ts';
import { periodOf } from './analysisOf.ts';
import { type Placed, placeUnder } from './placings.ts';
import type { Ready } from './ready.ts';
import type { Places } from './state.ts';

/** Suppliers that are looked at for a review; more than any council has that cannot be placed. */
const openLooked = 20_000;

/** A payee that cannot be placed for the innermost ring, with the names and numbers that it has. */
export interface OpenSupplier extends Omit<OpenPayee, 'payees'> {
  /** Safe in an address; the id that `SupplierRow.payee` holds. */
  readonly payee: string;
  readonly aliases: readonly Pick<ExploredPayee, 'supplierNumber' | 'nameKey'>[];
  /** Whether knowing who it is can place it: not where its lines carry a postcode that several places share. */
  readonly isReviewable: boolean;
}

/** The payees of one year that cannot be placed for the innermost ring of the definition that leads. */
export interface OpenSuppliers {
  readonly definition: { readonly id: string; readonly name: string };
  readonly ring: RingName;
  readonly year: string;
  /** Years with payments in order; `undated` last. */
  readonly years: readonly string[];
  readonly figure: Figure;
  /** The furthest reaching first. */
  readonly open: readonly OpenSupplier[];
}

/** The year that is named, or the newest; undefined where there is no such year. */
export function chosenYear(
  years: readonly (number | null)[],
  named: string | null,
): number | null | undefined {
  if (named !== null) {
    const wanted = parsePeriod(named);
    return years.find((year) => year === wanted);
  }
  return years.filter((year) => year !== null).at(-1) ?? years[0];
}

function openSupplierOf(
  { payees, ...open }: OpenPayee,
  known: ReadonlyMap<number, ExploredPayee>,
  canPlace: (payee: ExploredPayee) => boolean,
): OpenSupplier | null {
  const theirs = payees.flatMap((number) => known.get(number) ?? []);
  const [first] = theirs;
  if (!first) return null;
  const aliases = theirs.map(({ supplierNumber, nameKey }) => ({ supplierNumber, nameKey }));
  return { ...open, payee: first.id, aliases, isReviewable: theirs.some(canPlace) };
}

/** Whether a decision about who a payee is places it: where no address is written, and another one may stand in. */
function reviewable(
  { basis, fallback }: LocalDefinition,
  { facts }: Placed,
): (payee: ExploredPayee) => boolean {
  if (basis === 'ledger address' && !fallback) return () => false;
  return (payee) => payee.kind === 'named' && placePayee(payee, facts).source !== 'ledger postcode';
}

/** What a review is about; null where the year or the innermost ring is not there. */
export async function openSuppliersOf(
  { kept, places, lead }: Ready,
  named: string | null,
): Promise<OpenSuppliers | null> {
  const { explorer } = kept;
  const placed = await placeUnder(kept, places, lead);
  const years = (await explorer.years()).map(({ yearStart }) => yearStart);
  const [yearStart, [ring]] = [chosenYear(years, named), placed.rings];
  if (yearStart === undefined || !ring) return null;
  const { placing } = placed;
  const { leaveOut } = lead;
  const sums = await explorer.sums({ placing, leaveOut, yearStart, by: 'year' });
  const [figure] = figuresFromSums({ definition: lead.id, period: periodOf(yearStart) }, sums, placed.rings);
  if (!figure) return null;
  const codes = placed.codesOf('unplaced', 0);
  const widest = await explorer.widest({ placing, leaveOut, codes, limit: openLooked, yearStart });
  const numbers = [...new Set(widest.flatMap(({ payees }) => payees))];
  const known = new Map((await explorer.payees(numbers)).map((one) => [one.payee, one]));
  return {
    definition: { id: lead.id, name: lead.name },
    ring: { id: ring.id, name: ring.name, codes: [...ring.codes] },
    year: periodOf(yearStart),
    years: years.map(periodOf),
    figure,
    open: widest.flatMap((one) => openSupplierOf(one, known, reviewable(lead, placed)) ?? []),
  };
}

/** What the lines say of payees under each of their names; nothing of those no payment names, or that are many. */
export async function stringsOf(
  { kept }: Ready,
  payees: readonly string[],
): Promise<readonly SupplierString[]> {
  const strings: SupplierString[] = [];
  for await (const part of kept.explorer.supplierStrings(payees)) strings.push(...part);
  return strings;
}

/** The names of the places where postcodes lie, innermost first. */
export async function placesAt(
  places: Places,
  postcodes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  await places.learn(postcodes.flatMap((text) => parsePostcode(text) ?? []));
  return new Map(postcodes.map((text) => [text, candidateNames(places.ofPostcode(text), places.index)]));
}
