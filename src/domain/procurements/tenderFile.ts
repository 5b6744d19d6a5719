import { z } from 'zod';
import {
  accept,
  compareRatios,
  type Decision,
  parseRatio,
  type Ratio,
  type Refusal,
  signOf,
} from '../values/index.ts';
import { weightOf } from './scoring/formulas.ts';
import type {
  Assessment,
  Band,
  Bid,
  Criterion,
  PriceFormula,
  QuantityFormula,
  Tender,
} from './scoring/types.ts';

/** Criteria and bids that are evaluated at a time. */
export const mostCriteria = 40;
export const mostBids = 200;

/** The words by which a file names the formulas for quantity. */
export const quantityKinds = ['highest', 'highest-for-price', 'target', 'bands'] as const;
/** The words by which a file names the formulas for price. */
export const priceKinds = ['lowest', 'linear', 'reference', 'quality-per-pound'] as const;

const amount = z
  .union([z.number(), z.string()])
  .transform((value) => parseRatio(String(value)))
  .pipe(z.custom<Ratio>((value) => value !== undefined, 'has to be a number such as 1250.50'));
const id = z.string().trim().min(1).max(60);
const name = z.string().trim().min(1).max(200);
const band = z.strictObject({ upTo: amount.nullable(), points: amount });

const criterion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('price'),
    id,
    name,
    weight: amount,
    formula: z.enum(priceKinds),
    reference: amount.optional(),
  }),
  z.strictObject({
    kind: z.literal('quantity'),
    id,
    name,
    weight: amount,
    formula: z.enum(quantityKinds),
    target: amount.optional(),
    bands: z.array(band).max(50).optional(),
  }),
  z.strictObject({
    kind: z.literal('panel'),
    id,
    name,
    weight: amount,
    top: amount,
    floor: amount.nullable().optional(),
  }),
]);

const bid = z.strictObject({
  id,
  name: name.optional(),
  price: amount,
  socialValue: amount.optional(),
  scores: z.record(z.string(), amount).optional(),
});

/** A tender as a file, version 1: what `sevenbox evaluate` reads. Amounts are pounds, shares of a price are 0 to 1. */
export const tenderFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  title: name.optional(),
  criteria: z.array(criterion).min(1).max(mostCriteria),
  bids: z.array(bid).min(1).max(mostBids),
  /** What the other formulas need to be compared with the chosen one. */
  compare: z
    .strictObject({
      target: amount.optional(),
      reference: amount.optional(),
      bands: z.array(band).max(50).optional(),
    })
    .optional(),
});
type TenderFile = z.output<typeof tenderFileSchema>;
type CriterionRow = TenderFile['criteria'][number];

/** A tender that can be scored, with the formulas to compare the chosen one with. */
export interface TenderToEvaluate {
  readonly title: string | null;
  readonly tender: Tender;
  readonly otherQuantities: readonly QuantityFormula[];
  readonly otherPrices: readonly PriceFormula[];
}

/** Collects everything that is wrong, so that a person mends it in one go. */
interface Problems {
  readonly add: (code: string, sentence: string) => void;
}

const isPositive = (value: Ratio | undefined): value is Ratio => value !== undefined && signOf(value) > 0;

function bandsFrom(
  rows: readonly z.output<typeof band>[] | undefined,
  say: (sentence: string) => void,
): readonly Band[] {
  const bands = rows ?? [];
  const ends = bands.map(({ upTo }) => upTo);
  const isOrdered = ends.every((end, index) => {
    const before = ends[index - 1];
    return index === 0 || (before !== null && (end === null || (before && compareRatios(before, end) < 0)));
  });
  if (bands.length === 0)
    say('has no bands. Give each band a share of the price up to which it goes, and its points.');
  else if (!isOrdered)
    say('has bands out of order. Each goes further than the one before; only the last may have no end.');
  const isRising = bands.every(({ points }, index) => {
    const before = bands[index - 1];
    return signOf(points) >= 0 && (!before || compareRatios(before.points, points) <= 0);
  });
  if (!isRising) say('has bands in which a higher promise gets fewer points.');
  else if (bands.length > 0 && !bands.some(({ points }) => signOf(points) > 0))
    say('has no band with points.');
  return bands;
}

