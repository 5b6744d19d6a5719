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

/** What is asked at the first start, as it was typed. */
export interface TypedStart {
  readonly organisation: string;
  readonly kind: string;
  /** The register of the number; empty where the number says it, or where there is none. */
  readonly scheme: string;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The first start of a store that nobody administers. */
export interface StartCalls {
  /** What the form begins with; null where the link cannot be used. */
  readonly offered: (token: string) => Promise<Pick<TypedStart, 'organisation' | 'kind' | 'number'> | null>;
  /** Makes the organisation and its first person, and signs them in; null where the link cannot be used. */
  readonly make: (token: string, typed: TypedStart) => Promise<Decision<SetCookies> | null>;
}

/** What an invitation offers to whoever holds its link. */
export interface Offer {
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly email: string;
  /** Whether the person who was invited can sign in here already. */
  readonly known: boolean;
}

/** Taking up an invitation, by its link. Links that cannot be used are refused alike. */
export interface JoiningCalls {
  readonly offer: (token: string) => Promise<Decision<Offer>>;
  /** For whoever has signed in: they belong to the organisation from then on, and go on in it. */
  readonly accept: (token: string) => Promise<Decision<null>>;
  /** For somebody new: makes the person, who belongs to the organisation from then on, and signs them in. */
  readonly join: (
    token: string,
    typed: { readonly name: string; readonly password: string },
  ) => Promise<Decision<SetCookies>>;
}
