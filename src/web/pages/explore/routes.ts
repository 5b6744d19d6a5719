import type { Answer, Asked, Route } from '../../site.ts';
import { resultRoutes } from '../spend/routes.ts';
import { linePage } from './linePage.ts';
import { linesFile, linesPage, suppliersFile, suppliersPage } from './listPages.ts';
import { findResult } from './result.ts';
import { slicesFile, slicesPage } from './slicePages.ts';
import { type FileKind, fileKinds } from './tables.ts';
import type { ExploreSite } from './visit.ts';

type Show = (site: ExploreSite, asked: Asked) => Promise<Answer>;
type ListName = 'slices' | 'suppliers' | 'supplier' | 'lines';
type ShowFile = (site: ExploreSite, asked: Asked, kind: FileKind) => Promise<Answer>;

/** A list, and the same address with the endings of its files. */
function listRoutes(path: string, name: ListName, show: Show, file: ShowFile): readonly Route<ExploreSite>[] {
  return [
    { method: 'GET', path, action: `spend.${name}`, kind: 'page', answer: show },
    ...fileKinds.map(
      (kind): Route<ExploreSite> => ({
        method: 'GET',
        path: `${path}.${kind}`,
        action: `spend.${name}.${kind}`,
        kind: 'download',
        answer: (site, asked) => file(site, asked, kind),
      }),
    ),
  ];
}

/** The spend over all batches: its result, its parts, its suppliers and its payments. */
export const exploreRoutes: readonly Route<ExploreSite>[] = [
  ...resultRoutes<ExploreSite>('/spend', 'spend', findResult),
  ...listRoutes('/spend/by/:dimension', 'slices', slicesPage, slicesFile),
  ...listRoutes('/spend/suppliers', 'suppliers', suppliersPage, suppliersFile),
  ...listRoutes('/spend/suppliers/:payee', 'supplier', linesPage, linesFile),
  ...listRoutes('/spend/lines', 'lines', linesPage, linesFile),
  {
    method: 'GET',
    path: '/spend/lines/:batch/:record',
    action: 'spend.line',
    kind: 'page',
    answer: linePage,
  },
];
