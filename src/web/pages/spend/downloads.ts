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
const html = 'text/html; charset=utf-8';
const svg = 'image/svg+xml';
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
  return picked && chartView(analysis, picked)?.download;
}

interface Rows {
  readonly name: string;
  readonly label: string;
  readonly count: number;
  readonly text: string;
}

/** The lists as CSV; one without rows is not offered. */
function csvDownloads(analysis: Analysis): readonly Download[] {
  const { figures, rejects, excluded, unknownSuppliers } = analysis;
  const lists: readonly Rows[] = [
    { name: 'local-spend', label: 'The figures', count: figures.length, text: analysisCsv(analysis) },
    { name: 'rejected-lines', label: 'Lines rejected', count: rejects.length, text: rejectsCsv(analysis) },
    { name: 'left-out', label: 'Payments left out', count: excluded.length, text: leftOutCsv(analysis) },
    {
      name: 'could-not-be-placed',
      label: 'Suppliers we could not place',
      count: unknownSuppliers.length,
      text: unknownSuppliersCsv(analysis),
    },
  ];
  return lists
    .filter((list) => list.count > 0)
    .map(({ name, label, count, text }) =>
      download(`${name}.csv`, [`${label} (CSV)`, countOf(count, 'row')], [csv, text]),
    );
}

/** Everything the result page offers to download. `css` is the built style sheet, for the report in one file. */
export async function spendDownloads(analysis: Analysis, css: string): Promise<readonly Download[]> {
  const chart = chartSvg(analysis);
  const workbook = await analysisWorkbook(analysis);
  const report = reportHtml(analysis, css);
  return [
    download('local-spend.xlsx', ['Everything as a spreadsheet (XLSX)', '9 sheets'], [xlsx, workbook]),
    download(
      'local-spend.html',
      ['This result as one page (HTML)', 'opens without Sevenbox'],
      [html, report],
    ),
    ...(chart === undefined
      ? []
      : [download('local-spend-chart.svg', ['The chart (SVG)', 'for slides and reports'], [svg, chart])]),
    ...csvDownloads(analysis),
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
