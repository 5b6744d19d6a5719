import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, page } from '../../site.ts';
import { type ErrorItem, shortName } from './importWords.ts';
import { frameOf, type ImportSite, refused } from './pageParts.ts';

const heading = 'Add ledgers';

async function addHtml(site: ImportSite, replaces: string, errors: readonly ErrorItem[]): Promise<string> {
  const batch = replaces === '' ? null : await site.imports.batchOf(replaces);
  return render('pages/imports/add.njk', {
    ...frameOf(site, heading, { errors }),
    heading,
    errors,
    replaces: batch?.id ?? '',
    replacesName: batch === null ? null : shortName(batch.name),
  });
}

/** The page that takes files; whose ledgers they are is asked before. */
export async function showAdd(site: ImportSite, { query }: Asked): Promise<Answer> {
  if ((await site.imports.owner()) === null) return go('/ledgers/owner?next=add');
  return page(await addHtml(site, query.get('replaces') ?? '', []));
}

/** Takes the files in and leads to the page of their import. */
export async function receiveFiles(site: ImportSite, { form, files }: Asked): Promise<Answer> {
  if ((await site.imports.owner()) === null) return go('/ledgers/owner?next=add');
  const replaces = form.get('replaces') ?? '';
  const received = await site.imports.receive(files);
  if (received.ok) {
    const query = replaces === '' ? '' : `?${new URLSearchParams({ replaces })}`;
    return go(`/imports/${received.value}${query}`);
  }
  const errors = received.refusals.map(({ sentence }) => ({ text: sentence, href: '#files' }));
  return refused(await addHtml(site, replaces, errors));
}
