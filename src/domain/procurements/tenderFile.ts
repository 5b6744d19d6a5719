import { accept, compareRatios, type Decision, type Ratio, type Refusal, signOf } from '../values/index.ts';
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
import { type BandRow, type TenderFile, tenderFileSchema } from './tenderSchema.ts';

export { mostBids } from './tenderSchema.ts';

type CriterionRow = TenderFile['criteria'][number];

/** A tender that can be scored, with the formulas to compare the chosen one with. */
export interface TenderToEvaluate {
  readonly title: string | null;
  readonly tender: Tender;
  readonly otherQuantities: readonly QuantityFormula[];
  readonly otherPrices: readonly PriceFormula[];
}

type Path = readonly PropertyKey[];

/** Names the place where something stands in what a person wrote, such as a cell; null where the sentence is enough. */
export type PlaceOf = (path: Path) => string | null;

/** Collects everything that is wrong, so that a person mends it in one go. */
interface Problems {
  readonly add: (code: string, sentence: string, path: Path) => void;
}

/** Says what is wrong, and in which field of the row where it is one. */
type Say = (sentence: string, ...field: readonly string[]) => void;

const isPositive = (value: Ratio | undefined): value is Ratio => value !== undefined && signOf(value) > 0;

function bandsFrom(rows: readonly BandRow[] | undefined, say: Say): readonly Band[] {
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
  else if (ends.at(-1) !== null)
    say('has a band too few: the last one goes without an end, so that no promise is too high for points.');
  const isRising = bands.every(({ points }, index) => {
    const before = bands[index - 1];
    return signOf(points) >= 0 && (!before || compareRatios(before.points, points) <= 0);
  });
  if (!isRising) say('has bands in which a higher promise gets fewer points.');
  else if (bands.length > 0 && !bands.some(({ points }) => signOf(points) > 0))
    say('has no band with points.');
  return bands;
}

function quantityFrom(row: Extract<CriterionRow, { kind: 'quantity' }>, say: Say): QuantityFormula {
  if (row.formula === 'bands') return { kind: 'bands', bands: bandsFrom(row.bands, say) };
  if (row.formula !== 'target') return { kind: row.formula };
  if (isPositive(row.target)) return { kind: 'target', target: row.target };
  say('needs a target in pounds above nought.', 'target');
  return { kind: 'highest' };
}

function priceFrom(row: Extract<CriterionRow, { kind: 'price' }>, say: Say): PriceFormula {
  if (row.formula === 'quality-per-pound' && signOf(row.weight) !== 0) {
    say(
      'has a weight. Under quality per pound the price divides the other points, so its weight is 0.',
      'weight',
    );
  }
  if (row.formula !== 'reference') return { kind: row.formula };
  if (isPositive(row.reference)) return { kind: 'reference', reference: row.reference };
  say('needs a reference price in pounds above nought.', 'reference');
  return { kind: 'lowest' };
}

function assessmentFrom(row: CriterionRow, say: Say): Assessment {
  if (row.kind === 'price') return { kind: 'price', formula: priceFrom(row, say) };
  if (row.kind === 'quantity') return { kind: 'quantity', formula: quantityFrom(row, say) };
  const floor = row.floor ?? null;
  if (!isPositive(row.top)) say('needs a scale whose best score is above nought.', 'top');
  else if (floor && (signOf(floor) < 0 || compareRatios(floor, row.top) > 0))
    say('has a floor outside its scale.', 'floor');
  return { kind: 'panel', top: row.top, floor };
}

/** Says what is wrong about one row of a list. */
function sayingOf(
  problems: Problems,
  about: string,
  [list, index]: readonly ['criteria' | 'bids', number],
): Say {
  const code = list === 'bids' ? 'bid' : 'criterion';
  return (sentence, ...field) => problems.add(code, `${about} ${sentence}`, [list, index, ...field]);
}

function criterionFrom(row: CriterionRow, say: Say): Criterion {
  const isPerPound = row.kind === 'price' && row.formula === 'quality-per-pound';
  if (signOf(row.weight) <= 0 && !isPerPound) say('needs a weight above nought.', 'weight');
  return { id: row.id, name: row.name, weight: row.weight, assessment: assessmentFrom(row, say) };
}

