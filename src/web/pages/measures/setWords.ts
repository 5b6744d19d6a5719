import type { KnownSet, ListedSet } from '../../../actions/measures/types.ts';
import {
  type ColumnMeaning,
  type MeasureSet,
  mayLeave,
  measuresIn,
  measuresOf,
} from '../../../domain/measures/index.ts';
import { formatDay, formatRatio, parseRatio, withCommas } from '../../../domain/values/index.ts';

/** The address of a version of a set, or of a page below it. */
export function setHref(ref: string, below = ''): string {
  return `/measures/sets/${encodeURIComponent(ref)}${below}`;
}

/** What columns of somebody's list can mean, as people say it. */
export const meaningWords: Readonly<Record<ColumnMeaning, string>> = {
  theme: 'Theme',
  outcome: 'Outcome',
  reference: 'Reference',
  title: 'Measure: what is counted',
  unit: 'Unit',
  value: 'Value of one unit in pounds',
  priceYear: 'Year of the prices',
  source: 'Where the value comes from',
  guidance: 'Guidance',
  evidence: 'Evidence required',
  weighting: 'Weighting',
  recordOnly: 'Record only, yes or no',
  localOnly: 'Local only, yes or no',
  lite: 'On the lite list, yes or no',
};

/** `£1,234.50`: a value in pounds as it is kept, to the penny unless it has more digits. */
export function valueText(value: string): string {
  const read = parseRatio(value);
  if (read === undefined) return `£${value}`;
  const [, part = ''] = value.trim().split('.');
  const [whole = '', pence = ''] = formatRatio(read, Math.min(Math.max(part.length, 2), 12)).split('.');
  return `£${withCommas(whole)}.${pence}`;
}

/** From when to when a version may be chosen. */
export function inForceText({ inForceFrom, inForceUntil }: MeasureSet): string {
  if (inForceFrom === null) return 'Not yet said';
  const from = `From ${formatDay(inForceFrom)}`;
  return inForceUntil === null ? from : `${from} until ${formatDay(inForceUntil)}`;
}

/** Whether a set may be shared, as people say it. */
export function sharingText(set: MeasureSet): string {
  return mayLeave(set) ? 'May be shared' : 'Not to be shared outside the organisation';
}

/** How many measures a set has: in all, on its lists and for the record only. */
export function countsOf(set: MeasureSet) {
  const all = measuresOf(set);
  const recordOnly = all.filter(({ measure }) => measure.recordOnly).length;
  const lists = set.lists.map(({ id, name }) => `${measuresIn(set, id).length} on “${name}”`);
  return {
    ...{ all: all.length, lite: measuresIn(set, 'lite').length, recordOnly },
    text: [`${all.length} in all`, ...lists, `${recordOnly} for the record only`].join(', '),
  };
}

/** What state a version is in, for its tag. */
export function stateOf({ set, stored }: Pick<KnownSet | ListedSet, 'set' | 'stored'>) {
  if (set.status === 'draft') return { text: 'Draft', classes: 'govuk-tag--yellow' };
  if (stored === null) return { text: 'Comes with Sevenbox', classes: 'govuk-tag--grey' };
  return { text: 'Published', classes: 'govuk-tag--green' };
}
