import type { Evaluation } from '../../../domain/procurements/index.ts';
import { render } from '../../components/templates.ts';
import { rehearsalView } from './rehearsalView.ts';

/** The rehearsal of a tender as one HTML file that needs nothing else. `css` is the built style sheet. */
export function rehearsalHtml(evaluation: Evaluation, css: string): string {
  return render('pages/rehearsal/report.njk', {
    ...rehearsalView(evaluation),
    homeHref: '#main-content',
    css: css.replaceAll('</', '<\\/'),
  });
}
