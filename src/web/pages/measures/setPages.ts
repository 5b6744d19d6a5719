import type { KnownSet } from '../../../actions/measures/types.ts';
import { mayLeave } from '../../../domain/measures/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { wordsFor } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page, type Route } from '../../site.ts';
import { fileName, measuresCsv } from './downloads.ts';
import { draftView } from './draftView.ts';
import { listView } from './listView.ts';
import { dayOf, noDay, publishErrors, publishView, type TypedToPublish, typedIn } from './publishForm.ts';
import {
  aboutRows,
  groupedMeasures,
  headOf,
  measuresOnPage,
  partHref,
  partLinks,
  rulesView,
  shownMeasures,
} from './setView.ts';
import { countsOf, setHref } from './setWords.ts';
import { above, editsIn, find, frame, linkTo, type MeasuresSite } from './site.ts';

async function list(site: MeasuresSite, { query }: Asked): Promise<Answer> {
  const view = listView(await site.measures.list());
  const organisation = site.visitor.organisation?.name ?? null;
  return page(
    render('pages/measures/list.njk', {
      ...frame(site, 'Measures', []),
      ...{ view, organisation, done: query.get('done') },
    }),
  );
}

const doneWords: Readonly<Record<string, string>> = {
  imported: 'The list was read into a draft.',
  columns: 'The list was read again.',
  published: 'The list is published.',
};

interface Shown {
  readonly query: URLSearchParams;
  readonly typed: TypedToPublish | null;
  readonly refusals: readonly Refusal[];
}

/** Whether a set can be revised: a published one, and a draft of a revision while the version that it revises is there. */
async function isRevisable({ measures }: MeasuresSite, { set, stored }: KnownSet): Promise<boolean> {
  if (set.status === 'published') return true;
  return stored?.source.kind === 'revision' && (await measures.find(stored.source.base)) !== null;
}

/** The page of a set; null where a part is asked for that it does not have. */
async function setHtml(
  site: MeasuresSite,
  known: KnownSet,
  { query, typed, refusals }: Shown,
): Promise<string | null> {
  const { ref, set } = known;
  const part = { list: query.get('list'), theme: query.get('theme') };
  const measures = shownMeasures(set, part);
  const asked = query.get('page') ?? undefined;
  const shown = pageOfList(measures.length, measuresOnPage, { path: partHref(ref, part), asked });
  if (shown === undefined) return null;
  const today = site.measures.today();
  const errors = publishErrors(refusals);
  return render('pages/measures/show.njk', {
    ...frame(site, `${errors.length > 0 ? 'Error: ' : ''}${set.name}, version ${set.version}`),
    ...{ about: headOf(known), errors, rows: aboutRows(known), counts: countsOf(set) },
    ...{ parts: partLinks(known, part), count: measures.length, first: shown.from + 1, last: shown.to },
    ...{ themes: groupedMeasures(set, measures.slice(shown.from, shown.to), today) },
    ...{ pagination: shown.pagination, rules: rulesView(set, today), draft: draftView(known) },
    revisable: await isRevisable(site, known),
    ...{ publish: publishView(known, typed, refusals), done: wordsFor(doneWords, query.get('done')) },
  });
}

async function show(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  const html = known && (await setHtml(site, known, { query: asked.query, typed: null, refusals: [] }));
  return html ? page(html) : missing;
}

async function download(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  if (known === null) return missing;
  const { set } = known;
  if (mayLeave(set)) {
    const body = `${JSON.stringify(set, null, 2)}\n`;
    return { kind: 'file', name: `${fileName(set)}.json`, contentType: 'application/json', body };
  }
  const heading = 'This list cannot be downloaded whole';
  const html = render('pages/measures/withheld.njk', {
    ...frame(site, heading, [above, linkTo(known)]),
    ...{ heading, licence: set.licence, csvHref: setHref(known.ref, '/measures.csv') },
  });
  return { kind: 'page', html, status: 409 };
}

async function csv(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  if (known === null) return missing;
  const { set } = known;
  const name = `${fileName(set)}${mayLeave(set) ? '' : '-references'}.csv`;
  return {
    ...{ kind: 'file', name, body: measuresCsv(set) },
    contentType: 'text/csv; charset=utf-8; header=present',
  };
}

async function publish(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  if (known === null || known.set.status !== 'draft' || known.stored === null) return missing;
  const typed = typedIn(asked.form);
  const again = async (refusals: readonly Refusal[]): Promise<Answer> => {
    const html = await setHtml(site, known, { query: new URLSearchParams(), typed, refusals });
    return html === null ? missing : { kind: 'page', html, status: 422 };
  };
  const inForceFrom = dayOf(typed);
  if (inForceFrom === undefined) return again([noDay]);
  const published = await site.measures.publish(known.ref, editsIn(asked.form), { ...typed, inForceFrom });
  if (published === null) return missing;
  return published.ok ? go(`${setHref(known.ref)}?done=published`) : again(published.refusals);
}

async function removeForm(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  if (known === null || known.stored === null) return missing;
  const heading = `Remove ${known.set.name}, version ${known.set.version}?`;
  return page(
    render('pages/measures/remove.njk', {
      ...frame(site, heading, [above, linkTo(known)]),
      ...{ heading, action: setHref(known.ref, '/remove'), back: setHref(known.ref) },
      ...{ counts: countsOf(known.set), published: known.set.status === 'published' },
      rows: aboutRows(known),
    }),
  );
}

async function remove(site: MeasuresSite, { params }: Asked): Promise<Answer> {
  return (await site.measures.remove(params.set ?? '')) ? go('/measures?done=removed') : missing;
}

const setPath = '/measures/sets/:set';

/** The pages of sets that are there. */
export const setRoutes: readonly Route<MeasuresSite>[] = [
  { method: 'GET', path: '/measures', action: 'measures.list', kind: 'page', answer: list },
  { method: 'GET', path: setPath, action: 'measures.show', kind: 'page', answer: show },
  {
    ...{ method: 'GET', path: `${setPath}/set.json`, action: 'measures.download' },
    ...{ kind: 'download', answer: download },
  },
  {
    ...{ method: 'GET', path: `${setPath}/measures.csv`, action: 'measures.csv' },
    ...{ kind: 'download', answer: csv },
  },
  {
    ...{ method: 'POST', path: `${setPath}/publish`, action: 'measures.publish' },
    ...{ kind: 'form', answer: publish },
  },
  {
    ...{ method: 'GET', path: `${setPath}/remove`, action: 'measures.removeForm' },
    ...{ kind: 'page', answer: removeForm },
  },
  {
    ...{ method: 'POST', path: `${setPath}/remove`, action: 'measures.remove' },
    ...{ kind: 'form', answer: remove },
  },
];
