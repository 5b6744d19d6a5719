import type { ReferenceCalls } from '../../../actions/references/types.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { supplierListCsv } from '../../../formats/downloads/index.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { changeView } from './changeView.ts';
import {
  type Edition,
  editionDetails,
  editionGroups,
  editionHref,
  inUseText,
  kinds,
  kindWords,
} from './editionsView.ts';

/** What the pages on reference data ask of the site. */
export interface ReferenceSite {
  readonly references: ReferenceCalls;
  readonly visitor: Site['visitor'];
}

const above: Link = { text: 'Reference data', href: '/references' };

function frame({ visitor }: ReferenceSite, pageTitle: string, breadcrumbs: readonly Link[] = [above]) {
  return siteFrame({ pageTitle, section: 'references', breadcrumbs, visitor });
}

async function list(site: ReferenceSite): Promise<Answer> {
  const groups = editionGroups(await site.references.list());
  return page(render('pages/references/list.njk', { ...frame(site, 'Reference data', []), groups }));
}

/** The supplier list in use, to be added to and uploaded again. */
async function supplierList(site: ReferenceSite): Promise<Answer> {
  const suppliers = await site.references.suppliers();
  if (suppliers.length === 0) return missing;
  const contentType = 'text/csv; charset=utf-8; header=present';
  return { kind: 'file', name: 'supplier-list.csv', contentType, body: supplierListCsv(suppliers) };
}

/** Why an upload was refused: for want of a kind, or because of the file. */
interface AddErrors {
  readonly kind: string | null;
  readonly file: string | null;
}

async function showAdd(
  site: ReferenceSite,
  chosen: string | null,
  { kind, file }: AddErrors,
): Promise<string> {
  const errors = [
    ...(kind === null ? [] : [{ text: kind, href: '#kind' }]),
    ...(file === null ? [] : [{ text: file, href: '#file' }]),
  ];
  const title = `${errors.length > 0 ? 'Error: ' : ''}Add reference data`;
  return render('pages/references/add.njk', {
    ...frame(site, title),
    errors,
    kindError: kind,
    fileError: file,
    kinds: kinds.map(({ id, one, what }) => ({
      value: id,
      text: `${one.charAt(0).toUpperCase()}${one.slice(1)}`,
      hint: { text: what },
      checked: id === chosen,
    })),
  });
}

async function addForm(site: ReferenceSite, asked: Asked): Promise<Answer> {
  return page(await showAdd(site, asked.query.get('kind'), { kind: null, file: null }));
}

/** Reads what nobody wants to its end, so that the browser finishes sending and shows the page. */
async function throwAway(files: Asked['files']): Promise<number> {
  let count = 0;
  for await (const file of files) {
    count += 1;
    for await (const _ of file.content);
  }
  return count;
}

async function refuseAdd(site: ReferenceSite, chosen: string | null, errors: AddErrors): Promise<Answer> {
  return { kind: 'page', html: await showAdd(site, chosen, errors), status: 422 };
}

const noFile = 'Choose a file to add.';

function sentences(refusals: readonly Refusal[]): string {
  return refusals.map((one) => one.sentence).join(' ');
}

async function add(site: ReferenceSite, asked: Asked): Promise<Answer> {
  const kind = kindWords(asked.form.get('kind'));
  if (kind === undefined) {
    const count = await throwAway(asked.files);
    const file = count === 0 ? noFile : 'Choose the file again.';
    return refuseAdd(site, null, { kind: 'Select what you want to add.', file });
  }
  for await (const file of asked.files) {
    const added = await site.references.add(kind.id, file);
    if (added.ok) return go(`${editionHref(added.value.edition)}&done=added`);
    return refuseAdd(site, kind.id, { kind: null, file: sentences(added.refusals) });
  }
  return refuseAdd(site, kind.id, { kind: null, file: noFile });
}

async function find(site: ReferenceSite, { params, query }: Asked): Promise<Edition | undefined> {
  const kind = query.get('kind');
  const all = await site.references.list();
  return all.find((one) => one.edition === params.edition && (kind === null || one.kind === kind));
}

async function edition(site: ReferenceSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  if (found === undefined) return missing;
  const change =
    asked.query.get('done') === 'added' ? site.references.changeOf(found.edition, found.kind) : null;
  const view = change?.kind === 'added' ? changeView(change) : null;
  return page(
    render('pages/references/edition.njk', {
      ...frame(site, view?.title ?? found.source),
      view,
      details: editionDetails(found, found.inUse),
      remove: editionHref(found, '/remove'),
    }),
  );
}

async function afterwards(site: ReferenceSite, found: Edition): Promise<string> {
  const left = inUseText(await site.references.without(found), found.kind);
  return found.inUse ? `In use afterwards: ${left}.` : `It is not in use. Still in use afterwards: ${left}.`;
}

async function showRemove(
  site: ReferenceSite,
  found: Edition,
  refusals: readonly Refusal[],
): Promise<string> {
  const heading = `Remove ${found.source}?`;
  return render('pages/references/remove.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${heading}` : heading),
    heading,
    problems: refusals.map(({ sentence }) => ({ text: sentence })),
    afterwards: await afterwards(site, found),
    details: editionDetails(found, found.inUse),
    action: editionHref(found, '/remove'),
    back: editionHref(found),
  });
}

async function removeForm(site: ReferenceSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  return found === undefined ? missing : page(await showRemove(site, found, []));
}

async function remove(site: ReferenceSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  if (found === undefined) return missing;
  const removed = await site.references.remove(found.edition, found.kind);
  if (removed.ok) return go(editionHref(found, '/removed'));
  return { kind: 'page', html: await showRemove(site, found, removed.refusals), status: 422 };
}

async function removed(site: ReferenceSite, { params, query }: Asked): Promise<Answer> {
  const kind = kindWords(query.get('kind'));
  const change = kind && site.references.changeOf(params.edition ?? '', kind.id);
  if (change?.kind !== 'removed') return go('/references');
  const view = changeView(change);
  return page(
    render('pages/references/edition.njk', {
      ...frame(site, view.title),
      view,
      details: editionDetails(change.edition, null),
      remove: null,
    }),
  );
}

/** The pages on reference data. */
export const referencesRoutes: readonly Route<ReferenceSite>[] = [
  { method: 'GET', path: '/references', action: 'references.all', kind: 'page', answer: list },
  {
    method: 'GET',
    path: '/references/supplier-list.csv',
    action: 'references.supplierList',
    kind: 'download',
    answer: supplierList,
  },
  { method: 'GET', path: '/references/add', action: 'references.addForm', kind: 'page', answer: addForm },
  { method: 'POST', path: '/references/add', action: 'references.add', kind: 'upload', answer: add },
  { method: 'GET', path: '/references/:edition', action: 'references.one', kind: 'page', answer: edition },
  {
    method: 'GET',
    path: '/references/:edition/remove',
    action: 'references.removeForm',
    kind: 'page',
    answer: removeForm,
  },
  {
    method: 'POST',
    path: '/references/:edition/remove',
    action: 'references.remove',
    kind: 'form',
    answer: remove,
  },
  {
    method: 'GET',
    path: '/references/:edition/removed',
    action: 'references.removed',
    kind: 'page',
    answer: removed,
  },
];
