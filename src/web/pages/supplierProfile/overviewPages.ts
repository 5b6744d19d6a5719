import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { fileAnswer } from '../explore/tables.ts';
import { frame, type SuppliersSite } from '../suppliers/frame.ts';
import { overviewTable } from './overviewTable.ts';
import { overviewView } from './overviewView.ts';

function yearOf(asked: URLSearchParams): string | null {
  return asked.get('year') || null;
}

/** `/suppliers`: who the money of a year went to. */
export async function showOverview(site: SuppliersSite, { query }: Asked): Promise<Answer> {
  const year = yearOf(query);
  const overview = await site.suppliers.overview(year);
  if (overview !== null) {
    const view = overviewView(overview);
    return page(render('pages/supplierProfile/overview.njk', { ...frame(site, view.title, []), view }));
  }
  if (year !== null) return missing;
  const title = 'There are no suppliers yet';
  return page(render('pages/supplierProfile/empty.njk', { ...frame(site, title, []), title }));
}

/** Spend by kind of supplier in a year, as a file. */
export async function overviewCsv(site: SuppliersSite, { query }: Asked): Promise<Answer> {
  const overview = await site.suppliers.overview(yearOf(query));
  return overview === null ? missing : fileAnswer(overviewTable(overview), 'csv');
}
