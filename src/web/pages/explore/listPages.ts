import { queryOf } from '../../../domain/spend/explore/filterQuery.ts';
import type { LineOrder, SupplierOrder } from '../../../domain/spend/explore/types.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import type { Link } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { countOf } from '../../components/words.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { type Pairs, supplierAddress, suppliersAddress } from './addresses.ts';
import { filterForm, filterSentences } from './filterForm.ts';
import { cut, whenWords, whereWords } from './filterWords.ts';
import { exploreFrame, listFiles, pageAt, titleOnPage, waysOf } from './frame.ts';
import { lineSortings, linesTitle, lineView, supplierPageView } from './linesView.ts';
import { type AskedList, listFromQuery, listPairs, type Sorting, sortLinks } from './listQuery.ts';
import { supplierSortings, suppliersView } from './suppliersView.ts';
import { type FileKind, fileAnswer, linesTable, suppliersTable, type TableAbout } from './tables.ts';
import { type ExploreSite, refusedAnswer, type Visit, visitOf } from './visit.ts';

export const rowsPerPage = 50;
const longestCrumb = 60;

export const noSuchPage: readonly Refusal[] = [
  { code: 'unknown-list-page', sentence: 'The list has no such page. It may have become shorter.' },
];

type Sortings<Order extends string> = readonly [Sorting<Order>, ...Sorting<Order>[]];

/** What every page of a list shows around its rows. */
export function aroundList<Order extends string>(
  visit: Visit,
  list: AskedList<Order>,
  at: {
    readonly path: string;
    readonly pairs: Pairs;
    readonly sortings: Sortings<Order>;
    readonly searchLabel: string;
    readonly count: number;
    readonly without?: readonly string[];
  },
) {
  const { path, pairs, sortings, searchLabel, count } = at;
  const hidden = listPairs({ ...list, search: null }, sortings);
  const without = at.without === undefined ? {} : { without: at.without };
  const wholeList = [...pairs, ...listPairs(list, sortings)];
  return {
    form: filterForm(visit, { path, search: list.search, searchLabel, hidden, ...without }),
    definitionName: visit.definition.name,
    definitionSentence: `${visit.definition.name}: ${visit.definition.sentence} ${visit.definition.scopeSentence}`,
    sorts: sortLinks(list, sortings, { path, filter: pairs }),
    files: count === 0 ? [] : listFiles(path, wholeList, count),
  };
}

/** What the files of a list say about themselves. */
export async function tableAbout(
  site: ExploreSite,
  visit: Visit,
  search: string | null,
): Promise<TableAbout> {
  const analysis = await site.explore.analysis(visit.filter.definition);
  const read = analysis?.files.filter((file) => file.status === 'read') ?? [];
  return { notes: filterSentences(visit, search), sources: read.map((file) => file.name) };
}

/** The filter with the ring of the page, because rows say where they lie as seen from it. */
function withRing({ filter, ring }: Visit): Visit['filter'] {
  return { ...filter, ring: ring.id };
}

/** `/spend/suppliers`: the suppliers of a filter. */
export async function suppliersPage(site: ExploreSite, asked: Asked): Promise<Answer> {
  const visit = await visitOf(site, asked);
  if ('kind' in visit) return visit;
  const list = listFromQuery<SupplierOrder>(asked.query, supplierSortings);
  if (!list.ok) return refusedAnswer(list.refusals, visit.visitor);
  const offset = (list.value.page - 1) * rowsPerPage;
  const found = await site.explore.suppliers(withRing(visit), { ...list.value, offset, limit: rowsPerPage });
  if (!found.ok) return refusedAnswer(found.refusals, visit.visitor);
  const path = '/spend/suppliers';
  const pairs = queryOf(visit.filter);
  const { count } = found.value;
  const at = { path, pairs: [...pairs, ...listPairs(list.value, supplierSortings)], page: list.value.page };
  const shown = pageAt(count, rowsPerPage, at);
  if (shown === undefined) return refusedAnswer(noSuchPage, visit.visitor);
  const view = suppliersView(visit, found.value, list.value.search);
  const searchLabel = 'Search for a supplier';
  return page(
    render('pages/explore/suppliers.njk', {
      ...exploreFrame(visit, titleOnPage(view.title, shown)),
      ...aroundList(visit, list.value, { path, pairs, sortings: supplierSortings, searchLabel, count }),
      ways: waysOf(visit, 'suppliers'),
      view,
      pagination: shown.pagination,
    }),
  );
}

/** The same list as a file, whole. */
export async function suppliersFile(site: ExploreSite, asked: Asked, kind: FileKind): Promise<Answer> {
  const visit = await visitOf(site, asked);
  if ('kind' in visit) return visit;
  const list = listFromQuery<SupplierOrder>(asked.query, supplierSortings);
  if (!list.ok) return refusedAnswer(list.refusals, visit.visitor);
  const { search, order, descending } = list.value;
  const rows = await site.explore.everySupplier(withRing(visit), { search, order, descending });
  if (!rows.ok) return refusedAnswer(rows.refusals, visit.visitor);
  return fileAnswer(suppliersTable(visit, await tableAbout(site, visit, search), rows.value), kind);
}

