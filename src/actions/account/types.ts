import type { Belonging, OrganisationId, PersonId } from '../../domain/organisations/index.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';
import type { SecondFactorSecret, SetCookies } from '../../external/identity/types.ts';

/** A session as its owner sees it. */
export interface OwnSession {
  readonly session: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
  /** What the organisation is called that the session works in; null for none. */
  readonly organisation: string | null;
  readonly signedInAt: Instant;
  readonly usedAt: Instant;
}

/** What is kept of somebody who has signed in. */
export interface OwnAccount {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  readonly secondFactor: boolean;
  readonly organisations: readonly Belonging[];
  readonly sessions: readonly OwnSession[];
}

/** What somebody does about themselves. Refused for whoever has signed out meanwhile. */
export interface AccountCalls {
  readonly account: () => Promise<OwnAccount | null>;
  /** Every other session of the person ends. */
  readonly changePassword: (typed: {
    readonly current: string;
    readonly next: string;
  }) => Promise<Decision<SetCookies>>;
  readonly startSecondFactor: (password: string) => Promise<Decision<SecondFactorSecret>>;
  readonly confirmSecondFactor: (
    code: string,
  ) => Promise<Decision<{ readonly recoveryCodes: readonly string[]; readonly setCookies: SetCookies }>>;
  readonly stopSecondFactor: (password: string) => Promise<Decision<SetCookies>>;
  readonly newRecoveryCodes: (password: string) => Promise<Decision<readonly string[]>>;
  /** False where the person has no such session. */
  readonly endSession: (session: string) => Promise<boolean>;
  /** Goes on in another organisation; false where the person does not belong to it. */
  readonly choose: (organisation: string) => Promise<boolean>;
  /** Ends every session of the person too. */
  readonly leave: (organisation: OrganisationId) => Promise<Decision<SetCookies>>;
}
