import type { Analysis, DefinitionSummary, Figure } from '../../../domain/spend/analysis.ts';
import { countInWords } from '../../../domain/spend/findings.ts';
import { rangeAxis, rangeStrip, rangeTicks } from '../../charts/rangeStrip.ts';
import type { Opens } from '../../components/frame.ts';
import { percentText, rangeText } from '../../components/words.ts';
import { figuresUnder, type Picked } from './picks.ts';

export interface DefinitionRow {
  readonly name: string;
  readonly place: string;
  readonly sentence: string;
  readonly used: boolean;
  readonly share: string;
  readonly couldBe: string;
  readonly strip: string;
  /** The result under this definition; absent where it is in use or cannot be changed. */
  readonly href?: string;
}

export interface DefinitionsView {
  readonly heading: string;
  readonly caption: string;
  readonly ticks: readonly string[];
  readonly axisSentence: string;
  readonly rows: readonly DefinitionRow[];
}

interface Pair {
  readonly definition: DefinitionSummary;
  readonly figure: Figure;
  readonly share: number;
  readonly shareLower: number;
  readonly shareUpper: number;
}

function pairsOf(analysis: Analysis, picked: Picked): readonly Pair[] {
  return analysis.definitions.flatMap((definition) => {
    const figure = figuresUnder(analysis, definition.id).find((one) => one.period === picked.latest);
    if (figure === undefined || figure.share === null) return [];
    if (figure.shareLower === null || figure.shareUpper === null) return [];
    const { share, shareLower, shareUpper } = figure;
    return [{ definition, figure, share, shareLower, shareUpper }];
  });
}

function heading(pairs: readonly Pair[], period: string): string {
  const first = pairs[0];
  if (pairs.length === 1 && first !== undefined) {
    return `One definition of local gives ${percentText(first.share)} in ${period}`;
  }
  const count = countInWords(pairs.length);
  const shares = pairs.map((pair) => pair.share);
  const [lowest, highest] = [percentText(Math.min(...shares)), percentText(Math.max(...shares))];
  const subject = `${count.charAt(0).toUpperCase()}${count.slice(1)} definitions of local give`;
  return lowest === highest
    ? `${subject} the same share, ${lowest}, in ${period}`
    : `${subject} ${lowest} to ${highest} in ${period}`;
}

/** The definitions side by side for the latest year, and the spread between them; undefined without a share. */
export function definitionsView(
  analysis: Analysis,
  picked: Picked,
  opens?: Opens,
): DefinitionsView | undefined {
  const pairs = pairsOf(analysis, picked);
  if (pairs.length === 0) return undefined;
  const axis = rangeAxis(pairs);
  const ticks = rangeTicks(axis);
  return {
    heading: heading(pairs, picked.latest),
    caption: `Local share in ${picked.latest} under each definition of local`,
    ticks,
    axisSentence: `Range drawn from ${ticks[0]} to ${ticks[ticks.length - 1]}`,
    rows: pairs.map(({ definition, figure, share, shareLower, shareUpper }) => ({
      name: definition.name,
      place: figure.ring.name,
      sentence: `${definition.sentence} ${definition.scopeSentence}`,
      used: definition.id === picked.definition.id,
      share: percentText(share),
      couldBe: `${rangeText(shareLower, shareUpper)}%`,
      strip: rangeStrip({ share, shareLower, shareUpper }, axis),
      ...(opens === undefined || definition.id === picked.definition.id
        ? {}
        : { href: opens.definition(definition.id) }),
    })),
  };
}
