import type { Readable } from 'node:stream';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import {
  analysisCsv,
  analysisWorkbook,
  leftOutCsv,
  rejectsCsv,
  unknownSuppliersCsv,
} from '../../../formats/downloads/index.ts';
import type { Mount } from '../../components/frame.ts';
import { countOf, sizeText } from '../../components/words.ts';
import { chartView } from './chartView.ts';
import { pick } from './picks.ts';
import { reportHtml } from './report.ts';
import { withoutCommands } from './withoutCommands.ts';

/** A file to take away; one that is too large for memory is a stream. */
export interface Download<Body extends Buffer | Readable = Buffer | Readable> {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly contentType: string;
  /** Null while nobody has asked for it: then its size is not known. */
  readonly bytes: number | null;
  readonly body: () => Promise<Body>;
}

const csv = 'text/csv; charset=utf-8; header=present';
const html = 'text/html; charset=utf-8';
const svg = 'image/svg+xml';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Content = string | Buffer | (() => Promise<Buffer>);

function download(
  name: string,
  [label, about]: readonly [string, string],
  [contentType, content]: readonly [string, Content],
): Download<Buffer> {
  if (typeof content === 'function') {
    return { name, label, about, contentType, bytes: null, body: content };
  }
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { name, label, about, contentType, bytes: bytes.length, body: async () => bytes };
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
  readonly text: () => string;
}

/** The lists as CSV; one without rows is not offered. */
function csvDownloads(analysis: Analysis): readonly Download<Buffer>[] {
  const { figures, rejects, excluded, unknownSuppliers } = analysis;
  const lists: readonly Rows[] = [
    { name: 'local-spend', label: 'The figures', count: figures.length, text: () => analysisCsv(analysis) },
    {
      name: 'rejected-lines',
      label: 'Lines rejected',
      count: rejects.length,
      text: () => rejectsCsv(analysis),
    },
    {
      name: 'left-out',
      label: 'Payments left out',
      count: excluded.length,
      text: () => leftOutCsv(analysis),
    },
    {
      name: 'could-not-be-placed',
      label: 'Suppliers we could not place',
      count: unknownSuppliers.length,
      text: () => unknownSuppliersCsv(analysis),
    },
  ];
  return lists
    .filter((list) => list.count > 0)
    .map(({ name, label, count, text }) =>
      download(
        `${name}.csv`,
        [`${label} (CSV)`, countOf(count, 'row')],
        [csv, async () => Buffer.from(text())],
      ),
    );
}

function everyDownload(analysis: Analysis, css: string): readonly Download<Buffer>[] {
  const chart = async () => Buffer.from(chartSvg(analysis) ?? '');
  return [
    download(
      'local-spend.xlsx',
      ['Everything as a spreadsheet (XLSX)', '9 sheets'],
      [xlsx, () => analysisWorkbook(analysis)],
    ),
    download(
      'local-spend.html',
      ['This result as one page (HTML)', 'opens without Sevenbox'],
      [html, async () => Buffer.from(reportHtml(analysis, css))],
    ),
    ...(chartSvg(analysis) === undefined
      ? []
      : [download('local-spend-chart.svg', ['The chart (SVG)', 'for slides and reports'], [svg, chart])]),
    ...csvDownloads(analysis),
  ];
}

/**
 * Everything a result page of the site offers to download, made when it is asked for. `css` is the built style sheet,
 * for the report. Nothing in it tells a person to run a command.
 */
export function downloadsOnDemand(analysis: Analysis, css: string): readonly Download<Buffer>[] {
  return everyDownload(withoutCommands(analysis), css);
}

/** The same for a result of a command, made at once, so that their sizes are known. */
export async function spendDownloads(analysis: Analysis, css: string): Promise<readonly Download<Buffer>[]> {
  const all = everyDownload(analysis, css);
  return Promise.all(
    all.map(async (one) => download(one.name, [one.label, one.about], [one.contentType, await one.body()])),
  );
}

/** How the result page lists downloads: type in the label, size and rows beside it. */
export function downloadLinks(downloads: readonly Download[], { base, suffix }: Mount) {
  return downloads.map(({ name, label, about, bytes }) => ({
    href: `${base}/downloads/${name}${suffix}`,
    label,
    note:
      bytes === null ? `${about.charAt(0).toUpperCase()}${about.slice(1)}` : `${sizeText(bytes)}, ${about}`,
  }));
}
