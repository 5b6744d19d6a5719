import type { ActionIn } from '../../../domain/organisations/index.ts';
import type { Analysis } from '../../../domain/spend/analysis.ts';
import { frameFor, type Mount, placesOf } from '../../components/frame.ts';
import { type PageOfList, pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing, page, type Route } from '../../site.ts';
import { aboutView } from './aboutView.ts';
import { type Download, downloadLinks } from './downloads.ts';
import { fileRows, filesHeading, fileView } from './filesView.ts';
import { leftOutView, rejectsView } from './listsView.ts';
import { resultView } from './resultView.ts';
import { withoutCommands } from './withoutCommands.ts';

const rejectsPerPage = 50;
const filesPerPage = 100;

/** One result and where its pages hang. */
export interface ResultSite {
  readonly analysis: Analysis;
  readonly downloads: readonly Download[];
  readonly mount: Mount;
}

type Page = (result: ResultSite, asked: Asked) => string | undefined | Answer | Promise<Answer>;

function pageTitle(heading: string, list: PageOfList): string {
  return list.pages > 1 ? `${heading} (page ${list.page} of ${list.pages})` : heading;
}

function askedPage(asked: Asked): string | undefined {
  return asked.query.get('page') ?? undefined;
}

function result({ analysis, downloads, mount }: ResultSite): string {
  const view = resultView(analysis, downloadLinks(downloads, mount), mount);
  return render('pages/spend/result.njk', { ...view, closer: mount.closer });
}

function rejects({ analysis, mount }: ResultSite, asked: Asked): string | undefined {
  const path = placesOf(mount).rejects;
  const list = pageOfList(analysis.rejects.length, rejectsPerPage, { path, asked: askedPage(asked) });
  if (list === undefined) return undefined;
  const view = rejectsView(analysis, list.from, list.to);
  const frame = frameFor(analysis, pageTitle(view.heading, list), path, mount);
  return render('pages/spend/rejects.njk', { ...frame, view, pagination: list.pagination });
}

function leftOut({ analysis, mount }: ResultSite): string {
  const frame = frameFor(analysis, 'Payments left out, by definition', placesOf(mount).leftOut, mount);
  return render('pages/spend/leftOut.njk', { ...frame, groups: leftOutView(analysis) });
}

function fileAddress({ base, suffix }: Mount, position: number | string): string {
  return `${base}/files/${position}${suffix}`;
}

function files({ analysis, mount }: ResultSite, asked: Asked): string | undefined {
  const path = placesOf(mount).files;
  const list = pageOfList(analysis.files.length, filesPerPage, { path, asked: askedPage(asked) });
  if (list === undefined) return undefined;
  const heading = filesHeading(analysis);
  const rows = fileRows(analysis.files, (position) => fileAddress(mount, position)).slice(list.from, list.to);
  const frame = frameFor(analysis, pageTitle(heading, list), path, mount);
  return render('pages/spend/files.njk', { ...frame, heading, rows, pagination: list.pagination });
}

function file({ analysis, mount }: ResultSite, asked: Asked): string | undefined {
  const position = asked.params.position ?? '';
  const found = /^[1-9]\d{0,6}$/.test(position) ? analysis.files[Number(position) - 1] : undefined;
  if (found === undefined) return undefined;
  const frame = frameFor(analysis, found.name, fileAddress(mount, position), mount);
  const breadcrumbs = [...frame.breadcrumbs, { text: 'Files', href: placesOf(mount).files }];
  return render('pages/spend/file.njk', { ...frame, breadcrumbs, file: fileView(found) });
}

function about({ analysis, mount }: ResultSite): string {
  const frame = frameFor(analysis, 'What local means here', placesOf(mount).about, mount);
  return render('pages/spend/about.njk', { ...frame, about: aboutView(analysis) });
}

async function download({ downloads }: ResultSite, asked: Asked): Promise<Answer> {
  const found = downloads.find((one) => one.name === asked.params.name);
  if (found === undefined) return missing;
  return { kind: 'file', name: found.name, contentType: found.contentType, body: await found.body() };
}

const pages: readonly (readonly [string, ActionIn<'demonstration'>, 'page' | 'download', Page])[] = [
  ['', 'result', 'page', result],
  ['/rejects', 'rejects', 'page', rejects],
  ['/left-out', 'leftOut', 'page', leftOut],
  ['/files', 'files', 'page', files],
  ['/files/:position', 'file', 'page', file],
  ['/about-the-figure', 'about', 'page', about],
  ['/downloads/:name', 'downloads', 'download', download],
];

async function answerOf(found: ReturnType<Page>): Promise<Answer> {
  const answer = await found;
  if (answer === undefined) return missing;
  return typeof answer === 'string' ? page(answer) : answer;
}

/**
 * The pages of a result below an address such as `/demonstration` (empty for the root). `find` gives the result, or
 * what to answer instead.
 */
export function resultRoutes<S>(
  base: string,
  group: 'result' | 'spend' | 'demonstration' | 'readings',
  find: (site: S, asked: Asked) => ResultSite | Answer | Promise<ResultSite | Answer>,
): readonly Route<S>[] {
  return pages.map(([path, name, kind, show]) => ({
    method: 'GET',
    path: `${base}${path}` || '/',
    action: `${group}.${name}`,
    kind,
    answer: async (site, asked) => {
      const found = await find(site, asked);
      if ('kind' in found) return found;
      const { analysis, mount } = found;
      return answerOf(
        show(mount.navigation === null ? found : { ...found, analysis: withoutCommands(analysis) }, asked),
      );
    },
  }));
}
