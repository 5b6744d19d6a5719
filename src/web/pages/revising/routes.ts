import type { RevisingCalls, Workbench } from '../../../actions/measures/revisingTypes.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { paperRoutes } from './papers.ts';
import { changesOf, measuresIn, saidInForm } from './reviseForm.ts';
import { reviseHref, themeView, workbenchView } from './reviseView.ts';

/** What the pages on revising measures ask of the site. */
export interface RevisingSite extends Pick<Site, 'visitor'> {
  readonly revising: RevisingCalls;
}

const above: Link = { text: 'Measures', href: '/measures' };

function frame({ visitor }: RevisingSite, pageTitle: string, breadcrumbs: readonly Link[]) {
  return siteFrame({ pageTitle, section: 'measures', breadcrumbs, visitor });
}

/** The pages above the workbench and above its themes. */
function trailOf({ base, draft }: Workbench, isTheme: boolean): readonly Link[] {
  const set = { text: base.set.name, href: `/measures/sets/${encodeURIComponent(base.ref)}` };
  const bench = { text: 'Revise these measures', href: reviseHref(draft?.ref ?? base.ref) };
  return [above, set, ...(isTheme ? [bench] : [])];
}

function isPublished({ base }: Workbench): boolean {
  return base.set.status === 'published';
}

async function form(site: RevisingSite, { params, query }: Asked): Promise<Answer> {
  const bench = await site.revising.workbench(params.set ?? '');
  if (bench === null || !isPublished(bench)) return missing;
  const theme = query.get('theme');
  if (theme === null) {
    const around = frame(site, 'Revise these measures', trailOf(bench, false));
    const done = query.get('done') === 'saved' ? 'The draft is saved.' : null;
    return page(render('pages/revising/workbench.njk', { ...around, view: workbenchView(bench), done }));
  }
  const view = themeView(bench, { id: theme, typed: null, refusals: [] });
  if (view === undefined) return missing;
  return page(
    render('pages/revising/theme.njk', { ...frame(site, view.heading, trailOf(bench, true)), view }),
  );
}

interface Refused {
  readonly theme: string;
  readonly sent: URLSearchParams;
  readonly refusals: readonly Refusal[];
}

/** The form again as it was filled in, with what is wrong. */
function again(site: RevisingSite, bench: Workbench, { theme, sent, refusals }: Refused): Answer {
  const view = themeView(bench, { id: theme, typed: (measure) => saidInForm(sent, measure), refusals });
  if (view === undefined) return missing;
  const around = frame(site, `Error: ${view.heading}`, trailOf(bench, true));
  return { kind: 'page', status: 422, html: render('pages/revising/theme.njk', { ...around, view }) };
}

/** The count of changes that a form was made for: nothing where there was no draft, and none that there is for nonsense. */
function editsIn(sent: URLSearchParams): number | null {
  const text = sent.get('edits') ?? '';
  return text === '' ? null : Number(/^\d{1,9}$/.exec(text)?.[0] ?? -1);
}

/** The theme of that name; null where the version has none. */
function themeNamed({ base }: Workbench, name: string | null): string | null {
  return base.set.themes.find(({ id }) => id === name)?.id ?? null;
}

async function revise(site: RevisingSite, { params, form: sent }: Asked): Promise<Answer> {
  const ref = params.set ?? '';
  const bench = await site.revising.workbench(ref);
  const theme = sent.get('theme') ?? '';
  if (bench === null || !isPublished(bench)) return missing;
  const measures = measuresIn(bench.base.set, theme);
  const changes = measures.flatMap((one) => changesOf(bench.base.set, one, saidInForm(sent, one)));
  const edits = editsIn(sent);
  const nextTheme = themeNamed(bench, sent.get('next'));
  if (themeNamed(bench, theme) === null) return go(reviseHref(ref));
  if (changes.length === 0 && bench.draft === null) return go(reviseHref(ref, nextTheme));
  const saved = await site.revising.revise(ref, { theme, changes, edits });
  if (!saved.ok) return again(site, bench, { theme, sent, refusals: saved.refusals });
  const to = reviseHref(saved.value, nextTheme);
  return go(nextTheme === null ? `${to}?done=saved` : to);
}

/** Revising measures, comparing versions, and what measures did to past bids. */
export const revisingRoutes: readonly Route<RevisingSite>[] = [
  ...paperRoutes,
  {
    method: 'GET',
    path: '/measures/sets/:set/revise',
    action: 'measures.reviseForm',
    kind: 'page',
    answer: form,
  },
  {
    method: 'POST',
    path: '/measures/sets/:set/revise',
    action: 'measures.revise',
    kind: 'form',
    answer: revise,
  },
];
