import { type Belonging, roleName } from '../../../domain/organisations/index.ts';
import { type Answer, type Asked, go, missing, type Route, type Site } from '../../site.ts';
import { errorsOf, type FormError, formPage } from '../signIn/formParts.ts';

type OrganisationsSite = Pick<Site, 'account' | 'visitor'>;

async function list({ visitor }: OrganisationsSite): Promise<Answer> {
  const organisations = visitor.belongings.map(({ organisation, name, roles }) => ({
    ...{ organisation, name, roles: roles.map(roleName).join(', ') },
    current: organisation === visitor.organisation?.organisation,
  }));
  return formPage(
    'pages/organisations/list.njk',
    { visitor, title: 'Your organisations', breadcrumbs: [{ text: 'Your account', href: '/account' }] },
    { organisations },
  );
}

async function choose({ account }: OrganisationsSite, { form }: Asked): Promise<Answer> {
  return (await account.choose(form.get('organisation') ?? '')) ? go('/') : missing;
}

/** The organisation of an address, when the person belongs to it; others look as if they were not there. */
function thereOf({ visitor }: OrganisationsSite, { params }: Asked): Belonging | undefined {
  return visitor.belongings.find(({ organisation }) => organisation === params.organisation);
}

function leavePage(
  { visitor }: OrganisationsSite,
  { organisation, name }: Belonging,
  errors: readonly FormError[] = [],
): Answer {
  const breadcrumbs = [{ text: 'Your organisations', href: '/organisations' }];
  const about = { visitor, title: `Leave ${name}?`, errors, breadcrumbs };
  return formPage('pages/organisations/leave.njk', about, { action: `/organisations/${organisation}/leave` });
}

async function askLeave(site: OrganisationsSite, asked: Asked): Promise<Answer> {
  const there = thereOf(site, asked);
  return there === undefined ? missing : leavePage(site, there);
}

async function leave(site: OrganisationsSite, asked: Asked): Promise<Answer> {
  const there = thereOf(site, asked);
  if (there === undefined) return missing;
  const done = await site.account.leave(there.organisation);
  if (done.ok) return go('/sign-in?notice=left', done.value);
  return leavePage(
    site,
    there,
    errorsOf(done.refusals, () => 'leave'),
  );
}

/** The organisations a person belongs to: work in another, or leave one. */
export const organisationsRoutes: readonly Route<OrganisationsSite>[] = [
  { method: 'GET', path: '/organisations', action: 'organisations.list', kind: 'page', answer: list },
  {
    ...{ method: 'POST', path: '/organisations/choose', action: 'organisations.choose' },
    ...{ kind: 'form', answer: choose },
  },
  {
    ...{ method: 'GET', path: '/organisations/:organisation/leave', action: 'organisations.leaveForm' },
    ...{ kind: 'page', answer: askLeave },
  },
  {
    ...{ method: 'POST', path: '/organisations/:organisation/leave', action: 'organisations.leave' },
    ...{ kind: 'form', answer: leave },
  },
];
