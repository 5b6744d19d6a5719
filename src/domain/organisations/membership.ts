import { accept, type Decision, type Instant, instantAt, millisecondsOf, refuse } from '../values/index.ts';
import type { InvitationId, OrganisationId, PersonId } from './ids.ts';
import type { OrganisationKind, Role, SupplierForm } from './roles.ts';

/** An organisation that takes part. */
export interface Organisation {
  readonly id: OrganisationId;
  readonly kind: OrganisationKind;
  /** The legal form of a supplier; null for others and where it is not known. */
  readonly form: SupplierForm | null;
  readonly name: string;
  /** An identifier from a register, as org-id.guide writes it; null where none was given. */
  readonly orgId: string | null;
}

/** A person in an organisation. */
export interface Member {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly joinedAt: Instant;
  /** Whether the person has a second factor. */
  readonly secondFactor: boolean;
}

/** An organisation as one of its people sees it. */
export interface Belonging {
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly roles: readonly Role[];
}

/** The right of whoever holds a link to become a member. */
export interface Invitation {
  readonly id: InvitationId;
  readonly organisation: OrganisationId;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly invitedBy: PersonId | null;
  readonly state: 'open' | 'accepted' | 'withdrawn';
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** How long an invitation can be taken up. */
export const invitationDays = 7;

/** When an invitation that is made now ends. */
export function invitationEnd(now: Instant): Instant {
  return instantAt(millisecondsOf(now) + invitationDays * 24 * 60 * 60 * 1000);
}

/** What an invitation is now: one that nobody took up in time has expired. */
export function invitationState(
  { state, expiresAt }: Pick<Invitation, 'state' | 'expiresAt'>,
  now: Instant,
): Invitation['state'] | 'expired' {
  return state === 'open' && now >= expiresAt ? 'expired' : state;
}

/** Said of a link that cannot be used, whatever the reason is: nobody learns which invitations there are. */
export function invitationUnusable(): Decision<never> {
  const sentence =
    'This invitation cannot be used. It may be more than 7 days old, used already, or withdrawn. Ask for a new one.';
  return refuse('invitation-unusable', sentence);
}

/** Refuses to take up an invitation that is not open, or was sent to another address than the person's own. */
export function decideAccept(
  invitation: Invitation | null,
  { email, now }: { readonly email: string; readonly now: Instant },
): Decision<Invitation> {
  if (invitation === null || invitationState(invitation, now) !== 'open') return invitationUnusable();
  if (invitation.email !== email.toLowerCase()) {
    const sentence =
      'This invitation was sent to another email address. Sign out, and sign in with the address it was sent to.';
    return refuse('invitation-for-another', sentence);
  }
  return accept(invitation);
}

/** A change to who belongs to an organisation, and as what. */
export type MemberChange =
  | { readonly kind: 'roles'; readonly person: PersonId; readonly roles: readonly Role[] }
  | { readonly kind: 'remove'; readonly person: PersonId };

function after(members: readonly Member[], change: MemberChange): readonly Member[] {
  if (change.kind === 'remove') return members.filter(({ person }) => person !== change.person);
  const { person, roles } = change;
  return members.map((member) => (member.person === person ? { ...member, roles } : member));
}

/** Refuses a change that names nobody, leaves a member without a role, or the organisation without an administrator. */
export function decideMemberChange(members: readonly Member[], change: MemberChange): Decision<MemberChange> {
  if (!members.some(({ person }) => person === change.person)) {
    return refuse('member-unknown', 'This person does not belong to the organisation. They may have left.');
  }
  if (change.kind === 'roles' && change.roles.length === 0) {
    return refuse('roles-missing', 'Choose at least one role, or remove the person.');
  }
  if (!after(members, change).some(({ roles }) => roles.includes('administrator'))) {
    const sentence = 'Somebody has to be administrator. Give another person that role first.';
    return refuse('last-administrator', sentence);
  }
  return accept(change);
}
