import type { ShownMember } from '../../../actions/people/types.ts';
import { personOf, roleName } from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { countOf } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { doneText, invitationRow, memberRow, type PeopleDone, personHref } from './peopleView.ts';
import { roleItems } from './roleWords.ts';

/** What the pages on people ask of the site. */
export type PeopleSite = Pick<Site, 'visitor' | 'people'>;

const above: Link = { text: 'People', href: '/people' };

function frame({ visitor }: PeopleSite, pageTitle: string, breadcrumbs: readonly Link[] = [above]) {
  return siteFrame({ pageTitle, section: 'people', breadcrumbs, visitor });
}

function done(what: PeopleDone): Answer {
  return go(`/people?done=${what}`);
}

async function listHtml(site: PeopleSite, notice: string | null, refusals: readonly Refusal[]) {
  const [members, invitations] = [await site.people.members(), await site.people.invitations()];
  const own = personOf(site.visitor.actor);
  const heading = `People of ${site.visitor.organisation?.name ?? 'your organisation'}`;
  return render('pages/people/list.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${heading}` : heading, []),
    heading,
    notice,
    errors: refusals.map(({ sentence }) => ({ text: sentence, href: '#invitations' })),
    counted: `${countOf(members.length, 'person belongs', 'people belong')} to it.`,
    members: members.map((one) => memberRow(one, own)),
    invitations: invitations.map(invitationRow),
  });
}

async function list(site: PeopleSite, { query }: Asked): Promise<Answer> {
  return page(await listHtml(site, doneText(query, site.people.mailFolder), []));
}

interface InviteForm {
  readonly email: string;
  readonly roles: readonly string[];
  readonly refusals: readonly Refusal[];
}

function fieldErrors(refusals: readonly Refusal[]) {
  const fieldOf = (code: string) => (code === 'invitation:roles' ? 'roles' : 'email');
  return refusals.map(({ code, sentence }) => ({
    field: fieldOf(code),
    text: sentence,
    href: `#${fieldOf(code)}`,
  }));
}

function inviteHtml(site: PeopleSite, { email, roles, refusals }: InviteForm): string {
  const heading = 'Invite a person';
  const errors = fieldErrors(refusals);
  return render('pages/people/invite.njk', {
    ...frame(site, errors.length > 0 ? `Error: ${heading}` : heading),
    ...{ heading, errors, email, items: roleItems(roles), mailFolder: site.people.mailFolder },
    errorOf: Object.fromEntries(errors.map((one) => [one.field, one.text])),
  });
}

function inviteForm(site: PeopleSite): Answer {
  return page(inviteHtml(site, { email: '', roles: [], refusals: [] }));
}

async function invite(site: PeopleSite, { form }: Asked): Promise<Answer> {
  const said = { email: (form.get('email') ?? '').slice(0, 400), roles: form.getAll('roles') };
  const invited = await site.people.invite(said);
  if (invited.ok) return done('invited');
  const html = inviteHtml(site, { ...said, refusals: invited.refusals });
  return { kind: 'page', html, status: 422 };
}

async function withdraw(site: PeopleSite, { params }: Asked): Promise<Answer> {
  const withdrawn = await site.people.withdraw(params.invitation ?? '');
  if (withdrawn.ok) return done('withdrawn');
  return { kind: 'page', html: await listHtml(site, null, withdrawn.refusals), status: 409 };
}

function rolesHtml(
  site: PeopleSite,
  member: ShownMember,
  { roles, refusals }: Pick<InviteForm, 'roles' | 'refusals'>,
): string {
  const heading = `Roles of ${member.name}`;
  return render('pages/people/roles.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${heading}` : heading),
    heading,
    errors: refusals.map(({ sentence }) => ({ text: sentence, href: '#roles' })),
    items: roleItems(roles),
    action: personHref(member.person, 'roles'),
  });
}

async function rolesForm(site: PeopleSite, { params }: Asked): Promise<Answer> {
  const member = await site.people.memberOf(params.person ?? '');
  return member === null ? missing : page(rolesHtml(site, member, { roles: member.roles, refusals: [] }));
}

async function saveRoles(site: PeopleSite, { params, form }: Asked): Promise<Answer> {
  const member = await site.people.memberOf(params.person ?? '');
  if (member === null) return missing;
  const roles = form.getAll('roles');
  const changed = await site.people.changeRoles(member.person, roles);
  if (changed.ok) return done('roles');
  return {
    kind: 'page',
    html: rolesHtml(site, member, { roles, refusals: changed.refusals }),
    status: 422,
  };
}

function removeHtml(site: PeopleSite, member: ShownMember, refusals: readonly Refusal[]): string {
  const heading = `Remove ${member.name}?`;
  return render('pages/people/remove.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${heading}` : heading),
    heading,
    errors: refusals.map(({ sentence }) => ({ text: sentence, href: '#remove' })),
    isYou: member.person === personOf(site.visitor.actor),
    organisation: site.visitor.organisation?.name ?? '',
    roles: member.roles.map(roleName),
    action: personHref(member.person, 'remove'),
    mailFolder: site.people.mailFolder,
  });
}

async function removeForm(site: PeopleSite, { params }: Asked): Promise<Answer> {
  const member = await site.people.memberOf(params.person ?? '');
  return member === null ? missing : page(removeHtml(site, member, []));
}

async function remove(site: PeopleSite, { params }: Asked): Promise<Answer> {
  const member = await site.people.memberOf(params.person ?? '');
  if (member === null) return missing;
  const removed = await site.people.remove(member.person);
  if (!removed.ok) {
    return { kind: 'page', html: removeHtml(site, member, removed.refusals), status: 422 };
  }
  if (removed.value.person === personOf(site.visitor.actor)) return go('/');
  return done(removed.value.told ? 'removed' : 'removed-untold');
}

/** Who belongs to the organisation, as what, and who was invited. */
export const peopleRoutes: readonly Route<PeopleSite>[] = [
  { method: 'GET', path: '/people', action: 'people.list', kind: 'page', answer: list },
  { method: 'GET', path: '/people/invite', action: 'people.inviteForm', kind: 'page', answer: inviteForm },
  { method: 'POST', path: '/people/invite', action: 'people.invite', kind: 'form', answer: invite },
  {
    ...{ method: 'POST', path: '/people/invitations/:invitation/withdraw' },
    ...{ action: 'people.withdraw', kind: 'form', answer: withdraw },
  },
  {
    ...{ method: 'GET', path: '/people/:person/roles' },
    ...{ action: 'people.rolesForm', kind: 'page', answer: rolesForm },
  },
  {
    ...{ method: 'POST', path: '/people/:person/roles' },
    ...{ action: 'people.roles', kind: 'form', answer: saveRoles },
  },
  {
    ...{ method: 'GET', path: '/people/:person/remove' },
    ...{ action: 'people.removeForm', kind: 'page', answer: removeForm },
  },
  {
    ...{ method: 'POST', path: '/people/:person/remove' },
    ...{ action: 'people.remove', kind: 'form', answer: remove },
  },
];
