import type { OpenMeasures } from '../../../actions/measures/openMeasures.ts';
import { dayInLondon, type LocalDate, millisecondsOf } from '../../../domain/values/index.ts';
import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page, type Route, type Site } from '../../site.ts';
import { calculations } from './calculations.ts';
import { modelView } from './modelView.ts';
import { tryView } from './tryView.ts';

/** What the pages for trying measures ask of the site. */
export interface TryMeasuresSite extends Pick<Site, 'visitor' | 'now'> {
  readonly openMeasures: OpenMeasures;
}

function todayOf({ now }: TryMeasuresSite): LocalDate {
  return dayInLondon(millisecondsOf(now()));
}

function frame({ visitor }: TryMeasuresSite, title: string, problems: readonly unknown[]) {
  const pageTitle = `${problems.length > 0 ? 'Error: ' : ''}${title}`;
  return siteFrame({ pageTitle, section: null, breadcrumbs: [], visitor });
}

function tryMeasures(site: TryMeasuresSite, { query }: Asked): Answer {
  const view = tryView({ sets: site.openMeasures.sets, query, today: todayOf(site) });
  if (view === undefined) return missing;
  const said = view.result ? `${view.result.total} of social value` : 'Try the open measures';
  return page(render('pages/tryMeasures/try.njk', { ...frame(site, said, view.errors), view }));
}

function calculate(site: TryMeasuresSite, { query }: Asked): Answer {
  const all = calculations({ query, values: site.openMeasures.values, today: todayOf(site) });
  const errors = all.flatMap(({ problems }) => problems);
  const heading = 'Calculations beside measures';
  const around = { ...frame(site, heading, errors), heading, errors };
  return page(render('pages/tryMeasures/calculations.njk', { ...around, all }));
}

function model(site: TryMeasuresSite, { query }: Asked): Answer {
  const heading = 'Which government model applies?';
  const view = modelView(site.openMeasures.models, query);
  const around = { ...frame(site, view.answer?.title ?? heading, view.problems), heading };
  return page(render('pages/tryMeasures/model.njk', { ...around, view }));
}

/** Pages on which anybody works with the open measures, without signing in. */
export const tryMeasuresRoutes: readonly Route<TryMeasuresSite>[] = [
  { method: 'GET', path: '/measures/try', action: 'measures.try', kind: 'page', answer: tryMeasures },
  {
    ...{ method: 'GET', path: '/measures/calculations', action: 'measures.calculations', kind: 'page' },
    answer: calculate,
  },
  { method: 'GET', path: '/measures/model', action: 'measures.model', kind: 'page', answer: model },
];
