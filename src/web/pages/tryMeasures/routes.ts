import type { MeasureSet } from '../../../domain/measures/index.ts';
import { dayInLondon, millisecondsOf } from '../../../domain/values/index.ts';
import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page, type Route, type Site } from '../../site.ts';
import { tryView } from './tryView.ts';

/** What the page for trying measures asks of the site. */
export interface TryMeasuresSite extends Pick<Site, 'visitor' | 'now'> {
  /** Sets that anybody may see, the newest version first. */
  readonly openMeasures: readonly MeasureSet[];
}

function tryMeasures({ visitor, now, openMeasures }: TryMeasuresSite, { query }: Asked): Answer {
  const today = dayInLondon(millisecondsOf(now()));
  const view = tryView({ sets: openMeasures, query, today });
  if (view === undefined) return missing;
  const said = view.result ? `${view.result.total} of social value` : 'Try the open measures';
  const pageTitle = `${view.errors.length > 0 ? 'Error: ' : ''}${said}`;
  const around = siteFrame({ pageTitle, section: null, breadcrumbs: [], visitor });
  return page(render('pages/tryMeasures/try.njk', { ...around, view }));
}

/** The page on which anybody tries the open measures, without signing in. */
export const tryMeasuresRoutes: readonly Route<TryMeasuresSite>[] = [
  { method: 'GET', path: '/measures/try', action: 'measures.try', kind: 'page', answer: tryMeasures },
];
