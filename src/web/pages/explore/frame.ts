import { type Dimension, dimensions } from '../../../domain/spend/explore/types.ts';
import { type Link, type PageFrame, siteFrame } from '../../components/frame.ts';
import { type PageOfList, pageOfList } from '../../components/pagination.ts';
import { countOf, countText } from '../../components/words.ts';
import {
  address,
  linesAddress,
  type Pairs,
  resultAddress,
  slicesAddress,
  suppliersAddress,
} from './addresses.ts';
import { yearText } from './filterWords.ts';
import { fileKinds } from './tables.ts';
import type { Visit } from './visit.ts';

/** A link below "Look closer", with a note. */
export type CloserLink = Link & { readonly note: string };

/** The frame of a page below the result; its breadcrumbs keep the definition. */
export function exploreFrame(visit: Visit, pageTitle: string, trail: readonly Link[] = []): PageFrame {
  return siteFrame({
    pageTitle,
    section: 'spend',
    breadcrumbs: [{ text: 'Spend', href: resultAddress(visit.filter.definition) }, ...trail],
    visitor: visit.visitor,
  });
}

export interface ListFiles {
  readonly href: string;
  readonly label: string;
  readonly note: string;
}

const sheetRows = 1_048_573;
const labels = {
  csv: ['This list (CSV)', 'for any program'],
  zip: ['This list with a description of each column (ZIP)', 'CSV and data package'],
  xlsx: ['This list as a spreadsheet (XLSX)', 'one table'],
} as const;

/** The whole list as files: the address of the page with the ending of the file. */
export function listFiles(path: string, pairs: Pairs, rows: number): readonly ListFiles[] {
  return fileKinds.map((kind) => {
    const [label, about] = labels[kind];
    const cut = kind === 'xlsx' && rows > sheetRows ? `the first ${countText(sheetRows)} of them, ` : '';
    return {
      href: address(`${path}.${kind}`, pairs),
      label,
      note: `${countOf(rows, 'row')}, ${cut}${about}`,
    };
  });
}

/** The title with the number of its page, where there are several. */
export function titleOnPage(title: string, list: PageOfList): string {
  return list.pages > 1 ? `${title} (page ${list.page} of ${list.pages})` : title;
}

/** The page of a list that an address asks for; undefined when there is no such page. */
export function pageAt(
  count: number,
  perPage: number,
  at: { readonly path: string; readonly pairs: Pairs; readonly page: number },
): PageOfList | undefined {
  return pageOfList(count, perPage, { path: address(at.path, at.pairs), asked: String(at.page) });
}

const dimensionTexts = {
  year: 'Years',
  quarter: 'Quarters',
  body: 'Bodies',
  department: 'Departments',
  category: 'Categories',
} as const;

/** The financial years of a division by something else than years, to go from one to the next. */
export function yearsOf(
  { filter, choices }: Visit,
  by: Dimension,
): readonly (Link & { readonly current: boolean })[] {
  if (by === 'year' || choices.years.length < 2) return [];
  return choices.years
    .filter((year) => by !== 'quarter' || year !== 'undated')
    .map((year) => ({
      text: yearText(year),
      href: slicesAddress(by, filter, { year, quarter: null, where: null }),
      current: year === filter.year,
    }));
}

/** Links to the other ways to divide the same spend, and to its suppliers and payments. */
export function waysOf(
  { filter, choices }: Visit,
  current: string | null,
): readonly (Link & { readonly current: boolean })[] {
  const year = filter.year ?? choices.years.findLast((one) => one !== 'undated') ?? choices.years[0] ?? null;
  const shown = dimensions.filter((by) => by !== 'quarter' || year !== 'undated');
  return [
    ...shown.map((by) => ({
      text: dimensionTexts[by],
      href: slicesAddress(by, filter, {
        where: null,
        ...(by === 'year' ? { year: null, quarter: null } : { year }),
        ...(by === 'quarter' ? { quarter: null } : {}),
        ...(by === 'year' || by === 'quarter' ? {} : { [by]: null }),
      }),
      current: by === current,
    })),
    { text: 'Suppliers', href: suppliersAddress(filter), current: current === 'suppliers' },
    { text: 'Payments', href: linesAddress(filter, { payee: null }), current: current === 'lines' },
  ];
}
