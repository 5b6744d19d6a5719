import type { Candidates } from '../../domain/places/index.ts';
import type { Analysis, Figure, Reject, UnknownSupplier } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { figuresFromSums } from '../../domain/spend/explore/sums.ts';
import { placePayee } from '../../domain/spend/figures/placing.ts';
import { assert, type FinancialYear, financialYearStarting } from '../../domain/values/index.ts';
import type { ExploredPayee, OpenPayee } from '../../lake/batches/types.ts';
import { assembleAnalysis } from '../analysis/assemble.ts';
import {
  exclusionsOf,
  type Measured,
  summaryOf,
  unknownShown,
  unknownSupplierOf,
} from '../analysis/measure.ts';
import type { ExploreParts } from './parts.ts';
import { type Placed, placeUnder } from './placings.ts';
import type { Kept, Now, Places } from './state.ts';

/** Rejected records that a result shows; the control figures count them all. */
const rejectsShown = 10_000;

/** The years that the explorer counts by, as results write them; null is undated. */
export function periodOf(yearStart: number | null): FinancialYear | 'undated' {
  return yearStart === null ? 'undated' : financialYearStarting(yearStart);
}

/** The figures of one definition over everything the explorer holds: by year, then by ring from the inside. */
export async function figuresUnder(kept: Kept, placed: Placed): Promise<readonly Figure[]> {
  const { definition, rings, placing } = placed;
  const figures: Figure[] = [];
  for (const { yearStart } of await kept.explorer.years()) {
    const { leaveOut } = definition;
    const sums = await kept.explorer.sums({ placing, leaveOut, yearStart, by: 'year' });
    const about = { definition: definition.id, period: periodOf(yearStart) };
    if (sums.length > 0) figures.push(...figuresFromSums(about, sums, rings));
  }
  return figures;
}

function together(all: readonly Candidates[]): Candidates {
  const codes = all.flatMap((candidates) => (candidates === 'anywhere' ? [] : candidates));
  return all.includes('anywhere') ? 'anywhere' : [...new Set(codes)].sort();
}

/** Every place that any of some payees could be in. */
export function placesOfAll(
  payees: readonly (ExploredPayee | undefined)[],
  { facts }: Pick<Placed, 'facts'>,
): Candidates {
  return together(payees.flatMap((payee) => (payee ? [placePayee(payee, facts).candidates] : [])));
}

async function unknownUnder(kept: Kept, places: Places, placed: Placed): Promise<readonly UnknownSupplier[]> {
  if (placed.rings.length === 0) return [];
  const { placing, definition } = placed;
  const codes = placed.codesOf('unplaced', 0);
  const about = { placing, leaveOut: definition.leaveOut, codes, limit: unknownShown };
  const open: readonly OpenPayee[] = await kept.explorer.widest(about);
  const numbers = [...new Set(open.flatMap(({ payees }) => payees))];
  const payees = new Map((await kept.explorer.payees(numbers)).map((one) => [one.payee, one]));
  return open.map(({ payees: theirs, ...payee }) => {
    const candidates = placesOfAll(
      theirs.map((number) => payees.get(number)),
      placed,
    );
    return unknownSupplierOf({ ...payee, candidates }, places.index);
  });
}

/** Everything that a result says of money, from the cells. The first definition leads. */
export async function measureStored(
  parts: ExploreParts,
  { kept, places }: { readonly kept: Kept; readonly places: Places },
  definitions: readonly LocalDefinition[],
): Promise<Measured> {
  const { explorer } = kept;
  const [figures, excluded]: [Figure[], Analysis['excluded']] = [[], []];
  let unknownSuppliers: readonly UnknownSupplier[] | null = null;
  for (const definition of definitions) {
    const placed = await placeUnder(kept, places, definition);
    figures.push(...(await figuresUnder(kept, placed)));
    const leftOut = (await explorer.exclusions(definition.leaveOut)).map(({ yearStart, ...row }) => ({
      ...row,
      period: periodOf(yearStart),
    }));
    excluded.push(...exclusionsOf(definition, leftOut, parts.vocabulary));
    unknownSuppliers ??= await unknownUnder(kept, places, placed);
  }
  const years = await explorer.years();
  return {
    coverage: years.flatMap(({ yearStart, months }) =>
      yearStart === null ? [] : [{ period: periodOf(yearStart), months }],
    ),
    definitions: definitions.map((definition) => summaryOf(definition, places)),
    figures,
    excluded,
    unknownSuppliers: unknownSuppliers ?? [],
  };
}

async function rejectsOf({ records }: ExploreParts, { owner, batches }: Now) {
  const rejects: Reject[] = [];
  for (const { id, report } of batches) {
    if (report.control.rejected === 0 || rejects.length >= rejectsShown) continue;
    const batch = await records.batchOf(owner.id, id);
    rejects.push(...(batch?.rejects ?? []).slice(0, rejectsShown - rejects.length));
  }
  return rejects;
}

/** The result over all current batches, from their cells. The first definition leads. */
export async function analysisOf(
  parts: ExploreParts,
  { kept, now, places }: { readonly kept: Kept; readonly now: Now; readonly places: Places },
  definitions: readonly LocalDefinition[],
): Promise<Analysis> {
  const measured = await measureStored(parts, { kept, places }, definitions);
  const analysis = assembleAnalysis({
    productVersion: parts.productVersion,
    title: now.owner.name,
    demonstration: false,
    home: places.home,
    files: now.batches.map(({ report }) => report),
    rejects: await rejectsOf(parts, now),
    questions: [],
    warnings: now.batches.flatMap(({ warnings }) => warnings),
    measured,
    places,
  });
  const counted = analysis.control.accepted;
  const lines = now.batches.reduce((sum, { report }) => sum + report.control.accepted, 0);
  assert(counted === lines, 'every batch counts');
  const { nextStep } = analysis;
  return { ...analysis, nextStep: nextStep && { ...nextStep, command: null } };
}
