import { partYears } from '../../../domain/spend/coverage.ts';
import { queryOf } from '../../../domain/spend/explore/filterQuery.ts';
import { type Dimension, dimensions, type Slice } from '../../../domain/spend/explore/types.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { yearText } from './filterWords.ts';
import { exploreFrame, pageAt, titleOnPage, waysOf, yearsOf } from './frame.ts';
import { aroundList, noSuchPage, tableAbout } from './listPages.ts';
import { type AskedList, listFromQuery, listPairs } from './listQuery.ts';
import { slicesChart } from './slicesChart.ts';
import { type SliceOrder, slicesView, sortedSlices, sortingsFor } from './slicesView.ts';
import { type FileKind, fileAnswer, slicesTable } from './tables.ts';
import { type ExploreSite, refusedAnswer, type Visit, visitOf } from './visit.ts';

const slicesPerPage = 30;

interface Slices {
  readonly by: Dimension;
  readonly visit: Visit;
  readonly list: AskedList<SliceOrder>;
  readonly all: readonly Slice[];
  /** Those that hold the search, sorted. */
  readonly wanted: readonly Slice[];
}

/** The filter of a division: one year but for years, and nothing fixed that it divides by. */
function dividedFilter({ filter, choices }: Visit, by: Dimension): Visit['filter'] {
  const latest = choices.years.findLast((year) => year !== 'undated') ?? choices.years[0] ?? null;
  const open = { ...filter, where: null, payee: null };
  if (by === 'year') return { ...open, year: null, quarter: null };
  const year = filter.year ?? latest;
  return by === 'quarter' ? { ...open, year, quarter: null } : { ...open, year, [by]: null };
}

async function slicesFor(site: ExploreSite, asked: Asked): Promise<Slices | Answer> {
  const by = dimensions.find((one) => one === asked.params.dimension);
  if (by === undefined) return missing;
  const read = await visitOf(site, asked);
  if ('kind' in read) return read;
  const visit = { ...read, filter: dividedFilter(read, by) };
  const list = listFromQuery<SliceOrder>(asked.query, sortingsFor(by));
  if (!list.ok) return refusedAnswer(list.refusals, visit.visitor);
  const found = await site.explore.slices({ ...visit.filter, ring: null }, by);
  if (!found.ok) return refusedAnswer(found.refusals, visit.visitor);
  const wanted = sortedSlices(found.value, list.value, { by, ring: visit.ring.id });
  return { by, visit, list: list.value, all: found.value, wanted };
}

async function partYearsOf(site: ExploreSite, { filter }: Visit): Promise<readonly string[]> {
  const analysis = await site.explore.analysis(filter.definition);
  return analysis === null ? [] : partYears(analysis);
}

function without(by: Dimension): readonly string[] {
  if (by === 'year') return ['year', 'quarter', 'where'];
  return by === 'quarter' ? ['all years', 'quarter', 'where'] : ['all years', by, 'where'];
}

/** `/spend/by/:dimension`: the spend divided by year, quarter, body, department or category. */
export async function slicesPage(site: ExploreSite, asked: Asked): Promise<Answer> {
  const slices = await slicesFor(site, asked);
  if ('kind' in slices) return slices;
  const { by, visit, list, all, wanted } = slices;
  const path = `/spend/by/${by}`;
  const pairs = queryOf(visit.filter);
  const sortings = sortingsFor(by);
  const at = { path, pairs: [...pairs, ...listPairs(list, sortings)], page: list.page };
  const shown = pageAt(wanted.length, slicesPerPage, at);
  if (shown === undefined) return refusedAnswer(noSuchPage, visit.visitor);
  const parts = await partYearsOf(site, visit);
  const rows = wanted.slice(shown.from, shown.to);
  const view = slicesView(visit, by, { all, shown: rows, partYears: parts });
  const around = { path, pairs, sortings, searchLabel: `Search for a ${by}`, count: wanted.length };
  const when = visit.filter.year === null ? '' : `, ${yearText(visit.filter.year)}`;
  return page(
    render('pages/explore/slices.njk', {
      ...exploreFrame(visit, titleOnPage(view.finding.title, shown)),
      ...aroundList(visit, list, { ...around, without: without(by) }),
      caption: `Spend by ${by}${when}`,
      ways: waysOf(visit, by),
      years: yearsOf(visit, by),
      view: { ...view, wholeCount: all.length },
      chart:
        list.search === null && shown.page === 1
          ? slicesChart(visit, by, { slices: all, partYears: parts })
          : null,
      pagination: shown.pagination,
    }),
  );
}

/** The same as a file, whole. */
export async function slicesFile(site: ExploreSite, asked: Asked, kind: FileKind): Promise<Answer> {
  const slices = await slicesFor(site, asked);
  if ('kind' in slices) return slices;
  const { by, visit, list, wanted } = slices;
  return fileAnswer(slicesTable(by, await tableAbout(site, visit, list.search), wanted), kind);
}
