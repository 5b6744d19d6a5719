import type { ActionIn } from '../../../domain/organisations/index.ts';
import type { Route } from '../../site.ts';
import type { SuppliersSite } from '../suppliers/frame.ts';
import { overviewCsv, showOverview } from './overviewPages.ts';
import { profileCsv, showProfile } from './profilePages.ts';

type Row = Route<SuppliersSite>;

function reads(
  path: string,
  [name, kind]: readonly [ActionIn<'suppliers'>, Row['kind']],
  answer: Row['answer'],
): Row {
  return { method: 'GET', path, action: `suppliers.${name}`, kind, answer };
}

/** The pages on who the money went to, and on one supplier. Fixed addresses of the review win over the last two. */
export const supplierProfileRoutes: readonly Row[] = [
  reads('/suppliers', ['overview', 'page'], showOverview),
  reads('/suppliers/overview.csv', ['overviewCsv', 'download'], overviewCsv),
  reads('/suppliers/:payee', ['profile', 'page'], showProfile),
  reads('/suppliers/:payee/spend.csv', ['profileCsv', 'download'], profileCsv),
];
