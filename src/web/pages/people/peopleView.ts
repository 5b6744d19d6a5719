import type { ShownInvitation, ShownMember } from '../../../actions/people/types.ts';
import type { PersonId } from '../../../domain/organisations/index.ts';
import {
  dayInLondon,
  formatDay,
  formatMoment,
  type Instant,
  millisecondsOf,
} from '../../../domain/values/index.ts';
import { rolesText } from './roleWords.ts';

/** The address of a page on one person. */
export function personHref(person: string, below: 'roles' | 'remove'): string {
  return `/people/${person}/${below}`;
}

function dayText(at: Instant): string {
  return formatDay(dayInLondon(millisecondsOf(at)));
}

/** One person as a row of the list. */
export function memberRow(
  { person, name, roles, joinedAt, email, secondFactor }: ShownMember,
  own: PersonId | null,
) {
  return {
    ...{ id: person, name, isYou: person === own, roles: rolesText(roles), joined: dayText(joinedAt) },
    email: email ?? null,
    secondFactor: secondFactor === undefined ? null : secondFactor ? 'On' : 'Off',
    rolesHref: personHref(person, 'roles'),
    removeHref: personHref(person, 'remove'),
  };
}

const tags = {
  open: { text: 'Open', classes: 'govuk-tag--blue' },
  accepted: { text: 'Accepted', classes: 'govuk-tag--green' },
  expired: { text: 'Expired', classes: 'govuk-tag--grey' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
} as const;

/** One invitation as a row of the list. */
export function invitationRow({ id, state, email, roles, createdAt, expiresAt, invitedBy }: ShownInvitation) {
  const until = state === 'open' ? `Until ${formatMoment(millisecondsOf(expiresAt))}` : null;
  return {
    email: email ?? 'Somebody',
    roles: rolesText(roles),
    tag: tags[state],
    until,
    sent: `${dayText(createdAt)}${invitedBy === null ? '' : ` by ${invitedBy}`}`,
    withdraw: state === 'open' || state === 'expired' ? `/people/invitations/${id}/withdraw` : null,
  };
}

const done = {
  invited: 'The invitation was sent.',
  withdrawn: 'The invitation was withdrawn. Its link does not work any more.',
  roles: 'The roles were changed. They count from now on.',
  removed: 'The person was removed and signed out everywhere. We sent them an email.',
  'removed-untold':
    'The person was removed and signed out everywhere. The email that tells them could not be sent: tell them yourself.',
} as const;

/** What was done on the page before. */
export type PeopleDone = keyof typeof done;

/** Where no mail server is set up, nothing was sent: somebody has to hand the email over. */
function doneIntoFolder(folder: string): Partial<Record<string, string>> {
  const place = `is in the folder “${folder}” of the home folder of Sevenbox`;
  return {
    invited: `The invitation was made. The email with its link ${place}: hand the link over yourself.`,
    removed: `The person was removed and signed out everywhere. The email that tells them ${place}: tell them yourself.`,
  };
}

/** What was done on the page before, in words; null where nothing was. */
export function doneText(query: URLSearchParams, mailFolder: string | null): string | null {
  const name = query.get('done') ?? '';
  if (!Object.hasOwn(done, name)) return null;
  const instead = mailFolder === null ? undefined : doneIntoFolder(mailFolder)[name];
  return instead ?? done[name as PeopleDone];
}
