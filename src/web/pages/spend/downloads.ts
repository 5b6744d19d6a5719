import type { Analysis } from '../../../domain/spend/analysis.ts';
import {
  analysisCsv,
  analysisWorkbook,
  leftOutCsv,
  rejectsCsv,
  unknownSuppliersCsv,
} from '../../../formats/downloads/index.ts';
import { countOf, sizeText } from '../../components/words.ts';
import { chartView } from './chartView.ts';
import { pick } from './picks.ts';
import { reportHtml } from './report.ts';

/** A file to take away, made once and served as it is. */
export interface Download {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly contentType: string;
  readonly body: Buffer;
}

const csv = 'text/csv; charset=utf-8; header=present';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function download(
  name: string,
  [label, about]: readonly [string, string],
  [contentType, body]: readonly [string, string | Buffer],
): Download {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return { name, label, about, contentType, body: bytes };
}

/** The chart as one SVG file; undefined when no share can be drawn. */
export function chartSvg(analysis: Analysis): string | undefined {
  const picked = pick(analysis);
  return picked && chartView(analysis, picked).download;
}

/** Everything the result page offers to download. `css` is the built style sheet, for the report in one file. */
export async function spendDownloads(analysis: Analysis, css: string): Promise<readonly Download[]> {
  const { figures, rejects, excluded, unknownSuppliers } = analysis;
  const rows = (count: number) => countOf(count, 'row');
  const chart = chartSvg(analysis);
  return [
    download('local-spend.csv', ['The figures (CSV)', rows(figures.length)], [csv, analysisCsv(analysis)]),
    download(
      'local-spend.xlsx',
      ['Everything as a spreadsheet (XLSX)', '9 sheets'],
      [xlsx, await analysisWorkbook(analysis)],
    ),
    download(
      'local-spend.html',
      ['This result as one page (HTML)', 'opens without Sevenbox'],
      ['text/html; charset=utf-8', reportHtml(analysis, css)],
    ),
    ...(chart === undefined
      ? []
      : [
          download(
            'local-spend-chart.svg',
            ['The chart (SVG)', 'for slides and reports'],
            ['image/svg+xml', chart],
          ),
        ]),
    download(
      'rejected-lines.csv',
      ['Lines rejected (CSV)', rows(rejects.length)],
      [csv, rejectsCsv(analysis)],
    ),
    download('left-out.csv', ['Payments left out (CSV)', rows(excluded.length)], [csv, leftOutCsv(analysis)]),
    download(
      'could-not-be-placed.csv',
      ['Suppliers we could not place (CSV)', rows(unknownSuppliers.length)],
      [csv, unknownSuppliersCsv(analysis)],
    ),
  ];
}

/** How the result page lists downloads: type in the label, size and rows beside it. */
export function downloadLinks(downloads: readonly Download[]) {
  return downloads.map(({ name, label, about, body }) => ({
    href: `/downloads/${name}`,
    label,
    note: `${sizeText(body.length)}, ${about}`,
  }));
}
