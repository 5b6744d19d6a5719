import type { Refusal } from '../../../domain/values/index.ts';
import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, page, type Route } from '../../site.ts';
import type { TenderSite } from './routes.ts';
import { fileErrors, problemRows, savedBy, tenderHref } from './tendersView.ts';

interface Shown {
  readonly title: string;
  readonly refusals: readonly Refusal[];
  readonly done: string | null;
}

async function html(site: TenderSite, { title: said, refusals, done }: Shown): Promise<string> {
  const { title, file, lines, summary } = fileErrors(refusals, 'past-bids-line');
  const files = await site.tenders.pastBids();
  return render('pages/tenders/pastBids.njk', {
    ...siteFrame({
      pageTitle: summary.length > 0 ? 'Error: Past bids' : 'Past bids',
      section: 'tenders',
      breadcrumbs: [{ text: 'Tenders', href: '/tenders' }],
      visitor: site.visitor,
    }),
    rows: files.map((each) => ({
      ...{ title: each.title, fileName: each.fileName },
      ...savedBy(each),
      removeHref: tenderHref(each.id, '/remove'),
    })),
    ...{ title: said, titleError: title, fileError: file, errors: summary, problems: problemRows(lines) },
    ...{ done, example: site.tenders.exampleText('past-bids') },
  });
}

async function show(site: TenderSite, { query }: Asked): Promise<Answer> {
  return page(await html(site, { title: '', refusals: [], done: query.get('done') }));
}

async function addAgain(site: TenderSite, title: string, refusals: readonly Refusal[]): Promise<Answer> {
  return { kind: 'page', html: await html(site, { title, refusals, done: null }), status: 422 };
}

async function add(site: TenderSite, { form, files }: Asked): Promise<Answer> {
  const title = form.get('title') ?? '';
  for await (const file of files) {
    const added = await site.tenders.addPastBids(file, title);
    return added.ok ? go('/tenders/past-bids?done=added') : addAgain(site, title, added.refusals);
  }
  return addAgain(site, title, [{ code: 'file', sentence: 'Choose a file to add.' }]);
}

/** The page on bids of past tenders. */
export const pastBidRoutes: readonly Route<TenderSite>[] = [
  { method: 'GET', path: '/tenders/past-bids', action: 'tenders.pastBids', kind: 'page', answer: show },
  { method: 'POST', path: '/tenders/past-bids', action: 'tenders.addPastBids', kind: 'upload', answer: add },
];
