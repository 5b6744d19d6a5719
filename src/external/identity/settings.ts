import type { Kysely, Transaction } from 'kysely';
import type { IdentityEvent, IdentityMail } from './types.ts';

/** A provider as the person who runs the installation registered it. */
export interface ProviderSettings {
  /** Small letters, digits and hyphens; it is part of the address the provider sends people back to. */
  readonly id: string;
  readonly name: string;
  /** The address of the provider's OpenID configuration. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes?: readonly string[];
  /** Set for a directory that hands out every address itself and does not say that they are proven. */
  readonly emailsProven?: boolean;
}

export interface IdentitySettings {
  /** Signs cookies and seals second factors: at least 32 characters that nobody can guess. */
  readonly secret: string;
  /** Where browsers find the site, such as `https://sevenbox.kirkvale.example`. */
  readonly baseUrl: string;
  /** Whether cookies go over HTTPS only; they then carry a name that no other site of the domain can set. */
  readonly secureCookies: boolean;
  readonly providers: readonly ProviderSettings[];
  /** A demonstration knows invented people only, and a real store none of them. */
  readonly mode: 'demo' | 'real';
  /** A session ends after so long without a request; 60 when left out. */
  readonly idleMinutes?: number;
  /** A session ends so long after it began; 12 when left out. */
  readonly absoluteHours?: number;
}

export interface IdentityParts<T> extends IdentitySettings {
  /** The store with the tables of `migrations/0004-people.sql` and the role `sevenbox_identity`. */
  readonly db: Kysely<T>;
  /**
   * Told of everything that happens, before the answer is sent. Whatever it writes must go through the transaction it
   * is given; when it fails, nothing happened.
   */
  readonly onEvent: (event: IdentityEvent, within: Transaction<T>) => Promise<void>;
  /** Sends a message. It is not waited for, so that an answer tells nobody whether an address is known. */
  readonly sendMail: (mail: IdentityMail) => Promise<void>;
  /** Told what went wrong inside, in words without anything personal. */
  readonly onTrouble?: (message: string) => void;
}

/** Where the page is that sets a password by a link; the token is added as `?token=`. */
export const passwordResetPath = '/reset-password';

/** Under which path a provider sends people back: `/sign-in/callback/` and the id of the provider. */
export const providerReturnPath = '/sign-in/callback';
