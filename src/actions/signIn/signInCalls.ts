import {
  checkPassword,
  invitationState,
  parsePersonId,
  passwordForm,
} from '../../domain/organisations/index.ts';
import { accept, type Decision, parseEmailAddress, refuse } from '../../domain/values/index.ts';
import { attemptsFrom } from './attempts.ts';
import { accountOf } from './limits.ts';
import type { Asking, SignInParts } from './parts.ts';
import type { SignInCalls, TypedProof } from './types.ts';

type Calls = Pick<SignInCalls, 'startProvider' | 'finishProvider'>;

/** Whether a page of ours is that of an invitation that is open: somebody unknown may become a person then. */
async function isInvitation({ store, sha256, now }: SignInParts, next: string): Promise<boolean> {
  const [, token] = /^\/invitations\/([A-Za-z0-9_-]+)$/.exec(next) ?? [];
  if (token === undefined) return false;
  const found = await store.invitationOf(sha256(token));
  return found !== null && invitationState(found.invitation, now()) === 'open';
}

function providerCalls(parts: SignInParts, { cookie }: Asking): Calls {
  const { identity } = parts;
  return {
    startProvider: async (provider, next) => {
      const known = identity.providers().find(({ id }) => id === provider);
      const invited = await isInvitation(parts, next);
      const started = await identity.startProvider({ provider, next, invited });
      return started.ok ? accept({ name: known?.name ?? provider, ...started.value }) : started;
    },
    finishProvider: (provider, query) => identity.finishProvider({ provider, query, headers: { cookie } }),
  };
}

async function reset(parts: SignInParts, token: string, typed: string): Promise<Decision<null>> {
  const checked = checkPassword(typed, { blocklist: await parts.blocklist(), personal: [] });
  if (!checked.ok) return checked;
  const done = await parts.identity.resetPassword(token, passwordForm(typed));
  return done.ok ? accept(null) : done;
}

function typedProof(proof: TypedProof): TypedProof {
  if ('code' in proof) return { code: proof.code.replaceAll(/\s/g, '') };
  return { recoveryCode: proof.recoveryCode.trim() };
}

const demoOnly = refuse('demo-only', 'This way to sign in is open in the demonstration only.');

/** Signing in and out, for one request. */
export function signInCalls(parts: SignInParts, asking: Asking): SignInCalls {
  const { identity, store, mode } = parts;
  const { cookie, address } = asking;
  const attempts = attemptsFrom({ ...parts, attempts: store.attempts }, address);
  return {
    ...providerCalls(parts, asking),
    ways: async () => ({
      providers: identity.providers(),
      demo: mode === 'demo' ? await store.demoPeople() : null,
    }),
    signIn: ({ email, password }) =>
      attempts.trying(['sign-in', accountOf(email)], () =>
        identity.signIn({ email, password: passwordForm(password) }),
      ),
    secondFactor: (proof) =>
      attempts.trying(['code', null], () => identity.secondFactor({ cookie }, typedProof(proof))),
    signInDemo: async (typed) => {
      const person = parsePersonId(typed);
      return mode === 'demo' && person !== undefined ? identity.signInDemo(person) : demoOnly;
    },
    signOut: () => identity.signOut({ cookie }),
    askReset: async (email) => {
      const begun = await attempts.begin('reset-mail');
      if (!begun.ok) return begun;
      const account = accountOf(email);
      // A mail that is over the limit is left out without a word, and takes as long.
      const mayMail = await attempts.mayMail(account);
      const known = mayMail ? parseEmailAddress(account) : undefined;
      await identity.requestPasswordReset(known ?? '');
      return accept(null);
    },
    reset: (token, password) => reset(parts, token, password),
  };
}
