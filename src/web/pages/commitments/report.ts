import type { PastProcurement } from '../../../domain/procurements/index.ts';
import { frameFor } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { commitmentsBody } from './commitmentsView.ts';

/** What bidders promised, as one HTML file that needs nothing else. `css` is the built style sheet. */
export function commitmentsHtml(
  procurements: readonly PastProcurement[],
  about: { readonly title: string | null; readonly isPublic: boolean },
  css: string,
): string {
  const body = commitmentsBody(procurements, about);
  return render('pages/commitments/report.njk', {
    ...frameFor({ demonstration: false }, body.finding.title, '#'),
    ...{ navigation: [], breadcrumbs: [] },
    ...body,
    homeHref: '#main-content',
    css: css.replaceAll('</', '<\\/'),
  });
}
