import { mayDo } from '../../../domain/organisations/index.ts';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, page, type Route, type Site } from '../../site.ts';
import { demonstrationRoutes } from './demonstration.ts';
import { type LandingSeen, landingView } from './landingView.ts';
import { readingRoutes } from './readings.ts';
import { standingRoutes } from './standing.ts';

/** The result over what is kept; null where nothing counts yet, and for whoever may not look at it. */
async function keptResult({ imports, explore, visitor }: Site): Promise<Analysis | null> {
  if (!mayDo(visitor.actor, 'spend.result')) return null;
  const batches = await imports.batches();
  return batches.some((batch) => batch.state === 'current') ? explore.analysis(null) : null;
}

async function seenBy(
  site: Site,
  said: { readonly home: string | null; readonly refusals: readonly Refusal[] },
): Promise<LandingSeen> {
  const [owner, homeNames, kept] = await Promise.all([
    mayDo(site.visitor.actor, 'spend.result') ? site.imports.owner() : null,
    site.imports.homeNames(),
    keptResult(site),
  ]);
  return { visitor: site.visitor, owner, homeNames, kept, demonstration: site.demonstration(), ...said };
}

async function landing(site: Site): Promise<Answer> {
  const view = landingView(await seenBy(site, { home: null, refusals: [] }));
  return page(render('pages/landing/landing.njk', view));
}

async function read(site: Site, asked: Asked): Promise<Answer> {
  const home = asked.form.get('home') ?? '';
  const started = await site.readings.start(home, asked.files);
  if (started.ok) return go(`/readings/${started.value}`);
  const view = landingView(await seenBy(site, { home, refusals: started.refusals }));
  return { kind: 'page', status: 422, html: render('pages/landing/landing.njk', view) };
}

/** The landing page, reading without keeping, the demonstration and the standing pages. */
export const landingRoutes: readonly Route<Site>[] = [
  { method: 'GET', path: '/', action: 'landing.page', kind: 'page', answer: landing },
  { method: 'POST', path: '/read', action: 'readings.start', kind: 'upload', answer: read },
  ...readingRoutes,
  ...demonstrationRoutes,
  ...standingRoutes,
];
