import type { Evaluation } from '../../../domain/procurements/index.ts';
import { frameFor } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { rehearsalBody } from './rehearsalView.ts';

/** The rehearsal of a tender as one HTML file that needs nothing else. `css` is the built style sheet. */
export function rehearsalHtml(evaluation: Evaluation, css: string): string {
  const body = rehearsalBody(evaluation);
  return render('pages/rehearsal/report.njk', {
    ...frameFor({ demonstration: false }, body.title, '#'),
    ...{ navigation: [], breadcrumbs: [] },
    ...body,
    homeHref: '#main-content',
    css: css.replaceAll('</', '<\\/'),
  });
}
