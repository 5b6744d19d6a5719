import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { noticeOf } from './importWords.ts';
import { batchGroups, countedText, importsInProgress, inOrder } from './ledgersView.ts';
import { askedPage, frameOf, type ImportSite } from './pageParts.ts';

const batchesPerPage = 60;

/** Every ledger that was added, newest first, and what is under way. */
export async function showLedgers(site: ImportSite, asked: Asked): Promise<Answer> {
  const { imports } = site;
  const [owner, all, batches] = await Promise.all([imports.owner(), imports.imports(), imports.batches()]);
  const list = pageOfList(batches.length, batchesPerPage, { path: '/ledgers', asked: askedPage(asked) });
  if (list === undefined) return missing;
  const heading = owner === null ? 'Ledgers' : `Ledgers of ${owner.name}`;
  const title = list.pages > 1 ? `${heading} (page ${list.page} of ${list.pages})` : heading;
  const view = {
    ...frameOf(site, title, { breadcrumbs: [] }),
    heading,
    owner,
    notice: noticeOf(asked.query),
    underWay: list.page === 1 ? await importsInProgress(all, imports.progressOf) : [],
    groups: batchGroups(inOrder(batches).slice(list.from, list.to)),
    counted: batches.length === 0 ? null : countedText(batches),
    pagination: list.pagination,
  };
  return page(render('pages/imports/ledgers.njk', view));
}
