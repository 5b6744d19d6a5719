import type { CommitmentCalls, Results, StoredTenderFileRow } from '../../../actions/tenders/types.ts';
import { commitmentTable } from '../../../domain/procurements/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { textCell, writeCsv } from '../../../formats/downloads/csv.ts';
import { commitmentCells, commitmentHeader } from '../../../formats/procurements/commitmentCells.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { fileErrors, problemRows, savedBy } from '../tenders/tendersView.ts';
import { commitmentsBody } from './commitmentsView.ts';

/** What the pages on commitments ask of the site. */
export interface CommitmentSite extends Pick<Site, 'visitor'> {
  readonly commitments: CommitmentCalls;
}

const above: Link = { text: 'Commitments', href: '/commitments' };
/** Members see ranges of fewer than three bids; what is in evaluation nobody sees. */
const isPublic = false;

function frame({ visitor }: CommitmentSite, pageTitle: string, breadcrumbs: readonly Link[] = [above]) {
  return siteFrame({ pageTitle, section: 'commitments', breadcrumbs, visitor });
}

function fileRow(file: StoredTenderFileRow, shown: string) {
  return {
    ...{ title: file.title, fileName: file.fileName, current: file.id === shown },
    ...savedBy(file),
    href: `/commitments?file=${file.id}`,
    removeHref: `/commitments/${file.id}/remove`,
  };
}

/** The results that an address asks for, or the newest; null when there are none. */
function find({ commitments }: CommitmentSite, { query }: Asked): Promise<Results | null> {
  return commitments.find(query.get('file'));
}

async function show(site: CommitmentSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  const done = asked.query.get('done');
  if (found === null && asked.query.has('file')) return missing;
  if (found === null)
    return page(render('pages/commitments/show.njk', { ...frame(site, 'Commitments', []), done }));
  const { file, procurements } = found;
  const body = commitmentsBody(procurements, { title: `Social value commitments: ${file.title}`, isPublic });
  const files = await site.commitments.list();
  return page(
    render('pages/commitments/show.njk', {
      ...frame(site, body.finding.title, []),
      ...{ ...body, done, file: { ...file, ...savedBy(file) } },
      downloads: { csv: `/commitments/commitments.csv?file=${file.id}` },
      files: files.map((each) => fileRow(each, file.id)),
    }),
  );
}

async function csv(site: CommitmentSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  if (found === null) return missing;
  const rows = commitmentTable(found.procurements, { isPublic }).map(commitmentCells);
  const body = writeCsv(
    commitmentHeader,
    rows.map((row) => row.map(textCell)),
  );
  const contentType = 'text/csv; charset=utf-8; header=present';
  return { kind: 'file', name: 'commitments.csv', contentType, body };
}

function addHtml(site: CommitmentSite, said: string, refusals: readonly Refusal[]): string {
  const { title, file, lines, summary } = fileErrors(refusals, 'results-line');
  return render('pages/commitments/add.njk', {
    ...frame(site, summary.length > 0 ? 'Error: Add results' : 'Add results'),
    ...{ title: said, titleError: title, fileError: file, errors: summary, problems: problemRows(lines) },
    example: site.commitments.exampleText(),
  });
}

/** The form again with what is wrong: one thing at its field, lines of the file in a table. */
function addAgain(site: CommitmentSite, said: string, refusals: readonly Refusal[]): Answer {
  return { kind: 'page', html: addHtml(site, said, refusals), status: 422 };
}

async function add(site: CommitmentSite, { form, files }: Asked): Promise<Answer> {
  const title = form.get('title') ?? '';
  for await (const file of files) {
    const added = await site.commitments.add(file, title);
    if (added.ok) return go(`/commitments?file=${added.value}&done=added`);
    return addAgain(site, title, added.refusals);
  }
  return addAgain(site, title, [{ code: 'file', sentence: 'Choose a file to add.' }]);
}

async function removeForm(site: CommitmentSite, { params }: Asked): Promise<Answer> {
  const found = await site.commitments.find(params.file ?? '');
  if (found === null) return missing;
  const { file } = found;
  const heading = `Remove ${file.title}?`;
  return page(
    render('pages/tenders/remove.njk', {
      ...frame(site, heading),
      ...{ heading, about: 'Commitments', file: { ...file, ...savedBy(file) } },
      what: 'These results will be removed, with their chart and table.',
      ...{ action: `/commitments/${file.id}/remove`, back: `/commitments?file=${file.id}` },
    }),
  );
}

async function remove(site: CommitmentSite, { params }: Asked): Promise<Answer> {
  const removed = await site.commitments.remove(params.file ?? '');
  return removed ? go('/commitments?done=removed') : missing;
}

/** The pages on what bidders promised. */
export const commitmentRoutes: readonly Route<CommitmentSite>[] = [
  { method: 'GET', path: '/commitments', action: 'commitments.show', kind: 'page', answer: show },
  {
    method: 'GET',
    path: '/commitments/commitments.csv',
    action: 'commitments.csv',
    kind: 'download',
    answer: csv,
  },
  {
    method: 'GET',
    path: '/commitments/add',
    action: 'commitments.addForm',
    kind: 'page',
    answer: (site) => page(addHtml(site, '', [])),
  },
  { method: 'POST', path: '/commitments/add', action: 'commitments.add', kind: 'upload', answer: add },
  {
    method: 'GET',
    path: '/commitments/:file/remove',
    action: 'commitments.removeForm',
    kind: 'page',
    answer: removeForm,
  },
  {
    method: 'POST',
    path: '/commitments/:file/remove',
    action: 'commitments.remove',
    kind: 'form',
    answer: remove,
  },
];
