import { addPence, assert, type Pence, type Share, shareOf, toPence } from '../../values/index.ts';

/** A range this narrow, in half points of all in scope, is worth stating: three points. The plan aims for it. */
const narrowEnough = 6n;
const halfPoints = 200n;
/** More suppliers than this at a time are no plan. */
const mostPlanned = 100;

/** The sums of a figure, in whole pence. */
type Range = Readonly<
  Record<
    | ('totalPence' | 'localPence' | 'elsewherePence')
    | ('undeterminedPositivePence' | 'undeterminedNegativePence'),
    number
  >
>;

/** What reviewing the first suppliers of a queue brings. Widths are certain; where the range lands is an estimate. */
export interface ReviewPlan {
  readonly suppliers: number;
  /** Width of the range now and afterwards, as shares of all in scope. */
  readonly widthNow: Share;
  readonly widthAfter: Share;
  /** Null where less than a quarter of the money could be placed so far: too little to estimate from. */
  readonly landing: { readonly lower: Share; readonly upper: Share } | null;
}

/** How far apart the bounds of a figure are, in pence: payments and credits that could lie either way. */
export function widthOf({ undeterminedPositivePence, undeterminedNegativePence }: Range): Pence {
  return toPence(undeterminedPositivePence - undeterminedNegativePence);
}

/** How many suppliers, the furthest reaching first, bring the range near to what reviewing them all would. */
function planned(range: Range, widths: readonly Pence[]): number {
  const most = widths.slice(0, mostPlanned);
  const reached = widthOf(range) - addPence(...most);
  const total = BigInt(range.totalPence);
  // Half a point more than the least: the last few suppliers of a plan would hardly be seen.
  const isEnough = (left: number) =>
    BigInt(left) * halfPoints <= total * narrowEnough || BigInt(left - reached) * halfPoints <= total;
  let [count, left] = [0, widthOf(range) as number];
  while (count < most.length && !isEnough(left)) {
    left -= most[count] ?? 0;
    count += 1;
  }
  return count;
}

function divided(part: bigint, whole: bigint): Pence {
  return toPence((2n * part + whole) / (2n * whole));
}

/**
 * Where the range lies when money so far undetermined turns out local as often as the money that could be placed. The
 * width is `left`, whatever the suppliers turn out to be.
 */
function landingOf(range: Range, left: Pence): ReviewPlan['landing'] {
  const placed = range.localPence + range.elsewherePence;
  if (placed <= 0 || placed * 4 < range.totalPence) return null;
  if (range.localPence < 0 || range.elsewherePence < 0) return null;
  const decided = toPence(widthOf(range) - left);
  const local = divided(BigInt(decided) * BigInt(range.localPence), BigInt(placed));
  const lower = toPence(range.localPence + range.undeterminedNegativePence + local);
  const total = toPence(range.totalPence);
  return { lower: shareOf(lower, total), upper: shareOf(addPence(lower, left), total) };
}

/**
 * Plans a review: taking the suppliers that reach furthest first narrows the range fastest, whatever each of them turns
 * out to be. `widths` are the pounds by which each supplier widens the range, the widest first.
 * Source: Horowitz and Manski's bounds, as in docs/guide/matching-a-list.md; the total must be positive.
 */
export function planReview(range: Range, widths: readonly Pence[]): ReviewPlan {
  assert(range.totalPence > 0, 'a share has a positive whole');
  const suppliers = planned(range, widths);
  const left = toPence(widthOf(range) - addPence(...widths.slice(0, suppliers)));
  const total = toPence(range.totalPence);
  return {
    suppliers,
    widthNow: shareOf(widthOf(range), total),
    widthAfter: shareOf(left, total),
    landing: landingOf(range, left),
  };
}
