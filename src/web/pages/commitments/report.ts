import type { PastProcurement } from '../../../domain/procurements/index.ts';
import { render } from '../../components/templates.ts';
import { commitmentsView } from './commitmentsView.ts';

/** What bidders promised, as one HTML file that needs nothing else. `css` is the built style sheet. */
export function commitmentsHtml(
  procurements: readonly PastProcurement[],
  about: { readonly title: string | null; readonly isPublic: boolean },
  css: string,
): string {
  return render('pages/commitments/report.njk', {
    ...commitmentsView(procurements, about),
    homeHref: '#main-content',
    css: css.replaceAll('</', '<\\/'),
  });
}
