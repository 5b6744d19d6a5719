import type { PersonId, Role } from '../../domain/organisations/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { ProviderName, SetCookies, SigningIn } from '../../external/identity/types.ts';

/** Somebody invented, as a button signs them in. */
export interface DemoPerson {
  readonly person: PersonId;
  readonly name: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** How people can sign in here. */
export interface WaysIn {
  readonly providers: readonly ProviderName[];
  /** The people of a demonstration, who have no passwords; null in a real store. */
  readonly demo: readonly DemoPerson[] | null;
}

/** What a person shows after the password. */
export type TypedProof = { readonly code: string } | { readonly recoveryCode: string };

/** Signing in and out, for one request. Every failed sign-in is refused in the same words. */
export interface SignInCalls {
  readonly ways: () => Promise<WaysIn>;
  readonly signIn: (typed: {
    readonly email: string;
    readonly password: string;
  }) => Promise<Decision<SigningIn>>;
  readonly secondFactor: (proof: TypedProof) => Promise<Decision<SigningIn>>;
  readonly signInDemo: (person: string) => Promise<Decision<SigningIn>>;
  readonly signOut: () => Promise<SetCookies>;
  /** Sends a link where somebody has that address; the answer does not say whether. */
  readonly askReset: (email: string) => Promise<Decision<null>>;
  readonly reset: (token: string, password: string) => Promise<Decision<null>>;
  /** The address of a directory to go to, and what it is called; `next` is the page to come back to. */
  readonly startProvider: (
    provider: string,
    next: string,
  ) => Promise<
    Decision<{ readonly name: string; readonly redirect: string; readonly setCookies: SetCookies }>
  >;
  readonly finishProvider: (
    provider: string,
    query: Readonly<Record<string, string>>,
  ) => Promise<Decision<{ readonly next: string; readonly setCookies: SetCookies }>>;
}
