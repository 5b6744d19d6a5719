import type { Analysis } from '../../domain/spend/analysis.ts';
import { frameFor, pagePlaces } from '../components/frame.ts';
import { type PageOfList, pageOfList } from '../components/pagination.ts';
import { render } from '../components/templates.ts';
import type { PageName } from '../routes.ts';
import { aboutView } from './spend/aboutView.ts';
import { fileRows, filesHeading, fileView } from './spend/filesView.ts';
import { leftOutView, rejectsView } from './spend/listsView.ts';
import { type DownloadLink, resultView } from './spend/resultView.ts';

const rejectsPerPage = 50;
const filesPerPage = 100;

/** What a page may draw on. */
export interface Site {
  readonly analysis: Analysis;
  readonly downloads: readonly DownloadLink[];
}

/** The parts of an address that a page reads. */
export interface Asked {
  readonly page?: string | undefined;
  readonly position?: string | undefined;
}

/** A page as HTML; undefined when the address names something that does not exist. */
export type Page = (site: Site, asked: Asked) => string | undefined;

function pageTitle(heading: string, list: PageOfList): string {
  return list.pages > 1 ? `${heading} (page ${list.page} of ${list.pages})` : heading;
}

function result(site: Site): string {
  return render('pages/spend/result.njk', resultView(site.analysis, site.downloads, pagePlaces));
}

function rejects({ analysis }: Site, asked: Asked): string | undefined {
  const path = pagePlaces.rejects;
  const list = pageOfList(analysis.rejects.length, rejectsPerPage, { path, asked: asked.page });
  if (list === undefined) return undefined;
  const view = rejectsView(analysis, list.from, list.to);
  const frame = frameFor(analysis, pageTitle(view.heading, list), path);
  return render('pages/spend/rejects.njk', { ...frame, view, pagination: list.pagination });
}

function leftOut({ analysis }: Site): string {
  const frame = frameFor(analysis, 'Payments left out, by definition', pagePlaces.leftOut);
  return render('pages/spend/leftOut.njk', { ...frame, groups: leftOutView(analysis) });
}

function files({ analysis }: Site, asked: Asked): string | undefined {
  const path = pagePlaces.files;
  const list = pageOfList(analysis.files.length, filesPerPage, { path, asked: asked.page });
  if (list === undefined) return undefined;
  const heading = filesHeading(analysis);
  const rows = fileRows(analysis.files, (position) => `${path}/${position}`).slice(list.from, list.to);
  const frame = frameFor(analysis, pageTitle(heading, list), path);
  return render('pages/spend/files.njk', { ...frame, heading, rows, pagination: list.pagination });
}

function file({ analysis }: Site, { position }: Asked): string | undefined {
  const found = /^[1-9]\d{0,6}$/.test(position ?? '') ? analysis.files[Number(position) - 1] : undefined;
  if (found === undefined) return undefined;
  const frame = frameFor(analysis, found.name, `${pagePlaces.files}/${position}`);
  const breadcrumbs = [...frame.breadcrumbs, { text: 'Files', href: pagePlaces.files }];
  return render('pages/spend/file.njk', { ...frame, breadcrumbs, file: fileView(found) });
}

function about({ analysis }: Site): string {
  const frame = frameFor(analysis, 'What local means here', pagePlaces.about);
  return render('pages/spend/about.njk', { ...frame, about: aboutView(analysis) });
}

export const pages: Readonly<Record<PageName, Page>> = { result, rejects, leftOut, files, file, about };

interface Message {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const messages: Readonly<Record<400 | 404 | 405 | 500, Message>> = {
  400: {
    heading: 'This address cannot be read',
    sentences: ['Check that you copied the whole web address.'],
  },
  404: {
    heading: 'Page not found',
    sentences: [
      'If you typed the web address, check it is correct.',
      'If you pasted the web address, check you copied all of it.',
    ],
  },
  405: { heading: 'You can only read here', sentences: ['These pages change nothing and accept no data.'] },
  500: {
    heading: 'Sorry, there is a problem with Sevenbox',
    sentences: ['Try again. If it happens again, stop Sevenbox, start it again and report what you did.'],
  },
};

/** A page that says in plain words why there is no page. */
export function messagePage(analysis: Analysis, status: 400 | 404 | 405 | 500): string {
  const message = messages[status];
  const frame = { ...frameFor(analysis, message.heading, ''), breadcrumbs: [] };
  return render('pages/errors/message.njk', { ...frame, ...message });
}
