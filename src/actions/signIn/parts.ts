import type { MessageText, PasswordKnowledge } from '../../domain/organisations/index.ts';
import type { Identity } from '../../external/identity/types.ts';
import type { Store } from '../../records/types.ts';
import type { Visitor } from '../access/entering.ts';
import type { AttemptParts } from './attempts.ts';

/** What signing in and accounts work with. */
export interface SignInParts extends Omit<AttemptParts, 'attempts'> {
  readonly store: Store;
  readonly identity: Identity;
  /** Whether the store is one of a demonstration, with invented people only. */
  readonly mode: 'real' | 'demo';
  /** Passwords that are tried first. */
  readonly blocklist: () => Promise<PasswordKnowledge['blocklist']>;
  /** Sends an email without keeping anybody waiting. */
  readonly post: (to: string, message: MessageText) => void;
  /** The address of a page of ours, as an email names it. */
  readonly hrefOf: (path: string) => string;
  readonly sha256: (text: string) => string;
  readonly newId: (prefix: 'org') => string;
}

/** One request, as far as it says who asks. */
export interface Asking {
  readonly visitor: Visitor;
  readonly cookie: string | undefined;
  /** The internet address it came from. */
  readonly address: string;
  /** The number of the request. */
  readonly request: string;
}
