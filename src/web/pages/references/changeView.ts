import type { EditionChange } from '../../../actions/references/types.ts';
import type { Figure } from '../../../domain/spend/analysis.ts';
import { differenceOf, type FigurePair } from '../../../domain/spend/figureChange.ts';
import { boundsInWords } from '../../../domain/spend/findings.ts';
import {
  type ChangeCell,
  type ChangeTables,
  changeTables,
  firstPair,
  pointsText,
} from '../definitions/changeTable.ts';
import { inUseText, namedEdition } from './editionsView.ts';

export interface ChangeView extends ChangeTables {
  readonly title: string;
  readonly sentences: readonly string[];
  /** The finding about the figures, above their tables. */
  readonly finding: string;
}

type Added = Extract<EditionChange, { readonly kind: 'added' }>['edition'];
type Removed = Extract<EditionChange, { readonly kind: 'removed' }>['edition'];

function widthOf(figure: Figure | null): number | null {
  if (figure === null || figure.shareLower === null || figure.shareUpper === null) return null;
  return figure.shareUpper - figure.shareLower;
}

/** How the range of one figure moved: the definition is the same, so what is better known is what matters. */
export function rangeDifference(pair: FigurePair): ChangeCell {
  const [old, now] = [widthOf(pair.before), widthOf(pair.after)];
  if (differenceOf(pair.before, pair.after).kind === 'unchanged') return { main: 'No change', small: [] };
  if (old === null || now === null) return { main: 'Cannot be compared', small: [] };
  const points = Math.round((old - now) * 1_000_000) / 1_000_000;
  if (points === 0) return { main: 'Moved', small: ['The range is as wide as before.'] };
  return { main: `Range ${points > 0 ? 'narrower' : 'wider'}`, small: [`by ${pointsText(points)}`] };
}

function boundsText(figure: Figure): string {
  return figure.shareLower === null || figure.shareUpper === null
    ? 'not known'
    : boundsInWords(figure.shareLower, figure.shareUpper);
}

function finding(pairs: readonly FigurePair[]): string {
  if (pairs.length === 0) return 'There are no ledgers yet, so no figure could change';
  if (pairs.every((pair) => differenceOf(pair.before, pair.after).kind === 'unchanged'))
    return 'No figure changed';
  const pair = firstPair(pairs);
  if (pair === undefined || pair.before === null || pair.after === null) return 'The figures changed';
  const when = pair.period === 'undated' ? 'without a date' : `in ${pair.period}`;
  if (differenceOf(pair.before, pair.after).kind === 'unchanged') {
    return `Figures changed, but not the share for ${pair.after.ring.name} ${when}`;
  }
  return `The share for ${pair.after.ring.name} ${when} could be ${boundsText(pair.before)} before, and ${boundsText(pair.after)} now`;
}

function addedTitle(added: Added): string {
  if (!added.alreadyThere) return `${added.source} was added`;
  if (added.dated) return `The date of ${added.source} is known now`;
  return added.replaced.length > 0
    ? `${added.source} is in use again`
    : `Nothing changed: ${added.source} had been added before`;
}

function whyNot(added: Added): string {
  const [first] = added.inUse;
  if (first !== undefined && first.dateFrom !== 'day added' && added.dateFrom === 'day added') {
    return `${added.source} stays unused, because its name does not say its month. Put the month in the name, such as ONSPD_MAY_2025.csv, and add it again, or remove what is in use.`;
  }
  return `${added.source} stays unused, because what is in use is newer.`;
}

function addedSentences(added: Added): readonly string[] {
  const isUsed = added.inUse.some((one) => one.edition === added.edition);
  const replaced = added.replaced.map(namedEdition).join(' and ');
  const instead = replaced === '' ? '' : `, instead of ${replaced}`;
  const smaller = added.replaced.some((one) => added.kind !== 'suppliers' && added.rows * 2 < one.rows);
  return [
    `In use now: ${inUseText(added.inUse, added.kind)}${instead}.`,
    ...(isUsed ? [] : [whyNot(added)]),
    ...(isUsed && smaller ? ['It has far fewer rows than the one before. To go back, remove it.'] : []),
  ];
}

function removedSentences(removed: Removed): readonly string[] {
  const left = inUseText(removed.inUse, removed.kind);
  return [removed.wasInUse ? `In use now: ${left}.` : `It was not in use. Still in use: ${left}.`];
}

/** What an edition that came or went changed, with the figures of the leading definition before and after. */
export function changeView(change: EditionChange): ChangeView {
  const words =
    change.kind === 'added'
      ? { title: addedTitle(change.edition), sentences: addedSentences(change.edition) }
      : { title: `${change.edition.source} was removed`, sentences: removedSentences(change.edition) };
  const changed = change.changes.some((pair) => differenceOf(pair.before, pair.after).kind !== 'unchanged');
  const tables = changeTables(changed ? change.changes : [], {
    difference: rangeDifference,
    missing: 'No such ring or year',
  });
  return { ...words, finding: finding(change.changes), ...tables };
}
