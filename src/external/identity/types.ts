import type { OrganisationId, PersonId } from '../../domain/organisations/index.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';

/** The headers of a request that say who asks. Those of Node's http fit. */
export interface AskingHeaders {
  readonly cookie?: string | undefined;
}

/** Values for `Set-Cookie` headers, one for each header, as they go to the browser. */
export type SetCookies = readonly string[];

/** Somebody who has signed in. */
export interface WhoAsks {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  /** The name of the session; it opens nothing by itself. */
  readonly session: string;
  /** The organisation the person chose to work in; whether the person still belongs to it is not known here. */
  readonly organisation: OrganisationId | null;
  readonly secondFactor: boolean;
  /** When the session began. */
  readonly signedInAt: Instant;
  /** What the answer must set, so that the session outlasts the next page. */
  readonly setCookies: SetCookies;
}

/** How far somebody came who signs in. */
export type SigningIn =
  | { readonly kind: 'signed-in'; readonly person: PersonId; readonly setCookies: SetCookies }
  | { readonly kind: 'second-factor-needed'; readonly setCookies: SetCookies };

/** What proves that somebody holds the second factor. */
export type SecondFactorProof = { readonly code: string } | { readonly recoveryCode: string };

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  /** Null for somebody who signs in with a provider, or sets a password later. */
  readonly password: string | null;
  /** Whether the person has shown to receive mail at the address, as by a link that was sent there. */
  readonly emailProven: boolean;
  /** Somebody invented; possible in a demonstration only, and nobody else is possible there. */
  readonly demo: boolean;
}

/** What an authenticator app needs, as an address for a QR code and as a secret for typing. */
export interface SecondFactorSecret {
  readonly uri: string;
  readonly secret: string;
}

export interface SessionFacts {
  readonly session: string;
  readonly organisation: OrganisationId | null;
  readonly signedInAt: Instant;
  /** When it was last seen in use, to the minute. */
  readonly usedAt: Instant;
}

/** Somebody else who vouches for people: a council's directory, by OpenID Connect. */
export interface ProviderName {
  readonly id: string;
  readonly name: string;
}

/** The way to a provider and, after it, to a page of ours. */
export interface ProviderTrip {
  readonly provider: string;
  /** The path of the page to show afterwards; one that leads elsewhere is replaced by the first page. */
  readonly next: string;
  /** Whether an invitation was shown, so that somebody unknown may become a person here. */
  readonly invited: boolean;
}

/** The way back from a provider, as the browser asks for it. */
export interface ProviderReturn {
  readonly provider: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: AskingHeaders;
}

/**
 * Something that happened to how a person signs in. It is told before the answer is sent, within the transaction that
 * did it.
 */
export interface IdentityEvent {
  readonly kind:
    | 'person-created'
    | 'signed-in'
    | 'sign-in-refused'
    | 'second-factor-on'
    | 'second-factor-off'
    | 'second-factor-failed'
    | 'recovery-code-used'
    | 'recovery-codes-renewed'
    | 'password-changed'
    | 'password-reset'
    | 'session-ended'
    | 'account-linked';
  /** Null where nobody is known, as when an unknown address was typed. */
  readonly person: PersonId | null;
  /** The session it is about, or that it began. */
  readonly session: string | null;
}

/** A message with a link that a person asked for, or that somebody asked for in the person's name. */
export interface IdentityMail {
  readonly to: { readonly email: string; readonly name: string };
  readonly kind: 'password-reset';
  readonly url: string;
}

/** Who people are, how they show it, and for how long it holds. What they may do is decided elsewhere. */
export interface Identity {
  /** Refused alike for an unknown address, a wrong password and a person without one. */
  readonly signIn: (given: {
    readonly email: string;
    readonly password: string;
  }) => Promise<Decision<SigningIn>>;
  /** Ends a sign-in for which a second factor was needed. */
  readonly secondFactor: (headers: AskingHeaders, proof: SecondFactorProof) => Promise<Decision<SigningIn>>;
  /** Ends the session that asks; what to set forgets it in the browser too. */
  readonly signOut: (headers: AskingHeaders) => Promise<SetCookies>;
  /** Who asks; null for nobody. Keeps the session alive, or ends one that is too old. */
  readonly whoAsks: (headers: AskingHeaders) => Promise<WhoAsks | null>;

  readonly createPerson: (person: NewPerson) => Promise<Decision<PersonId>>;
  readonly personWithEmail: (email: string) => Promise<PersonId | null>;
  /** Sets a password without asking for the old one, and ends every session of the person. */
  readonly setPassword: (person: PersonId, password: string) => Promise<Decision<null>>;
  /** Changes the password of who asks; every other session of the person ends. */
  readonly changePassword: (
    headers: AskingHeaders,
    passwords: { readonly current: string; readonly next: string },
  ) => Promise<Decision<SetCookies>>;
  /** Sends a link to whoever has that address; says and takes the same when nobody has. */
  readonly requestPasswordReset: (email: string) => Promise<void>;
  /** Sets a password by such a link, once, and ends every session of the person. */
  readonly resetPassword: (token: string, password: string) => Promise<Decision<PersonId>>;

  /** Makes a new secret; nothing changes until a code of it is confirmed. */
  readonly startSecondFactor: (
    headers: AskingHeaders,
    password: string,
  ) => Promise<Decision<SecondFactorSecret>>;
  /** Turns the second factor on, and hands out recovery codes, once. */
  readonly confirmSecondFactor: (
    headers: AskingHeaders,
    code: string,
  ) => Promise<Decision<{ readonly recoveryCodes: readonly string[]; readonly setCookies: SetCookies }>>;
  readonly stopSecondFactor: (headers: AskingHeaders, password: string) => Promise<Decision<SetCookies>>;
  /** New recovery codes; those from before are worth nothing then. */
  readonly newRecoveryCodes: (
    headers: AskingHeaders,
    password: string,
  ) => Promise<Decision<readonly string[]>>;

  /** The sessions of a person that still hold, newest first. */
  readonly sessionsOf: (person: PersonId) => Promise<readonly SessionFacts[]>;
  /** Ends one session of that person; false when the person has no such session. */
  readonly endSession: (person: PersonId, session: string) => Promise<boolean>;
  /** Ends all sessions of a person at once. */
  readonly endSessionsOf: (person: PersonId) => Promise<void>;
  /** The organisation in which a session goes on; whether the person belongs to it is for the caller to check. */
  readonly chooseOrganisation: (session: string, organisation: OrganisationId | null) => Promise<void>;

  /** Removes sessions that are over and whatever was valid for a short time; answers how many sessions. */
  readonly sweep: () => Promise<number>;

  readonly providers: () => readonly ProviderName[];
  /** Where to send the browser, so that the provider says who it is. */
  readonly startProvider: (
    trip: ProviderTrip,
  ) => Promise<Decision<{ readonly redirect: string; readonly setCookies: SetCookies }>>;
  readonly finishProvider: (
    back: ProviderReturn,
  ) => Promise<
    Decision<{ readonly person: PersonId; readonly next: string; readonly setCookies: SetCookies }>
  >;

  /** Signs an invented person in without a password. Refused wherever the store is real. */
  readonly signInDemo: (person: PersonId) => Promise<Decision<SigningIn>>;
  /** Waits for messages that are still on their way out. */
  readonly settled: () => Promise<void>;
}