function quantityFrom(
  row: Extract<CriterionRow, { kind: 'quantity' }>,
  say: (sentence: string) => void,
): QuantityFormula {
  if (row.formula === 'bands') return { kind: 'bands', bands: bandsFrom(row.bands, say) };
  if (row.formula !== 'target') return { kind: row.formula };
  if (isPositive(row.target)) return { kind: 'target', target: row.target };
  say('needs a target in pounds above nought.');
  return { kind: 'highest' };
}

function priceFrom(
  row: Extract<CriterionRow, { kind: 'price' }>,
  say: (sentence: string) => void,
): PriceFormula {
  if (row.formula === 'quality-per-pound' && signOf(row.weight) !== 0) {
    say('has a weight. Under quality per pound the price divides the other points, so its weight is 0.');
  }
  if (row.formula !== 'reference') return { kind: row.formula };
  if (isPositive(row.reference)) return { kind: 'reference', reference: row.reference };
  say('needs a reference price in pounds above nought.');
  return { kind: 'lowest' };
}

function assessmentFrom(row: CriterionRow, say: (sentence: string) => void): Assessment {
  if (row.kind === 'price') return { kind: 'price', formula: priceFrom(row, say) };
  if (row.kind === 'quantity') return { kind: 'quantity', formula: quantityFrom(row, say) };
  const floor = row.floor ?? null;
  if (!isPositive(row.top)) say('needs a scale whose best score is above nought.');
  else if (floor && (signOf(floor) < 0 || compareRatios(floor, row.top) > 0))
    say('has a floor outside its scale.');
  return { kind: 'panel', top: row.top, floor };
}

function criterionFrom(row: CriterionRow, problems: Problems): Criterion {
  const say = (sentence: string) => problems.add('criterion', `The criterion “${row.name}” ${sentence}`);
  const isPerPound = row.kind === 'price' && row.formula === 'quality-per-pound';
  if (signOf(row.weight) <= 0 && !isPerPound) say('needs a weight above nought.');
  return { id: row.id, name: row.name, weight: row.weight, assessment: assessmentFrom(row, say) };
}

function bidFrom(row: TenderFile['bids'][number], criteria: readonly Criterion[], problems: Problems): Bid {
  const called = row.name ?? row.id;
  const say = (sentence: string) => problems.add('bid', `The bid “${called}” ${sentence}`);
  if (!isPositive(row.price)) say('has no price above nought, and a price of nought cannot be compared.');
  const scores = new Map(Object.entries(row.scores ?? {}));
  for (const { id: key, name: title, assessment } of criteria) {
    if (assessment.kind !== 'panel') continue;
    const score = scores.get(key);
    if (!score) say(`has no score for “${title}”.`);
    else if (signOf(score) < 0 || compareRatios(score, assessment.top) > 0)
      say(`has a score outside the scale of “${title}”.`);
  }
  const panel = new Set(
    criteria.filter(({ assessment }) => assessment.kind === 'panel').map((each) => each.id),
  );
  for (const key of scores.keys())
    if (!panel.has(key)) say(`has a score for “${key}”, which no criterion of the panel is called.`);
  const isPromising = criteria.some(({ assessment }) => assessment.kind === 'quantity');
  if (isPromising && !row.socialValue) say('says no social value. Write 0 where nothing is offered.');
  if (row.socialValue && signOf(row.socialValue) < 0) say('has a social value below nought.');
  return { id: row.id, name: called, price: row.price, socialValue: row.socialValue ?? noValue, scores };
}

const noValue: Ratio = { numerator: 0n, denominator: 1n };

