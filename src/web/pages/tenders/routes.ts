import type { Rehearsal, TenderCalls } from '../../../actions/tenders/types.ts';
import {
  chooseFormulas,
  type Evaluation,
  evaluate,
  type TenderToEvaluate,
} from '../../../domain/procurements/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { evaluationJson } from '../../../formats/procurements/evaluationJson.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { rehearsalBody } from '../rehearsal/rehearsalView.ts';
import { askedFormulas, choosingView } from './choosingView.ts';
import { pastBidRoutes } from './pastBids.ts';
import { problemRows, savedBy, tenderHref, tenderRow, tendersOnPage } from './tendersView.ts';

/** What the pages on tenders ask of the site. */
export interface TenderSite extends Pick<Site, 'visitor'> {
  readonly tenders: TenderCalls;
}

const above: Link = { text: 'Tenders', href: '/tenders' };

function frame({ visitor }: TenderSite, pageTitle: string, breadcrumbs: readonly Link[] = [above]) {
  return siteFrame({ pageTitle, section: 'tenders', breadcrumbs, visitor });
}

async function list(site: TenderSite, { query }: Asked): Promise<Answer> {
  const asked = query.get('page') ?? undefined;
  const from = (Number(/^[1-9]\d{0,6}$/.exec(asked ?? '1')?.[0] ?? 1) - 1) * tendersOnPage;
  const { rehearsals, count, hasExample } = await site.tenders.list({ from, size: tendersOnPage });
  const shown = pageOfList(count, tendersOnPage, { path: '/tenders', asked });
  if (shown === undefined) return missing;
  return page(
    render('pages/tenders/list.njk', {
      ...frame(site, 'Tenders', []),
      ...{ count, hasExample, rows: rehearsals.map(tenderRow), pagination: shown.pagination },
      ...{ first: shown.from + 1, last: shown.to, done: query.get('done') },
    }),
  );
}

function addHtml(site: TenderSite, refusals: readonly Refusal[], sentence: string | null): string {
  const title = 'Rehearse a tender';
  return render('pages/tenders/add.njk', {
    ...frame(site, sentence === null ? title : `Error: ${title}`),
    errors: sentence === null ? [] : [{ text: sentence, href: '#file' }],
    fileError: sentence,
    problems: problemRows(refusals),
    example: site.tenders.exampleText('rehearsal'),
  });
}

/** The form again with what is wrong: one thing at the field, several in a table. */
function addAgain(site: TenderSite, refusals: readonly Refusal[]): Answer {
  const [first, ...others] = refusals;
  const isOne = first !== undefined && others.length === 0;
  const sentence = isOne
    ? first.sentence
    : 'The file cannot be used yet. Mend what the table lists, then choose it again.';
  return { kind: 'page', html: addHtml(site, isOne ? [] : refusals, sentence), status: 422 };
}

async function add(site: TenderSite, { files }: Asked): Promise<Answer> {
  for await (const file of files) {
    const added = await site.tenders.add(file);
    return added.ok ? go(`${tenderHref(added.value)}?done=added`) : addAgain(site, added.refusals);
  }
  return addAgain(site, [{ code: 'file', sentence: 'Choose a file.' }]);
}

async function addExample(site: TenderSite): Promise<Answer> {
  const added = await site.tenders.addExample();
  return added.ok ? go(tenderHref(added.value)) : addAgain(site, added.refusals);
}

function find({ tenders }: TenderSite, { params }: Asked): Promise<Rehearsal | null> {
  return tenders.find(params.file ?? '');
}

/** Draws of weights in the time that somebody waits for a page: fewer where there is more to score. */
function evaluateOnPage(asked: TenderToEvaluate): Evaluation {
  const { bids, criteria } = asked.tender;
  return evaluate(asked, Math.min(100_000, Math.ceil(8_000_000 / (bids.length * criteria.length))));
}

async function show(site: TenderSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  if (found === null) return missing;
  const { file, tender } = found;
  const formulas = askedFormulas(asked.query);
  const chosen = chooseFormulas(tender, formulas);
  const refusals = chosen.ok ? [] : chosen.refusals;
  const body = rehearsalBody(evaluateOnPage(chosen.ok ? chosen.value : tender));
  const fields: Readonly<Record<string, string>> = {
    target: '#target',
    reference: '#reference',
    price: '#price',
  };
  return page(
    render('pages/tenders/show.njk', {
      ...frame(site, chosen.ok ? body.title : `Error: ${body.title}`),
      ...body,
      errors: refusals.map(({ code, sentence }) => ({ text: sentence, href: fields[code] ?? '#quantity' })),
      choosing: choosingView({
        ...{ file: tender, chosen: chosen.ok ? chosen.value : null },
        ...{ asked: formulas, refusals, href: tenderHref(file.id) },
      }),
      file: { ...file, ...savedBy(file) },
      done: asked.query.get('done'),
    }),
  );
}

async function download(site: TenderSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked);
  const chosen = found && chooseFormulas(found.tender, askedFormulas(asked.query));
  if (!chosen?.ok) return missing;
  const body = `${JSON.stringify(evaluationJson(evaluateOnPage(chosen.value)), null, 2)}\n`;
  return { kind: 'file', name: 'evaluation.json', contentType: 'application/json; charset=utf-8', body };
}

async function removeForm(site: TenderSite, { params }: Asked): Promise<Answer> {
  const file = await site.tenders.removable(params.file ?? '');
  if (file === null) return missing;
  const heading = `Remove ${file.title}?`;
  const isTender = file.kind === 'rehearsal';
  const back: Link = isTender
    ? { text: 'The tender', href: tenderHref(file.id) }
    : { text: 'Past bids', href: '/tenders/past-bids' };
  return page(
    render('pages/tenders/remove.njk', {
      ...frame(site, heading, [above, back]),
      ...{ heading, about: isTender ? 'Tenders' : 'Past bids', file: { ...file, ...savedBy(file) } },
      what: isTender ? 'The tender and its bids will be removed.' : 'These past bids will be removed.',
      ...{ action: tenderHref(file.id, '/remove'), back: back.href },
    }),
  );
}

async function remove(site: TenderSite, { params }: Asked): Promise<Answer> {
  const file = await site.tenders.removable(params.file ?? '');
  if (file === null || !(await site.tenders.remove(file.id))) return missing;
  return go(`${file.kind === 'rehearsal' ? '/tenders' : '/tenders/past-bids'}?done=removed`);
}

/** The pages on which tenders are rehearsed. */
export const tenderRoutes: readonly Route<TenderSite>[] = [
  { method: 'GET', path: '/tenders', action: 'tenders.list', kind: 'page', answer: list },
  {
    method: 'GET',
    path: '/tenders/add',
    action: 'tenders.addForm',
    kind: 'page',
    answer: (site) => page(addHtml(site, [], null)),
  },
  { method: 'POST', path: '/tenders/add', action: 'tenders.add', kind: 'upload', answer: add },
  {
    method: 'POST',
    path: '/tenders/example',
    action: 'tenders.addExample',
    kind: 'form',
    answer: addExample,
  },
  ...pastBidRoutes,
  { method: 'GET', path: '/tenders/:file', action: 'tenders.show', kind: 'page', answer: show },
  {
    method: 'GET',
    path: '/tenders/:file/evaluation.json',
    action: 'tenders.download',
    kind: 'download',
    answer: download,
  },
  {
    method: 'GET',
    path: '/tenders/:file/remove',
    action: 'tenders.removeForm',
    kind: 'page',
    answer: removeForm,
  },
  { method: 'POST', path: '/tenders/:file/remove', action: 'tenders.remove', kind: 'form', answer: remove },
];
