import {
  decideMemberChange,
  decideRoles,
  type Invitation,
  invitationState,
  type Member,
  type MemberChange,
  parsePersonId,
  removedMessage,
  seenBy,
} from '../../domain/organisations/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { invite, withdraw } from './inviting.ts';
import type { MemberParts, Named } from './parts.ts';
import type { MemberCalls, RemovedMember, ShownInvitation, ShownMember } from './types.ts';

/** Invitations that a list shows, the newest. */
const mostListed = 300;

function shownMember({ acting }: MemberParts, member: Member): ShownMember {
  const { person, name, roles, joinedAt } = member;
  return { ...seenBy(acting.actor, 'member', member), person, name, roles, joinedAt };
}

function shownInvitation(
  { acting, now }: MemberParts,
  invitation: Invitation,
  members: readonly Member[],
): ShownInvitation {
  const { id, roles, createdAt, expiresAt } = invitation;
  const { email } = seenBy(acting.actor, 'invitation', invitation);
  const inviter = members.find(({ person }) => person === invitation.invitedBy);
  return {
    ...{ id, roles, createdAt, expiresAt, state: invitationState(invitation, now()) },
    ...(email === undefined ? {} : { email }),
    invitedBy: inviter?.name ?? null,
  };
}

const unknown = () => refuse('member-unknown', 'This person does not belong to the organisation any more.');

/** Changes one person as they are at that moment; the person as they were. */
async function change(parts: MemberParts, text: string, wanted: (one: Named) => MemberChange) {
  const { records, now } = parts;
  const person = parsePersonId(text);
  if (person === undefined) return unknown();
  let found: Named | undefined;
  const changed = await records.changeMember(
    person,
    (members) => {
      found = members.find((one) => one.person === person);
      return found === undefined ? unknown() : decideMemberChange(members, wanted(found));
    },
    now(),
  );
  return changed.ok && found !== undefined ? accept(found) : changed.ok ? unknown() : changed;
}

async function remove(parts: MemberParts, text: string): Promise<Decision<RemovedMember>> {
  const removed = await change(parts, text, ({ person }) => ({ kind: 'remove', person }));
  if (!removed.ok) return removed;
  const { person, name, email } = removed.value;
  await parts.identity.endSessionsOf(person);
  const organisation = (await parts.records.organisation())?.name ?? '';
  const told = await parts.mailer.send({ to: email, ...removedMessage({ organisation }) });
  return accept({ person, name, told: told.ok });
}

async function changeRoles(
  parts: MemberParts,
  text: string,
  said: readonly string[],
): Promise<Decision<null>> {
  const roles = decideRoles(said);
  if (!roles.ok) return roles;
  const changed = await change(parts, text, ({ person }) => ({ kind: 'roles', person, roles: roles.value }));
  return changed.ok ? accept(null) : changed;
}

/** The people of an organisation, for whoever acts. */
export function memberCalls(parts: MemberParts): MemberCalls {
  const { records } = parts;
  const members = async () => (await records.members()).map((one) => shownMember(parts, one));
  return {
    members,
    memberOf: async (text) => (await members()).find(({ person }) => person === text) ?? null,
    invitations: async () => {
      const [there, all] = [await records.members(), await records.invitations(mostListed)];
      return all.map((one) => shownInvitation(parts, one, there));
    },
    mailFolder: parts.mailFolder,
    invite: (said) => invite(parts, said),
    withdraw: (id) => withdraw(parts, id),
    changeRoles: (person, roles) => changeRoles(parts, person, roles),
    remove: (person) => remove(parts, person),
  };
}
