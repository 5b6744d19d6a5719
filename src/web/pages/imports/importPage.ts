import type { Import } from '../../../domain/spend/imports/types.ts';
import { type PageOfList, pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, missing } from '../../site.ts';
import { checkView, listedPerPage } from './checkView.ts';
import { endedView, isMoving, progressView, resultView } from './importView.ts';
import { type ErrorItem, errorItems, type FormError, noticeOf, shortName } from './importWords.ts';
import { inOrder } from './ledgersView.ts';
import { askedPage, frameOf, type ImportSite } from './pageParts.ts';
import { choicesFor, choiceValue, mattersOf } from './questions.ts';

/** How the page of an import is shown this time. */
export interface Showing {
  readonly errors?: readonly FormError[];
  readonly given?: ReadonlyMap<string, string>;
  readonly notice?: string | null;
  /** Somebody changed the import while the form was open. */
  readonly changed?: boolean;
  readonly replaces?: string;
  readonly page?: string | undefined;
}

const checkHeading = 'Check what we read';

async function replacesHint(site: ImportSite, one: Import, replaces: string): Promise<string | null> {
  const batch = replaces === '' ? null : await site.imports.batchOf(replaces);
  if (batch === null) return null;
  const name = shortName(batch.name);
  const value = choiceValue({ take: 'replace', batch: batch.id });
  const offered = mattersOf(one).some(
    (matter) =>
      matter.kind === 'decision' &&
      choicesFor(matter.tables[0]).some((choice) => choiceValue(choice) === value),
  );
  return offered
    ? `You came to replace ${name}. Choose “Replace ${name}” below.`
    : `You came to replace ${name}. None of these files can take its place yet: answer open questions first. If they hold none of its payments, add them, and take ${name} out of the figures on its own page.`;
}

function listOf(one: Import, page: string | undefined): PageOfList | undefined {
  const count = one.reading?.tables.length ?? 0;
  return pageOfList(count, listedPerPage, { path: `/imports/${one.id}`, asked: page });
}

async function checkHtml(
  site: ImportSite,
  one: Import & { readonly reading: NonNullable<Import['reading']> },
  showing: Showing,
  list: PageOfList,
): Promise<string> {
  const { errors = [], given = new Map<string, string>(), replaces = '' } = showing;
  const byField = new Map(errors.map(({ field, text }) => [field, text]));
  const items: readonly ErrorItem[] = errorItems(errors);
  const view = checkView(one, one.reading, { given, errors: byField }, list.from);
  return render('pages/imports/check.njk', {
    ...frameOf(site, checkHeading, { errors: items }),
    heading: checkHeading,
    errors: items,
    view,
    notice: showing.notice ?? null,
    changed: showing.changed ?? false,
    replaces,
    replacesHint: await replacesHint(site, one, replaces),
    pagination: list.pagination,
  });
}

async function otherHtml(site: ImportSite, one: Import, showing: Showing): Promise<string> {
  const errors = errorItems(showing.errors ?? []);
  const common = { notice: showing.notice ?? null, changed: showing.changed ?? false, errors };
  const { state } = one;
  if (isMoving(state)) {
    const view = progressView({ ...one, state }, await site.imports.progressOf(one.id), site.now());
    return render('pages/imports/progress.njk', { ...frameOf(site, view.heading), ...common, view });
  }
  if (state === 'imported') {
    const view = resultView(one, inOrder(await site.imports.batchesOfImport(one.id)));
    return render('pages/imports/result.njk', { ...frameOf(site, view.heading), ...common, view });
  }
  const view = endedView(one);
  return render('pages/imports/ended.njk', { ...frameOf(site, view.heading), ...common, view });
}

/** The page of an import as it stands; undefined where the list of its files has no such page. */
export async function importHtml(
  site: ImportSite,
  one: Import,
  showing: Showing,
): Promise<string | undefined> {
  const { reading } = one;
  if (one.state !== 'waiting' || reading === null) return otherHtml(site, one, showing);
  const list = listOf(one, showing.page);
  return list === undefined ? undefined : checkHtml(site, { ...one, reading }, showing, list);
}

/** The import that the address names. */
export async function importAsked(site: ImportSite, { params }: Asked): Promise<Import | null> {
  return site.imports.importOf(params.id ?? '');
}

/** The page of an import: one address for its whole life. */
export async function showImport(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  const html = await importHtml(site, one, {
    notice: noticeOf(asked.query),
    replaces: asked.query.get('replaces') ?? '',
    page: askedPage(asked),
  });
  return html === undefined ? missing : { kind: 'page', html };
}
