import type { EvidenceCalls, StoredEvidence } from '../../../actions/evidence/types.ts';
import {
  downloadHeaders,
  type EvidenceState,
  evidenceState,
  fileTypes,
  fileTypesInWords,
  longestNote,
  readNote,
} from '../../../domain/evidence/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, type PageFrame, siteFrame } from '../../components/frame.ts';
import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { detailRows, evidenceHref, filesOnPage, listHref, listRow } from './evidenceView.ts';

/** What the pages on evidence ask of the site. */
export interface EvidenceSite extends Pick<Site, 'visitor'> {
  readonly evidence: EvidenceCalls;
}

const above: Link = { text: 'Evidence', href: '/evidence' };

function frame(
  { visitor }: EvidenceSite,
  pageTitle: string,
  breadcrumbs: readonly Link[] = [above],
): PageFrame {
  return siteFrame({ pageTitle, section: 'evidence', breadcrumbs, visitor });
}

function stateAsked(query: URLSearchParams): EvidenceState {
  return query.get('show') === 'removed' ? 'removed' : 'kept';
}

async function list(site: EvidenceSite, { query }: Asked): Promise<Answer> {
  const state = stateAsked(query);
  const asked = query.get('page') ?? undefined;
  const from = (Number(/^[1-9]\d{0,6}$/.exec(asked ?? '1')?.[0] ?? 1) - 1) * filesOnPage;
  const { files, count } = await site.evidence.list({ state, from, size: filesOnPage });
  const shown = pageOfList(count, filesOnPage, { path: listHref(state), asked });
  if (shown === undefined) return missing;
  return page(
    render('pages/evidence/list.njk', {
      ...frame(site, state === 'kept' ? 'Evidence' : 'Removed files', state === 'kept' ? [] : [above]),
      ...{ state, count, rows: files.map(listRow), pagination: shown.pagination },
      ...{ first: shown.from + 1, last: shown.to },
      done: query.get('done'),
    }),
  );
}

interface AddErrors {
  readonly note: string | null;
  readonly file: string | null;
}

function addHtml(site: EvidenceSite, note: string, errors: AddErrors): string {
  const { note: noteError, file: fileError } = errors;
  const summary = [
    ...(noteError === null ? [] : [{ text: noteError, href: '#note' }]),
    ...(fileError === null ? [] : [{ text: fileError, href: '#file' }]),
  ];
  return render('pages/evidence/add.njk', {
    ...frame(site, `${summary.length > 0 ? 'Error: ' : ''}Add evidence`),
    ...{ note, noteError, fileError, longestNote, errors: summary },
    kinds: fileTypesInWords(),
    accept: Object.values(fileTypes).flatMap(({ endings }) => endings),
  });
}

function addForm(site: EvidenceSite): Answer {
  return page(addHtml(site, '', { note: null, file: null }));
}

/** The form again with what is wrong; a browser does not choose the same file again by itself. */
function addAgain(site: EvidenceSite, note: string, refusals: readonly Refusal[]): Answer {
  const about = (ours: boolean) => {
    const sentences = refusals.filter(({ code }) => (code === 'note') === ours).map((one) => one.sentence);
    return sentences.length > 0 ? sentences.join(' ') : null;
  };
  const html = addHtml(site, note, { note: about(true), file: about(false) });
  return { kind: 'page', html, status: 422 };
}

async function add(site: EvidenceSite, { form, files }: Asked): Promise<Answer> {
  const said = form.get('note') ?? '';
  const note = readNote(said);
  const wrong = note.ok ? [] : note.refusals;
  for await (const file of files) {
    if (!note.ok) {
      return addAgain(site, said, [...wrong, { code: 'file', sentence: 'Choose the file again.' }]);
    }
    const added = await site.evidence.add(file, note.value);
    if (added.ok) return go(`${evidenceHref(added.value)}?done=added`);
    return addAgain(site, said, added.refusals);
  }
  return addAgain(site, said, [{ code: 'file', sentence: 'Choose a file to add.' }, ...wrong]);
}

function find({ evidence }: EvidenceSite, { params }: Asked): Promise<StoredEvidence | null> {
  return evidence.find(params.id ?? '');
}

async function show(site: EvidenceSite, asked: Asked): Promise<Answer> {
  const file = await find(site, asked);
  if (file === null) return missing;
  return page(
    render('pages/evidence/show.njk', {
      ...frame(site, file.name),
      ...{ id: file.id, name: file.name, rows: detailRows(file), state: evidenceState(file) },
      ...{ fileHref: evidenceHref(file.id, '/file'), removeHref: evidenceHref(file.id, '/remove') },
      done: asked.query.get('done'),
    }),
  );
}

async function download(site: EvidenceSite, { params }: Asked): Promise<Answer> {
  const opened = await site.evidence.open(params.id ?? '');
  if (opened === null) return missing;
  const { name, type } = opened.file;
  const { 'content-type': contentType = 'application/octet-stream', ...headers } = downloadHeaders(
    type,
    name,
  );
  return { kind: 'file', name, contentType, headers, body: opened.content };
}

async function removeForm(site: EvidenceSite, asked: Asked): Promise<Answer> {
  const file = await find(site, asked);
  if (file === null) return missing;
  const heading = `Remove ${file.name}?`;
  return page(
    render('pages/evidence/remove.njk', {
      ...frame(site, heading, [above, { text: 'About the file', href: evidenceHref(file.id) }]),
      ...{ heading, rows: detailRows(file) },
      ...{ action: evidenceHref(file.id, '/remove'), back: evidenceHref(file.id) },
    }),
  );
}

async function remove(site: EvidenceSite, { params }: Asked): Promise<Answer> {
  const removed = await site.evidence.remove(params.id ?? '');
  return removed ? go('/evidence?done=removed') : missing;
}

/** The pages on files that show that something was done. */
export const evidenceRoutes: readonly Route<EvidenceSite>[] = [
  { method: 'GET', path: '/evidence', action: 'evidence.list', kind: 'page', answer: list },
  { method: 'GET', path: '/evidence/add', action: 'evidence.addForm', kind: 'page', answer: addForm },
  { method: 'POST', path: '/evidence/add', action: 'evidence.add', kind: 'upload', answer: add },
  { method: 'GET', path: '/evidence/:id', action: 'evidence.show', kind: 'page', answer: show },
  { method: 'GET', path: '/evidence/:id/file', action: 'evidence.file', kind: 'download', answer: download },
  {
    method: 'GET',
    path: '/evidence/:id/remove',
    action: 'evidence.removeForm',
    kind: 'page',
    answer: removeForm,
  },
  { method: 'POST', path: '/evidence/:id/remove', action: 'evidence.remove', kind: 'form', answer: remove },
];
