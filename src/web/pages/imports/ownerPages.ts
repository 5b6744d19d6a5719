import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, page } from '../../site.ts';
import { type ErrorItem, errorItems, type FormError, withNotice } from './importWords.ts';
import { frameOf, type ImportSite, ledgersLink, refused } from './pageParts.ts';

const fields = ['name', 'org-id', 'home'] as const;

interface OwnerForm {
  readonly values: Readonly<Record<string, string>>;
  /** Where the page leads when it is saved. */
  readonly next: string;
  readonly errors: readonly FormError[];
}

function fieldOf(code: string): string {
  if (/home|place|authorit/i.test(code)) return 'home';
  return /org.?id|identifier/i.test(code) ? 'org-id' : 'name';
}

function errorsOf(refusals: readonly Refusal[]): readonly FormError[] {
  return refusals.map(({ code, sentence }) => ({ field: fieldOf(code), text: sentence }));
}

async function ownerHtml(site: ImportSite, { values, next, errors }: OwnerForm): Promise<string> {
  const heading = 'Whose ledgers are these?';
  const items: readonly ErrorItem[] = errorItems(errors);
  const frame = frameOf(site, heading, { breadcrumbs: [ledgersLink], errors: items });
  return render('pages/imports/owner.njk', {
    ...frame,
    heading,
    values,
    next,
    errors: items,
    errorOf: Object.fromEntries(errors.map(({ field, text }) => [field, text])),
    homeNames: await site.imports.homeNames(),
  });
}

function nextOf(text: string | null): string {
  return text === 'add' ? 'add' : '';
}

/** The page that asks whose ledgers are added, or changes it. */
export async function showOwner(site: ImportSite, { query }: Asked): Promise<Answer> {
  const owner = await site.imports.owner();
  const values = { name: owner?.name ?? '', 'org-id': owner?.orgId ?? '', home: owner?.home.name ?? '' };
  return page(await ownerHtml(site, { values, next: nextOf(query.get('next')), errors: [] }));
}

function emptyErrors(values: Readonly<Record<string, string>>): readonly FormError[] {
  return [
    ...(values.name === '' ? [{ field: 'name', text: 'Enter the name of the organisation' }] : []),
    ...(values.home === '' ? [{ field: 'home', text: 'Enter the authority that is home' }] : []),
  ];
}

/** Saves whose ledgers these are, and leads back to where it was asked. */
export async function saveOwner(site: ImportSite, { form }: Asked): Promise<Answer> {
  const values = Object.fromEntries(fields.map((field) => [field, (form.get(field) ?? '').trim()]));
  const next = nextOf(form.get('next'));
  const again = async (errors: readonly FormError[]) =>
    refused(await ownerHtml(site, { values, next, errors }));
  const empty = emptyErrors(values);
  if (empty.length > 0) return again(empty);
  const { name = '', 'org-id': orgId = '', home = '' } = values;
  const saved = await site.imports.saveOwner({ name, orgId, home });
  if (!saved.ok) return again(errorsOf(saved.refusals));
  return go(next === 'add' ? '/ledgers/add' : withNotice('/ledgers', 'owner'));
}