function checkWhole(criteria: readonly Criterion[], bids: readonly Bid[], problems: Problems): void {
  const twice = (all: readonly { readonly id: string }[]) =>
    all.filter(({ id: own }, index) => all.findIndex((other) => other.id === own) !== index);
  for (const each of twice(criteria)) problems.add('criterion', `Two criteria have the id “${each.id}”.`);
  for (const each of twice(bids)) problems.add('bid', `Two bids have the id “${each.id}”.`);
  const kinds = criteria.map(({ assessment }) => assessment.kind);
  if (kinds.filter((kind) => kind === 'price').length > 1)
    problems.add('criterion', 'There is more than one criterion for price.');
  if (kinds.filter((kind) => kind === 'quantity').length > 1)
    problems.add('criterion', 'There is more than one criterion for the quantity of social value.');
  const all = weightOf(criteria);
  if (compareRatios(all, { numerator: 100n, denominator: 1n }) !== 0)
    problems.add('weights', 'The weights of the criteria do not add up to 100.');
}

function others<F extends { readonly kind: string }>(chosen: F | undefined, all: readonly F[]): readonly F[] {
  return chosen ? all.filter(({ kind }) => kind !== chosen.kind) : [];
}

/** The other formulas for quantity that can be compared with the chosen one: those for which everything is said. */
function quantitiesBeside(
  chosen: QuantityFormula | undefined,
  compare: TenderFile['compare'],
): readonly QuantityFormula[] {
  const target = compare?.target;
  const bands = bandsFrom(compare?.bands ?? [], () => undefined);
  return others<QuantityFormula>(chosen, [
    { kind: 'highest' },
    { kind: 'highest-for-price' },
    ...(isPositive(target) ? [{ kind: 'target', target } as const] : []),
    ...(bands.some(({ points }) => signOf(points) > 0) ? [{ kind: 'bands', bands } as const] : []),
  ]);
}

function pricesBeside(
  chosen: PriceFormula | undefined,
  compare: TenderFile['compare'],
): readonly PriceFormula[] {
  if (chosen?.kind === 'quality-per-pound') return [];
  const reference = compare?.reference;
  return others<PriceFormula>(chosen, [
    { kind: 'lowest' },
    { kind: 'linear' },
    ...(isPositive(reference) ? [{ kind: 'reference', reference } as const] : []),
  ]);
}

/** The formulas that the criteria choose. */
export function chosenFormulas(criteria: readonly Criterion[]): {
  readonly quantity: QuantityFormula | undefined;
  readonly price: PriceFormula | undefined;
} {
  const found = criteria.map(({ assessment }) => assessment);
  const quantity = found.find((each) => each.kind === 'quantity');
  const price = found.find((each) => each.kind === 'price');
  return { quantity: quantity?.formula, price: price?.formula };
}

/** Turns a file that has the right shape into a tender that can be scored. Refuses with everything that is wrong in it. */
export function tenderFrom(file: TenderFile): Decision<TenderToEvaluate> {
  const refusals: Refusal[] = [];
  const problems: Problems = { add: (code, sentence) => refusals.push({ code, sentence }) };
  const criteria = file.criteria.map((row) => criterionFrom(row, problems));
  const bids = file.bids.map((row) => bidFrom(row, criteria, problems));
  checkWhole(criteria, bids, problems);
  if (refusals.length > 0) return { ok: false, refusals };
  const { quantity, price } = chosenFormulas(criteria);
  return accept({
    title: file.title ?? null,
    tender: { criteria, bids },
    otherQuantities: quantitiesBeside(quantity, file.compare),
    otherPrices: pricesBeside(price, file.compare),
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** Reads a tender from parsed JSON. Every refusal says where in the file what is wrong. */
export function readTender(json: unknown): Decision<TenderToEvaluate> {
  const read = tenderFileSchema.safeParse(json);
  if (read.success) return tenderFrom(read.data);
  const refusals = read.error.issues.slice(0, 50).map(({ path, message }) => ({
    code: 'tender-shape',
    sentence: `${path.length === 0 ? 'The file' : placeOf(path)}: ${message}.`.replace('..', '.'),
  }));
  return { ok: false, refusals };
}
