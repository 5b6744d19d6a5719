import {
  kindName,
  type Organisation,
  orgIdSchemes,
  parseOrgId,
  type SaidOrganisation,
  type SupplierForm,
  supplierForms,
} from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';

/** What the pages on the organisation ask of the site. */
export type OrganisationSite = Pick<Site, 'visitor' | 'organisation'>;

const above: Link = { text: 'Organisation', href: '/organisation' };

const formNames: Readonly<Record<SupplierForm, string>> = {
  company: 'Company',
  charity: 'Charity',
  cic: 'Community interest company',
  'co-operative': 'Co-operative',
  'sole-trader': 'Sole trader',
};

function frame({ visitor }: OrganisationSite, pageTitle: string, breadcrumbs: readonly Link[]) {
  return siteFrame({ pageTitle, section: 'organisation', breadcrumbs, visitor });
}

/** An identifier as the register and the number in it; one of a register that is not in the list stays whole. */
function identifierIn(orgId: string | null): Pick<SaidOrganisation, 'scheme' | 'number'> {
  const read = orgId === null ? null : parseOrgId(orgId);
  if (!read?.ok) return { scheme: '', number: orgId ?? '' };
  const { scheme, number, text } = read.value;
  return orgIdSchemes.some(({ code }) => code === scheme) ? { scheme, number } : { scheme: '', number: text };
}

function identifierText(orgId: string | null): string {
  if (orgId === null) return 'None given';
  const { scheme } = identifierIn(orgId);
  const register = orgIdSchemes.find(({ code }) => code === scheme);
  return register === undefined ? orgId : `${orgId} (${register.name})`;
}

function rowsOf({ name, kind, form, orgId }: Organisation) {
  const legal = form === null ? 'Not given' : formNames[form];
  return [
    { key: { text: 'Name' }, value: { text: name, classes: 'sb-any' } },
    { key: { text: 'Kind' }, value: { text: kindName(kind) } },
    ...(kind === 'supplier' ? [{ key: { text: 'Legal form' }, value: { text: legal } }] : []),
    { key: { text: 'Identifier' }, value: { text: identifierText(orgId), classes: 'sb-any' } },
  ];
}

async function show(site: OrganisationSite, { query }: Asked): Promise<Answer> {
  const organisation = await site.organisation.show();
  if (organisation === null) return missing;
  const html = render('pages/organisation/show.njk', {
    ...frame(site, organisation.name, []),
    name: organisation.name,
    rows: rowsOf(organisation),
    notice: query.get('done') === 'saved' ? 'The changes are saved.' : null,
  });
  return page(html);
}

function schemeItems(chosen: string) {
  const listed = orgIdSchemes.map(({ code, name }) => ({
    value: code,
    text: `${name} (${code})`,
    selected: code === chosen,
  }));
  return [{ value: '', text: 'None, or another register', selected: chosen === '' }, ...listed];
}

function formItems(chosen: string) {
  const listed = supplierForms.map((form) => ({
    value: form,
    text: formNames[form],
    checked: form === chosen,
  }));
  return [...listed, { value: '', text: 'Not known', checked: chosen === '' }];
}

function formHtml(
  site: OrganisationSite,
  { kind }: Organisation,
  { said, refusals }: { readonly said: SaidOrganisation; readonly refusals: readonly Refusal[] },
): string {
  const heading = 'Change the organisation';
  const errors = refusals.map(({ code, sentence }) => {
    const field = code.replace('organisation:', '');
    return { field, text: sentence, href: `#${field}` };
  });
  return render('pages/organisation/form.njk', {
    ...frame(site, errors.length > 0 ? `Error: ${heading}` : heading, [above]),
    ...{ heading, errors, said },
    errorOf: Object.fromEntries(errors.map(({ field, text }) => [field, text])),
    schemes: schemeItems(said.scheme),
    forms: kind === 'supplier' ? formItems(said.form) : null,
  });
}

async function form(site: OrganisationSite): Promise<Answer> {
  const organisation = await site.organisation.show();
  if (organisation === null) return missing;
  const said = {
    ...identifierIn(organisation.orgId),
    name: organisation.name,
    form: organisation.form ?? '',
  };
  return page(formHtml(site, organisation, { said, refusals: [] }));
}

async function save(site: OrganisationSite, { form: sent }: Asked): Promise<Answer> {
  const organisation = await site.organisation.show();
  if (organisation === null) return missing;
  const text = (field: string) => (sent.get(field) ?? '').slice(0, 1000);
  const said = {
    ...{ name: text('name'), scheme: text('scheme') },
    ...{ number: text('number'), form: text('form') },
  };
  const saved = await site.organisation.save(said);
  if (saved.ok) return go('/organisation?done=saved');
  return {
    kind: 'page',
    html: formHtml(site, organisation, { said, refusals: saved.refusals }),
    status: 422,
  };
}

/** What is known of the organisation itself. */
export const organisationRoutes: readonly Route<OrganisationSite>[] = [
  { method: 'GET', path: '/organisation', action: 'organisation.show', kind: 'page', answer: show },
  { method: 'GET', path: '/organisation/change', action: 'organisation.form', kind: 'page', answer: form },
  { method: 'POST', path: '/organisation/change', action: 'organisation.save', kind: 'form', answer: save },
];
