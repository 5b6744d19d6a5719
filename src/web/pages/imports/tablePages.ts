import { mayDo } from '../../../domain/organisations/index.ts';
import type { Import, TableReading } from '../../../domain/spend/imports/types.ts';
import type { Link } from '../../components/frame.ts';
import { type PageOfList, pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { countOf } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page } from '../../site.ts';
import { changedPage, hasMoved } from './answerPages.ts';
import { equationOf, tableNote } from './checkView.ts';
import { columnsPerPage, columnsView, profileFromColumns, type SentForm } from './columnsForm.ts';
import { importAsked } from './importPage.ts';
import { errorItems, shortName, withNotice } from './importWords.ts';
import { askedPage, frameOf, type ImportSite, ledgersLink, refused } from './pageParts.ts';
import { type RejectedLines, rejectsFile, rejectsPage } from './rejectsPages.ts';
import { linesView, tablePlaces, tableView } from './tableView.ts';

const firstLines = 5;
/** About as many cells as a page of HTML holds. */
const cellsPerPage = 900;

interface AskedTable {
  readonly one: Import;
  readonly table: TableReading;
  readonly position: number;
  readonly href: string;
  readonly breadcrumbs: readonly Link[];
}

/** The table of an import that the address names; null where there is none. */
async function tableAsked(site: ImportSite, asked: Asked): Promise<AskedTable | null> {
  const one = await importAsked(site, asked);
  const text = asked.params.table ?? '';
  const position = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  const table = one?.reading?.tables[position - 1];
  if (one === null || table === undefined) return null;
  const above = one.state === 'waiting' ? 'Check what we read' : 'Import';
  return {
    one,
    table,
    position,
    href: `/imports/${one.id}/tables/${position}`,
    breadcrumbs: [ledgersLink, { text: above, href: `/imports/${one.id}` }],
  };
}

function below({ breadcrumbs, table, href }: AskedTable): readonly Link[] {
  return [...breadcrumbs, { text: shortName(table.name), href }];
}

/** How one table was read: columns, first lines, rejected lines, totals. */
export async function showTable(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  if (found === null) return missing;
  const { one, table, position } = found;
  const canChange = one.state === 'waiting' && mayDo(site.visitor.actor, 'imports.saveColumns');
  const view = {
    ...frameOf(site, `How we read ${shortName(table.name)}`, { breadcrumbs: found.breadcrumbs }),
    name: table.name,
    note: tableNote(table, one.answers),
    equation: table.report.control.physicalRecords === 0 ? [] : equationOf(table.report.control),
    table: tableView(table, tablePlaces(one.id, position, canChange), firstLines),
  };
  return page(render('pages/imports/table.njk', view));
}

/** The first lines of a table, as written and as read. */
export async function showLines(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  if (found === null) return missing;
  const { table, href } = found;
  const perPage = Math.max(5, Math.floor(cellsPerPage / Math.max(1, table.columns.length)));
  const where = { path: `${href}/lines`, asked: askedPage(asked) };
  const list = pageOfList(table.firstLines.length, perPage, where);
  if (list === undefined) return missing;
  const heading = `The first ${countOf(table.firstLines.length, 'line')} of ${shortName(table.name)}`;
  const view = {
    ...frameOf(site, heading, { breadcrumbs: below(found) }),
    heading,
    lines: linesView(table, list.from, list.to),
    pagination: list.pagination,
  };
  return page(render('pages/imports/lines.njk', view));
}

function rejectedOf(found: AskedTable): RejectedLines {
  const { table } = found;
  const { rejects, name, report } = table;
  return { name, rejects, rejected: report.control.rejected, breadcrumbs: below(found) };
}

/** The rejected lines of a table that is not imported yet. */
export async function showTableRejects(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  return found === null ? missing : rejectsPage(site, asked, rejectedOf(found));
}

/** The same as CSV. */
export async function tableRejectsFile(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  return found === null ? missing : rejectsFile(rejectedOf(found));
}

async function columnsHtml(
  site: ImportSite,
  found: AskedTable,
  list: PageOfList,
  sent: SentForm,
): Promise<string> {
  const { one, table } = found;
  const heading = 'What do the columns mean?';
  const errors = errorItems(sent?.errors ?? []);
  const saved = one.answers.profiles[table.signature ?? ''];
  return render('pages/imports/columns.njk', {
    ...frameOf(site, heading, { breadcrumbs: below(found), errors }),
    heading,
    errors,
    name: table.name,
    version: one.version,
    importHref: `/imports/${one.id}`,
    view: columnsView(table, saved, list, sent),
    list,
    pagination: list.pagination,
  });
}

function columnsList({ table, href }: AskedTable, asked: string | undefined): PageOfList | undefined {
  return pageOfList(table.columns.length, columnsPerPage, { path: `${href}/columns`, asked });
}

/** The form that changes what the columns of a table mean. */
export async function showColumns(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  if (found === null || found.table.columns.length === 0) return missing;
  if (found.one.state !== 'waiting') return go(`/imports/${found.one.id}`);
  const list = columnsList(found, askedPage(asked));
  return list === undefined ? missing : page(await columnsHtml(site, found, list, null));
}

/** Saves what the columns mean, and reads the file again. */
export async function saveColumns(site: ImportSite, asked: Asked): Promise<Answer> {
  const found = await tableAsked(site, asked);
  if (found === null) return missing;
  const { one, table } = found;
  const { form } = asked;
  if (one.state !== 'waiting' || hasMoved(one, form)) return changedPage(site, asked);
  const list = columnsList(found, form.get('page') ?? undefined);
  if (list === undefined) return missing;
  const { profile, errors } = profileFromColumns(table, one.answers.profiles[table.signature ?? ''], form);
  if (errors.length > 0) return refused(await columnsHtml(site, found, list, { form, errors }));
  if (Object.keys(profile).length === 0) return go(`/imports/${one.id}`);
  const profiles = Object.fromEntries([[table.name, profile]]);
  const saved = await site.imports.answer(one.id, one.version, { profiles, tables: {} });
  if (saved.ok) return go(withNotice(`/imports/${one.id}`, 'answered'));
  const newest = await importAsked(site, asked);
  if (newest?.version !== one.version) return changedPage(site, asked);
  const refusals = saved.refusals.map(({ sentence }) => ({
    field: `column-${list.from + 1}`,
    text: sentence,
  }));
  return refused(await columnsHtml(site, found, list, { form, errors: refusals }));
}
