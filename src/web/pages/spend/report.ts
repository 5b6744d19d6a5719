import type { Analysis } from '../../../domain/spend/analysis.ts';
import { aloneMount, sectionPlaces } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { aboutView } from './aboutView.ts';
import { fileRows, filesHeading } from './filesView.ts';
import { leftOutView, rejectsView } from './listsView.ts';
import { resultView } from './resultView.ts';

/**
 * The result as one HTML file that needs nothing else: style and charts inside, and the files, the lines rejected, the
 * payments left out and the definitions as sections of it. `css` is the built style sheet.
 */
export function reportHtml(analysis: Analysis, css: string): string {
  return render('pages/spend/report.njk', {
    ...resultView(analysis, [], aloneMount, sectionPlaces),
    navigation: [],
    homeHref: '#main-content',
    css: css.replaceAll('</', '<\\/'),
    filesHeading: filesHeading(analysis),
    rows: fileRows(analysis.files, () => null),
    view: rejectsView(analysis),
    groups: leftOutView(analysis),
    about: aboutView(analysis),
  });
}
