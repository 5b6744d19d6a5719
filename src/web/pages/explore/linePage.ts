import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { lineAddress } from './addresses.ts';
import { exploreFrame } from './frame.ts';
import { lineInFullView } from './lineInFullView.ts';
import { supplierCrumb, suppliersCrumb } from './listPages.ts';
import { type ExploreSite, type Visit, visitOf } from './visit.ts';

/** The definitions as links to the same payment; the one in use has none. */
function definitionLinks(visit: Visit, line: { readonly batch: string; readonly record: number }) {
  return visit.choices.definitions.map((one) => ({
    text: one.name,
    href:
      one.id === visit.filter.definition
        ? null
        : lineAddress(line, { ...visit.filter, definition: one.id, ring: null, where: null }),
  }));
}

/** `/spend/lines/:batch/:record`: one payment in full. */
export async function linePage(site: ExploreSite, asked: Asked): Promise<Answer> {
  const { batch = '', record = '' } = asked.params;
  if (!/^\d{1,9}$/.test(record)) return missing;
  const visit = await visitOf(site, asked);
  if ('kind' in visit) return visit;
  const found = await site.explore.line(batch, Number(record), visit.filter.definition);
  if (found === null) return missing;
  const view = lineInFullView(found, visit);
  const crumbs = [suppliersCrumb(visit), supplierCrumb(visit, found.line.payee, found.line.supplier)];
  return page(
    render('pages/explore/line.njk', {
      ...exploreFrame(visit, view.title, crumbs),
      view,
      definitions: definitionLinks(visit, { batch, record: Number(record) }),
    }),
  );
}
