import type { AskedPaper } from '../../../actions/measures/revisingTypes.ts';
import { cellText } from '../../../domain/procurements/index.ts';
import { textCell, writeCsv } from '../../../formats/downloads/csv.ts';
import { paperWorkbook } from '../../../formats/measures/paperWorkbook.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route } from '../../site.ts';
import { bidItems, firstChoice, paperView, setItems } from './compareView.ts';
import type { RevisingSite } from './routes.ts';
import { tableView } from './tableView.ts';

const above: Link = { text: 'Measures', href: '/measures' };
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function askedIn(query: URLSearchParams): AskedPaper | null {
  const [from, to] = [query.get('from'), query.get('to')];
  return from === null || to === null ? null : { from, to, bids: query.get('bids') || null };
}

async function compare({ visitor, revising }: RevisingSite, { query }: Asked): Promise<Answer> {
  const asked = askedIn(query);
  const shown = asked && (await revising.paper(asked, 'page'));
  if (asked !== null && shown === null) return missing;
  const [sets, bids] = await Promise.all([revising.sets(), revising.pastBids()]);
  const chosen = asked ?? firstChoice(sets);
  const view = shown && paperView(shown);
  const isSame = asked !== null && asked.from === asked.to;
  const pageTitle = view?.title ?? 'Compare two versions of measures';
  return page(
    render('pages/revising/compare.njk', {
      ...siteFrame({ pageTitle, section: 'measures', breadcrumbs: [above], visitor }),
      ...{ view, froms: setItems(sets, chosen.from), tos: setItems(sets, chosen.to) },
      bids: bidItems(bids, asked?.bids ?? null),
      problems: isSame ? [{ text: 'Choose two different versions.', href: '#to' }] : [],
    }),
  );
}

async function paperFile({ revising }: RevisingSite, { query }: Asked): Promise<Answer> {
  const asked = askedIn(query);
  if (asked === null) return go('/measures/compare');
  const shown = await revising.paper(asked, 'file');
  if (shown === null) return missing;
  const { id, version } = shown.to.set;
  const body = await paperWorkbook(shown.paper);
  return { kind: 'file', name: `paper-${id}-${version}.xlsx`, contentType: xlsx, body };
}

/** The bids that are asked for, or the newest. */
async function bidsAsked({ revising }: RevisingSite, query: URLSearchParams) {
  const all = await revising.pastBids();
  return { all, chosen: query.get('bids') || all[0]?.id || '' };
}

function bidsHref(ref: string, file = ''): string {
  return `/measures/sets/${encodeURIComponent(ref)}/bids${file}`;
}

async function bidsPage(site: RevisingSite, { params, query }: Asked): Promise<Answer> {
  const known = await site.revising.find(params.set ?? '');
  if (known === null) return missing;
  const { all, chosen } = await bidsAsked(site, query);
  const shown = all.length > 0 ? await site.revising.findings(known.ref, chosen, 'page') : null;
  if (all.length > 0 && shown === null) return missing;
  const heading = 'What these measures did in past procurements';
  const trail = { text: known.set.name, href: `/measures/sets/${encodeURIComponent(known.ref)}` };
  return page(
    render('pages/revising/bids.njk', {
      ...siteFrame({
        ...{ pageTitle: heading, section: 'measures', breadcrumbs: [above, trail] },
        visitor: site.visitor,
      }),
      ...{ heading, caption: `${known.set.name}, version ${known.set.version}` },
      ...{ sentences: shown?.findings.sentences ?? [], tables: (shown?.tables ?? []).map(tableView) },
      ...{ bids: bidItems(all, chosen).slice(1), action: bidsHref(known.ref) },
      csv: `${bidsHref(known.ref, '/measures.csv')}?${new URLSearchParams({ bids: chosen })}`,
    }),
  );
}

async function bidsFile(site: RevisingSite, { params, query }: Asked): Promise<Answer> {
  const { all, chosen } = await bidsAsked(site, query);
  const known = await site.revising.find(params.set ?? '');
  if (known !== null && all.length === 0) return go(bidsHref(known.ref));
  const shown = await site.revising.findings(params.set ?? '', chosen, 'file');
  const table = shown?.tables.find(({ id }) => id === 'measures');
  if (!shown || !table) return missing;
  const rows = table.rows.map((row) => row.map((cell) => textCell(cellText(cell))));
  const body = writeCsv(
    table.columns.map(({ name }) => name),
    rows,
  );
  const { id, version } = shown.known.set;
  return {
    kind: 'file',
    name: `measures-${id}-${version}.csv`,
    contentType: 'text/csv; charset=utf-8',
    body,
  };
}

/** Comparing two versions, and what the measures of one did to past bids. */
export const paperRoutes: readonly Route<RevisingSite>[] = [
  { method: 'GET', path: '/measures/compare', action: 'measures.compare', kind: 'page', answer: compare },
  {
    ...{ method: 'GET', path: '/measures/compare/paper.xlsx', action: 'measures.paper', kind: 'download' },
    answer: paperFile,
  },
  {
    method: 'GET',
    path: '/measures/sets/:set/bids',
    action: 'measures.bids',
    kind: 'page',
    answer: bidsPage,
  },
  {
    ...{ method: 'GET', path: '/measures/sets/:set/bids/measures.csv', action: 'measures.bidsCsv' },
    ...{ kind: 'download', answer: bidsFile },
  },
];
