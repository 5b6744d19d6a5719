import type { ReviewQueue } from '../../../actions/suppliers/types.ts';
import { boundsInWords } from '../../../domain/spend/findings.ts';
import type { ReviewPlan } from '../../../domain/spend/review/reviewPlan.ts';
import type { Share } from '../../../domain/values/index.ts';
import { type Axis, axisFor, positionOn } from '../../charts/scale.ts';
import { coordinate, element } from '../../charts/svg.ts';
import { paleOutline, rule, seriesColour } from '../../charts/tokens.ts';
import { countOf, countText, percentText } from '../../components/words.ts';
import { widthText } from './supplierWords.ts';

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** The range of the figure now, and what reviewing suppliers makes of it. */
export interface LiveView {
  readonly label: string;
  readonly range: string;
  /** The picture of the range; empty where no range can be stated. */
  readonly bar: string;
  readonly ends: readonly string[];
  readonly counted: string;
  readonly short: string;
}

/** `38% to 41%`, or one number; rounded to the nearest per cent, because an estimate promises no bounds. */
function estimateText({ lower, upper }: Bounds): string {
  const [from, to] = [percentText(lower), percentText(upper)];
  return from === to ? from : `${from} to ${to}`;
}

/** `3 points wide`, or that no range is left. */
function afterwards(width: Share): string {
  return width === 0 ? 'one number' : `${widthText(width)} wide`;
}

/** What reviewing the first suppliers brings: the width, which is certain, and where it lies, which is an estimate. */
export function planSentences(
  { suppliers, widthNow, widthAfter, landing }: ReviewPlan,
  count: number,
): readonly string[] {
  const isOne = suppliers === 1;
  const which = suppliers < count ? 'the first' : isOne ? 'this' : 'these';
  const these = isOne ? `${which} supplier` : `${which} ${countText(suppliers)} suppliers`;
  const now = `now ${widthText(widthNow)} wide, will be ${afterwards(widthAfter)}`;
  return [
    `Review ${these} and the range, ${now}.`,
    'The width is certain once each of them is placed.',
    landing === null
      ? 'Where it will lie cannot be estimated, because too little money could be placed so far.'
      : `Where it will lie is an estimate: about ${estimateText(landing)}.`,
  ];
}

function shortPlan({ suppliers, widthAfter, landing }: ReviewPlan): string {
  if (suppliers === 0) return 'No supplier is left to review.';
  const who = suppliers === 1 ? 'The next one makes' : `The next ${countText(suppliers)} make`;
  const where = landing === null ? '' : `, about ${estimateText(landing)}`;
  return `${who} it ${afterwards(widthAfter)}${where}.`;
}

function reviewOf(plan: ReviewPlan | null): string {
  return `a review of ${countOf(plan?.suppliers ?? 0, 'supplier')}`;
}

function span(axis: Axis, { lower, upper }: Bounds) {
  const [from, to] = [positionOn(axis, lower) * 100, positionOn(axis, upper) * 100];
  return { x: `${coordinate(from)}%`, width: `${coordinate(Math.max(to - from, 0.5))}%` };
}

function barOf(now: Bounds, landing: ReviewPlan['landing'], label: string): Pick<LiveView, 'bar' | 'ends'> {
  const all = [now.lower, now.upper, ...(landing === null ? [] : [landing.lower, landing.upper])];
  const axis = axisFor(all, { atMost: 8, roomInSteps: 0.6 });
  const colour = seriesColour(0);
  const inner =
    landing === null
      ? ''
      : element('rect', {
          ...span(axis, landing),
          y: 12,
          height: 6,
          rx: 3,
          fill: '#fff',
          stroke: paleOutline,
        });
  const bar = element(
    'svg',
    { class: 'sb-range', width: '100%', height: 30, role: 'img', 'aria-label': label },
    element('line', { x1: 0, x2: '100%', y1: 15, y2: 15, stroke: rule }),
    element('rect', { ...span(axis, now), y: 9, height: 12, rx: 6, fill: colour }),
    inner,
  );
  return { bar, ends: [axis.start, axis.end].map((end) => `${end}%`.replace('-', '−')) };
}

/** The range of the figure as it is now, as a line above every page of the review. */
export function liveView(queue: Omit<ReviewQueue, 'rows' | 'years'>): LiveView {
  const { figure, plan, ring, year, decided, count } = queue;
  const { shareLower: lower, shareUpper: upper } = figure;
  const label = `Local spend in ${ring.name}, ${year}`;
  const counted = `${countText(decided)} decided, ${countText(count)} left`;
  if (lower === null || upper === null) {
    return { label, range: 'No share can be stated', bar: '', ends: [], counted, short: '' };
  }
  const range = boundsInWords(lower, upper);
  const landing = plan !== null && plan.suppliers > 0 ? plan.landing : null;
  const after = landing === null ? '' : `, and about ${estimateText(landing)} after ${reviewOf(plan)}`;
  const drawn = barOf({ lower, upper }, landing, `The range is ${range} now${after}`);
  return { label, range, ...drawn, counted, short: plan === null ? '' : shortPlan(plan) };
}
