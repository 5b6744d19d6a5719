import type { KnownSet, MeasureCalls } from '../../../actions/measures/types.ts';
import { type Link, type PageFrame, siteFrame } from '../../components/frame.ts';
import type { Asked, Site } from '../../site.ts';
import { setHref } from './setWords.ts';

/** What the pages on sets of measures ask of the site. */
export interface MeasuresSite extends Pick<Site, 'visitor'> {
  readonly measures: MeasureCalls;
}

/** The page above all others here. */
export const above: Link = { text: 'Measures', href: '/measures' };

/** The page of a set, for pages below it. */
export function linkTo({ ref, set }: KnownSet): Link {
  return { text: `${set.name}, version ${set.version}`, href: setHref(ref) };
}

/** What stands around a page. */
export function frame(
  { visitor }: MeasuresSite,
  pageTitle: string,
  breadcrumbs: readonly Link[] = [above],
): PageFrame {
  return siteFrame({ pageTitle, section: 'measures', breadcrumbs, visitor });
}

/** The version that an address names; null where nothing is. */
export function find({ measures }: MeasuresSite, { params }: Asked): Promise<KnownSet | null> {
  return measures.find(params.set ?? '');
}

/** The count of changes that a form was made for; one that fits no draft where it is none. */
export function editsIn(form: URLSearchParams): number {
  return Number(/^\d{1,9}$/.exec(form.get('edits') ?? '')?.[0] ?? -1);
}
