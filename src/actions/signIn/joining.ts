import {
  type Acting,
  decideAccept,
  type Invitation,
  invitationUnusable,
  type PersonId,
} from '../../domain/organisations/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { refusalsOf, typedName, typedPassword } from '../account/typed.ts';
import { attemptsFrom } from './attempts.ts';
import type { Asking, SignInParts } from './parts.ts';
import type { JoiningCalls } from './types.ts';

interface Found {
  readonly invitation: Invitation;
  readonly organisation: string;
}

/** The open invitation of a link. */
async function openInvitation({ store, sha256, now }: SignInParts, token: string): Promise<Decision<Found>> {
  const found = await store.invitationOf(sha256(token));
  if (found === null) return invitationUnusable();
  const open = decideAccept(found.invitation, { email: found.invitation.email, now: now() });
  return open.ok ? accept({ invitation: open.value, organisation: found.organisationName }) : open;
}

interface Joiner {
  readonly person: PersonId;
  readonly name: string;
}

interface TakingUp {
  readonly joiner: Joiner;
  readonly action: Acting['action'];
  readonly request: string;
}

/** Whoever takes up an invitation acts in the organisation that invited, and is nothing in it yet. */
async function takeUp(
  { store, now }: SignInParts,
  invitation: Invitation,
  { joiner: { person, name }, action, request }: TakingUp,
): Promise<Decision<null>> {
  const { organisation } = invitation;
  const actor = { kind: 'person', person, name, organisation, roles: [] } as const;
  const records = store.as({ actor, action, request });
  const taken = await records.acceptInvitation(invitation, person, now());
  return taken ? accept(null) : invitationUnusable();
}

async function acceptSignedIn(parts: SignInParts, asking: Asking, token: string): Promise<Decision<null>> {
  const { signedIn } = asking.visitor;
  if (signedIn === null) return refuse('signed-out', 'You are signed out. Sign in and try again.');
  const found = await openInvitation(parts, token);
  if (!found.ok) return found;
  const { email, session } = signedIn;
  const decided = decideAccept(found.value.invitation, { email, now: parts.now() });
  if (!decided.ok) return decided;
  const { request } = asking;
  const taking = { joiner: signedIn, action: 'invitations.accept', request } as const;
  const done = await takeUp(parts, decided.value, taking);
  if (done.ok) await parts.identity.chooseOrganisation(session, decided.value.organisation);
  return done;
}

const known = refuse(
  'person:known',
  'You can sign in here already. Sign in with your email address to take up the invitation.',
);

async function join(
  parts: SignInParts,
  { request }: Asking,
  order: { readonly token: string; readonly name: string; readonly password: string },
) {
  const { identity, blocklist } = parts;
  const found = await openInvitation(parts, order.token);
  if (!found.ok) return found;
  const { invitation, organisation } = found.value;
  const { email } = invitation;
  const personal = [order.name, email, organisation];
  const name = typedName(order.name);
  const password = typedPassword(order.password, { blocklist: await blocklist(), personal });
  if (!name.ok || !password.ok) return { ok: false as const, refusals: refusalsOf([name, password]) };
  if ((await identity.personWithEmail(email)) !== null) return known;
  const typed = { email, name: name.value, password: password.value };
  const made = await identity.createPerson({ ...typed, emailProven: true, demo: false });
  if (!made.ok) return made;
  const joiner = { person: made.value, name: name.value };
  const done = await takeUp(parts, invitation, { joiner, action: 'invitations.join', request });
  if (!done.ok) return done;
  const signed = await identity.signIn(typed);
  return signed.ok ? accept(signed.value.setCookies) : signed;
}

/** Taking up an invitation, for one request. */
export function joiningCalls(parts: SignInParts, asking: Asking): JoiningCalls {
  const attempts = attemptsFrom({ ...parts, attempts: parts.store.attempts }, asking.address);
  /** Only links that lead nowhere count. */
  const withLink = async <T>(token: string, deed: () => Promise<Decision<T>>): Promise<Decision<T>> => {
    const found = await attempts.trying(['invitation', null], () => openInvitation(parts, token));
    return found.ok ? deed() : found;
  };
  return {
    offer: async (token) => {
      const found = await attempts.trying(['invitation', null], () => openInvitation(parts, token));
      if (!found.ok) return found;
      const { email, roles } = found.value.invitation;
      const person = await parts.identity.personWithEmail(email);
      return accept({ organisation: found.value.organisation, roles, email, known: person !== null });
    },
    accept: (token) => withLink(token, () => acceptSignedIn(parts, asking, token)),
    join: (token, typed) => withLink(token, () => join(parts, asking, { token, ...typed })),
  };
}