/** Whether the panel scored a bid for each of its criteria, and for nothing else. */
function checkScores(scores: ReadonlyMap<string, Ratio>, criteria: readonly Criterion[], say: Say): void {
  const panel = criteria.filter(({ assessment }) => assessment.kind === 'panel');
  for (const { id: key, name: title, assessment } of panel) {
    if (assessment.kind !== 'panel') continue;
    const score = scores.get(key);
    if (!score) say(`has no score for “${title}”.`, 'scores', key);
    else if (signOf(score) < 0 || compareRatios(score, assessment.top) > 0)
      say(`has a score outside the scale of “${title}”.`, 'scores', key);
  }
  for (const key of scores.keys())
    if (!panel.some(({ id }) => id === key))
      say(`has a score for “${key}”, which no criterion of the panel is called.`, 'scores', key);
}

function bidFrom(row: TenderFile['bids'][number], criteria: readonly Criterion[], say: Say): Bid {
  if (!isPositive(row.price))
    say('has no price above nought, and a price of nought cannot be compared.', 'price');
  const scores = new Map(Object.entries(row.scores ?? {}));
  checkScores(scores, criteria, say);
  const isPromising = criteria.some(({ assessment }) => assessment.kind === 'quantity');
  if (isPromising && !row.socialValue)
    say('says no social value. Write 0 where nothing is offered.', 'socialValue');
  if (row.socialValue && signOf(row.socialValue) < 0) say('has a social value below nought.', 'socialValue');
  return {
    id: row.id,
    name: row.name ?? row.id,
    price: row.price,
    socialValue: row.socialValue ?? noValue,
    scores,
  };
}

const noValue: Ratio = { numerator: 0n, denominator: 1n };

/** The rows of a list that have the id of a row above them. */
function repeated(all: readonly { readonly id: string }[]): readonly (readonly [string, number])[] {
  return all.flatMap(({ id }, index) =>
    all.findIndex((other) => other.id === id) === index ? [] : [[id, index] as const],
  );
}

function checkWhole(criteria: readonly Criterion[], bids: readonly Bid[], problems: Problems): void {
  for (const [id, index] of repeated(criteria))
    problems.add('criterion', `Two criteria have the id “${id}”.`, ['criteria', index, 'id']);
  for (const [id, index] of repeated(bids))
    problems.add('bid', `Two bids have the id “${id}”.`, ['bids', index, 'id']);
  const kinds = criteria.map(({ assessment }) => assessment.kind);
  if (kinds.filter((kind) => kind === 'price').length > 1)
    problems.add('criterion', 'There is more than one criterion for price.', ['criteria']);
  if (kinds.filter((kind) => kind === 'quantity').length > 1)
    problems.add('criterion', 'There is more than one criterion for the quantity of social value.', [
      'criteria',
    ]);
  const all = weightOf(criteria);
  if (compareRatios(all, { numerator: 100n, denominator: 1n }) !== 0)
    problems.add('weights', 'The weights of the criteria do not add up to 100.', ['criteria']);
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
function tenderFrom(file: TenderFile, placeOf: PlaceOf): Decision<TenderToEvaluate> {
  const refusals: Refusal[] = [];
  const problems: Problems = {
    add: (code, sentence, path) => {
      const place = placeOf(path);
      refusals.push({ code, sentence: place === null ? sentence : `${place}: ${sentence}` });
    },
  };
  const criteria = file.criteria.map((row, index) =>
    criterionFrom(row, sayingOf(problems, `The criterion “${row.name}”`, ['criteria', index])),
  );
  const bids = file.bids.map((row, index) =>
    bidFrom(row, criteria, sayingOf(problems, `The bid “${row.name ?? row.id}”`, ['bids', index])),
  );
  if (file.compare?.bands)
    bandsFrom(file.compare.bands, (sentence) =>
      problems.add('compare', `What to compare the formula with ${sentence}`, ['compare']),
    );
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

function jsonPlace(path: Path): string {
  if (path.length === 0) return 'The file';
  const steps = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return steps.join('').replace(/^\./, '');
}

/**
 * Reads a tender from parsed JSON, or from what another form of the file was turned into. Every refusal says where in the
 * file what is wrong: by the path in the JSON, or as `placeOf` calls it.
 */
export function readTender(json: unknown, placeOf: PlaceOf = () => null): Decision<TenderToEvaluate> {
  const read = tenderFileSchema.safeParse(json);
  if (read.success) return tenderFrom(read.data, placeOf);
  const refusals = read.error.issues.slice(0, 50).map(({ path, message }) => ({
    code: 'tender-shape',
    sentence: `${placeOf(path) ?? jsonPlace(path)}: ${message}.`.replace(/\.\.$/, '.'),
  }));
  return { ok: false, refusals };
}