interface Lines {
  readonly visit: Visit;
  readonly list: AskedList<LineOrder>;
  readonly path: string;
}

async function askedLines(site: ExploreSite, asked: Asked): Promise<Lines | Answer> {
  const { payee } = asked.params;
  const visit = await visitOf(site, asked, payee === undefined ? {} : { payee });
  if ('kind' in visit) return visit;
  const list = listFromQuery<LineOrder>(asked.query, lineSortings);
  if (!list.ok) return refusedAnswer(list.refusals, visit.visitor);
  const path = payee === undefined ? '/spend/lines' : `/spend/suppliers/${encodeURIComponent(payee)}`;
  return { visit, list: list.value, path };
}

/** The list of suppliers that a page below it came from, as a breadcrumb. */
export function suppliersCrumb(visit: Visit): Link {
  const { filter, ring } = visit;
  const text = `Suppliers${whereWords(filter.where, ring)}${filter.year === null ? '' : whenWords(filter)}`;
  return { text, href: suppliersAddress(filter) };
}

/** The name of a payee as a breadcrumb that leads to its payments within the filter. */
export function supplierCrumb(visit: Visit, payee: string, name: string): Link {
  return {
    text: cut(name || 'Lines without a name', longestCrumb),
    href: supplierAddress(payee, visit.filter),
  };
}

/** `/spend/lines`, and `/spend/suppliers/:payee` for the payments of one payee. */
export async function linesPage(site: ExploreSite, asked: Asked): Promise<Answer> {
  const lines = await askedLines(site, asked);
  if ('kind' in lines) return lines;
  const { visit, list, path } = lines;
  const offset = (list.page - 1) * rowsPerPage;
  const found = await site.explore.lines(visit.filter, { ...list, offset, limit: rowsPerPage });
  if (!found.ok) return refusedAnswer(found.refusals, visit.visitor);
  const onOwnPage = asked.params.payee !== undefined;
  const pairs = queryOf(onOwnPage ? { ...visit.filter, payee: null } : visit.filter);
  const at = { path, pairs: [...pairs, ...listPairs(list, lineSortings)], page: list.page };
  const { count } = found.value;
  const shown = pageAt(count, rowsPerPage, at);
  if (shown === undefined) return refusedAnswer(noSuchPage, visit.visitor);
  const title = linesTitle(visit, found.value, list.search);
  const searchLabel = 'Search supplier, purpose, category or document';
  const around = {
    ...aroundList(visit, list, { path, pairs, sortings: lineSortings, searchLabel, count }),
    rows: found.value.rows.map((row) => lineView(row, visit)),
    caption: title,
    several: visit.choices.bodies.length > 1,
    pagination: shown.pagination,
  };
  if (onOwnPage) return supplierPage(site, visit, { found: found.value, around, title, shown });
  const frame = exploreFrame(visit, titleOnPage(title, shown));
  const ways = waysOf(visit, 'lines');
  return page(render('pages/explore/lines.njk', { ...frame, ...around, ways, title, named: true }));
}

async function supplierPage(
  site: ExploreSite,
  visit: Visit,
  parts: {
    readonly found: Parameters<typeof supplierPageView>[2];
    readonly around: object;
    readonly title: string;
    readonly shown: Parameters<typeof titleOnPage>[1];
  },
): Promise<Answer> {
  const anywhere = { ...withRing(visit), year: null, quarter: null, where: null };
  const whole = { ...anywhere, body: null, department: null, category: null };
  const one = { search: null, order: 'amount', descending: true, offset: 0, limit: 1 } as const;
  const suppliers = await site.explore.suppliers(whole, one);
  if (!suppliers.ok) return refusedAnswer(suppliers.refusals, visit.visitor);
  const supplier = suppliers.value.rows[0];
  if (supplier === undefined) return missing;
  const view = supplierPageView(visit, supplier, parts.found);
  const linesHeading = countOf(parts.found.count, 'payment');
  return page(
    render('pages/explore/supplier.njk', {
      ...exploreFrame(visit, titleOnPage(view.title, parts.shown), [suppliersCrumb(visit)]),
      ...parts.around,
      view,
      linesHeading,
      named: false,
    }),
  );
}

/** The payments of a filter as a file, whole. */
export async function linesFile(site: ExploreSite, asked: Asked, kind: FileKind): Promise<Answer> {
  const lines = await askedLines(site, asked);
  if ('kind' in lines) return lines;
  const { visit, list } = lines;
  const { search, order, descending } = list;
  const rows = await site.explore.everyLine(visit.filter, { search, order, descending });
  if (!rows.ok) return refusedAnswer(rows.refusals, visit.visitor);
  return fileAnswer(linesTable(visit, await tableAbout(site, visit, search), rows.value), kind);
}
