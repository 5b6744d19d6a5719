import {
  accept,
  type Decision,
  type Instant,
  millisecondsOf,
  parseEmailAddress,
  type Refusal,
  refuse,
} from '../values/index.ts';
import { type Invitation, invitationDays, invitationState, type Member } from './membership.ts';
import { parseRole, type Role, roles } from './roles.ts';

/** At most so many invitations of an organisation can be taken up at one time. */
export const mostOpenInvitations = 200;

/** At most so many are sent for an organisation in one hour, so that nobody is flooded with mail in its name. */
export const mostInvitationsInAnHour = 50;

/** How many of the newest invitations have to be known to decide on another: no more can be open or of this hour. */
export const invitationsToKnow = mostInvitationsInAnHour * 24 * invitationDays;

/** What somebody typed who invites a person. */
export interface SaidInvitation {
  readonly email: string;
  readonly roles: readonly string[];
}

/** An invitation before it has a number, a secret and an end. */
export interface DecidedInvitation {
  readonly email: string;
  readonly roles: readonly Role[];
}

/** The roles that were chosen, in the order of the list; refused when there is none, or one that does not exist. */
export function decideRoles(said: readonly string[]): Decision<readonly Role[]> {
  const parsed = said.map(parseRole);
  const chosen = roles.filter((role) => parsed.includes(role));
  if (chosen.length === 0) return refuse('invitation:roles', 'Choose at least one role.');
  return parsed.includes(undefined)
    ? refuse('invitation:roles', 'One of the roles does not exist. Choose from the list.')
    : accept(chosen);
}

function decideEmail(said: string, members: readonly Pick<Member, 'email'>[]): Decision<string> {
  const text = said.trim().toLowerCase();
  if (text === '') return refuse('invitation:email', 'Enter the email address of the person.');
  const email = parseEmailAddress(text);
  if (email === undefined) {
    return refuse('invitation:email', 'Enter one email address in the form name@example.org.');
  }
  return members.some((member) => member.email.toLowerCase() === email)
    ? refuse(
        'invitation:email',
        'This person belongs to the organisation already. Change their roles instead.',
      )
    : accept(email);
}

const hour = 3_600_000;

function tooMany(invitations: readonly Invitation[], email: string, now: Instant): readonly Refusal[] {
  const open = invitations.filter((one) => invitationState(one, now) === 'open' && one.email !== email);
  const recent = invitations.filter((one) => millisecondsOf(now) - millisecondsOf(one.createdAt) < hour);
  const refusals: Refusal[] = [];
  if (open.length >= mostOpenInvitations) {
    const sentence = `${mostOpenInvitations} invitations are open, the most there can be. Withdraw some first.`;
    refusals.push({ code: 'invitations-open', sentence });
  }
  if (recent.length >= mostInvitationsInAnHour) {
    const sentence = `${mostInvitationsInAnHour} invitations were sent in the last hour, the most there can be. Try again in an hour.`;
    refusals.push({ code: 'invitations-hour', sentence });
  }
  return refusals;
}

/** Refuses to invite whoever is there already, without a role or an address, and beyond what one organisation may send. */
export function decideInvitation(
  said: SaidInvitation,
  there: { readonly members: readonly Pick<Member, 'email'>[]; readonly invitations: readonly Invitation[] },
  now: Instant,
): Decision<DecidedInvitation> {
  const [email, chosen] = [decideEmail(said.email, there.members), decideRoles(said.roles)];
  const refusals = [email, chosen].flatMap((one) => (one.ok ? [] : one.refusals));
  if (!email.ok || !chosen.ok) return { ok: false, refusals };
  const many = tooMany(there.invitations, email.value, now);
  return many.length > 0
    ? { ok: false, refusals: many }
    : accept({ email: email.value, roles: chosen.value });
}
