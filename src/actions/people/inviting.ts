import {
  type DecidedInvitation,
  decideInvitation,
  type Invitation,
  invitationDays,
  invitationEnd,
  invitationMessage,
  invitationState,
  invitationsToKnow,
  mayDo,
  type Organisation,
  parseInvitationId,
  personOf,
  type SaidInvitation,
} from '../../domain/organisations/index.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import type { MemberParts } from './parts.ts';

/** Keeps the invitation with the hash of its link, and sends the link; what could not be sent is withdrawn. */
async function send(
  { acting, records, mailer, newInvitationId, newLink, hrefOf, now }: MemberParts,
  organisation: Organisation,
  decided: DecidedInvitation,
): Promise<Decision<null>> {
  const [{ token, hash }, createdAt] = [newLink(), now()];
  const invitation: Invitation = {
    ...decided,
    ...{ id: newInvitationId(), organisation: organisation.id, invitedBy: personOf(acting.actor) },
    ...{ state: 'open', createdAt, expiresAt: invitationEnd(createdAt) },
  };
  await records.addInvitation(invitation, hash);
  const href = hrefOf(`/invitations/${token}`);
  const about = { organisation: organisation.name, href, days: invitationDays };
  const sent = await mailer.send({ to: decided.email, ...invitationMessage(about) });
  if (sent.ok) return accept(null);
  await records.endInvitation(invitation.id, now());
  return {
    ok: false,
    refusals: sent.refusals.map(({ code, sentence }) => ({
      code,
      sentence: `The invitation was not sent, and is withdrawn. ${sentence}`,
    })),
  };
}

/** Invites somebody by email. */
export function invite(parts: MemberParts, said: SaidInvitation): Promise<Decision<null>> {
  return parts.inTurn(async () => {
    const organisation = await parts.records.organisation();
    assert(organisation !== null, 'who invites acts in an organisation');
    const [members, invitations] = [
      await parts.records.members(),
      await parts.records.invitations(invitationsToKnow),
    ];
    const decided = decideInvitation(said, { members, invitations }, parts.now());
    return decided.ok ? send(parts, organisation, decided.value) : decided;
  });
}

const unknown = () =>
  refuse(
    'invitation-unknown',
    'There is no such invitation any more. It may have been taken up or withdrawn.',
  );

/** Withdraws an invitation that nobody took up. */
export async function withdraw(parts: MemberParts, text: string): Promise<Decision<null>> {
  const { records, acting, now } = parts;
  const id = parseInvitationId(text);
  const all = id === undefined ? [] : await records.invitations(invitationsToKnow);
  const found = all.find((one) => one.id === id);
  if (found === undefined || !mayDo(acting.actor, 'people.withdraw', invitationState(found, now()))) {
    return unknown();
  }
  return (await records.endInvitation(found.id, now())) ? accept(null) : unknown();
}
