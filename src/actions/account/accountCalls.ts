import {
  type Belonging,
  decideMemberChange,
  type OrganisationId,
  passwordChangedMessage,
  passwordForm,
  secondFactorChangedMessage,
} from '../../domain/organisations/index.ts';
import { type Decision, refuse } from '../../domain/values/index.ts';
import type { SignedIn } from '../access/entering.ts';
import { attemptsFrom } from '../signIn/attempts.ts';
import type { Asking, SignInParts } from '../signIn/parts.ts';
import { typedPassword } from './typed.ts';
import type { AccountCalls, OwnAccount } from './types.ts';

const signedOut = refuse('signed-out', 'You are signed out. Sign in and try again.');

const forgotten = '/forgotten-password';

async function ownAccount(
  { identity }: SignInParts,
  { visitor, cookie }: Asking,
): Promise<OwnAccount | null> {
  const who = await identity.whoAsks({ cookie });
  if (who === null) return null;
  const { belongings: organisations } = visitor;
  const nameOf = (id: OrganisationId | null) =>
    organisations.find(({ organisation }) => organisation === id)?.name ?? null;
  const sessions = await identity.sessionsOf(who.person);
  return {
    ...{ person: who.person, name: who.name, email: who.email, secondFactor: who.secondFactor },
    organisations,
    sessions: sessions.map(({ session, organisation, signedInAt, usedAt }) => ({
      ...{ session, signedInAt, usedAt },
      current: session === who.session,
      organisation: nameOf(organisation),
    })),
  };
}

type Guarded = <T>(deed: (who: SignedIn) => Promise<Decision<T>>) => Promise<Decision<T>>;

/** Does what needs the password, or a code, of whoever is signed in: wrong ones are counted, for them from where they are. */
function provingFor({ store, ...parts }: SignInParts, { visitor, address }: Asking): Guarded {
  const { signedIn } = visitor;
  const attempts = attemptsFrom({ ...parts, attempts: store.attempts }, address);
  return async (deed) =>
    signedIn === null ? signedOut : attempts.trying(['password', signedIn.person], () => deed(signedIn));
}

function passwordCalls(parts: SignInParts, asking: Asking): Pick<AccountCalls, 'changePassword'> {
  const { identity, post, hrefOf, blocklist } = parts;
  const { cookie, visitor } = asking;
  const proving = provingFor(parts, asking);
  return {
    changePassword: async ({ current, next }) => {
      const { signedIn, belongings } = visitor;
      if (signedIn === null) return signedOut;
      const personal = [signedIn.name, signedIn.email, ...belongings.map(({ name }) => name)];
      const password = typedPassword(next, { blocklist: await blocklist(), personal });
      if (!password.ok) return password;
      const passwords = { current: passwordForm(current), next: password.value };
      const done = await proving(() => identity.changePassword({ cookie }, passwords));
      if (done.ok) post(signedIn.email, passwordChangedMessage({ href: hrefOf(forgotten) }));
      return done;
    },
  };
}

type FactorCalls = Pick<
  AccountCalls,
  'startSecondFactor' | 'confirmSecondFactor' | 'stopSecondFactor' | 'newRecoveryCodes'
>;

function factorCalls(parts: SignInParts, asking: Asking): FactorCalls {
  const { identity, post, hrefOf } = parts;
  const { cookie } = asking;
  const proving = provingFor(parts, asking);
  /** Does a change to the second factor, and tells its owner by email. */
  const changing = <T>(
    change: Parameters<typeof secondFactorChangedMessage>[0]['change'],
    deed: () => Promise<Decision<T>>,
  ) =>
    proving(async ({ email }) => {
      const done = await deed();
      if (done.ok) post(email, secondFactorChangedMessage({ change, href: hrefOf(forgotten) }));
      return done;
    });
  return {
    startSecondFactor: (password) =>
      proving(() => identity.startSecondFactor({ cookie }, passwordForm(password))),
    confirmSecondFactor: (code) => changing('added', () => identity.confirmSecondFactor({ cookie }, code)),
    stopSecondFactor: (password) =>
      changing('removed', () => identity.stopSecondFactor({ cookie }, passwordForm(password))),
    newRecoveryCodes: (password) =>
      changing('new codes', () => identity.newRecoveryCodes({ cookie }, passwordForm(password))),
  };
}

const notThere = refuse('member-unknown', 'You do not belong to this organisation. You may have left it.');

/** Leaves an organisation: in its own name, and with every session ended at once. */
async function leave(
  { store, identity, now }: SignInParts,
  { cookie, request }: Asking,
  { who, there }: { readonly who: SignedIn; readonly there: Belonging },
) {
  const { person, name } = who;
  const actor = { kind: 'person', person, name, organisation: there.organisation, roles: [] } as const;
  const records = store.as({ actor, action: 'organisations.leave', request });
  const done = await records.changeMember(
    person,
    (members) => decideMemberChange(members, { kind: 'remove', person }),
    now(),
  );
  if (!done.ok) return done;
  await identity.endSessionsOf(person);
  return { ok: true as const, value: await identity.signOut({ cookie }) };
}

/** What somebody does about themselves, for one request. */
export function accountCalls(parts: SignInParts, asking: Asking): AccountCalls {
  const { identity } = parts;
  const { signedIn, belongings } = asking.visitor;
  const belongingTo = (id: string) => belongings.find(({ organisation }) => organisation === id);
  return {
    ...passwordCalls(parts, asking),
    ...factorCalls(parts, asking),
    account: () => ownAccount(parts, asking),
    endSession: async (session) => signedIn !== null && identity.endSession(signedIn.person, session),
    choose: async (id) => {
      const there = belongingTo(id);
      if (signedIn === null || there === undefined) return false;
      await identity.chooseOrganisation(signedIn.session, there.organisation);
      return true;
    },
    leave: async (id) => {
      const there = belongingTo(id);
      if (signedIn === null) return signedOut;
      return there === undefined ? notThere : leave(parts, asking, { who: signedIn, there });
    },
  };
}
