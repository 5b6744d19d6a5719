import type { Acting, InvitationId, Member } from '../../domain/organisations/index.ts';
import type { Instant } from '../../domain/values/index.ts';
import type { Mailer } from '../../external/email/types.ts';
import type { Identity } from '../../external/identity/types.ts';
import type { Records } from '../../records/types.ts';

/** The secret part of a link, and what is kept of it: its SHA-256 as 64 hexadecimal digits. */
export interface LinkSecret {
  readonly token: string;
  readonly hash: string;
}

/** What the actions on people and organisations work with; `main` hands the real parts in. */
export interface MemberParts {
  readonly acting: Acting;
  readonly records: Pick<
    Records,
    | 'organisation'
    | 'saveOrganisation'
    | 'members'
    | 'changeMember'
    | 'invitations'
    | 'addInvitation'
    | 'endInvitation'
  >;
  readonly identity: Pick<Identity, 'endSessionsOf'>;
  readonly mailer: Mailer;
  /** The folder in the home folder that emails are put into; null where a mail server sends them. */
  readonly mailFolder: string | null;
  readonly newInvitationId: () => InvitationId;
  /** A new secret of 256 bits. */
  readonly newLink: () => LinkSecret;
  /** The address of a page of ours, as an email names it. */
  readonly hrefOf: (path: string) => string;
  /** Carries out one thing after another for an organisation, so that two invitations at once are counted as two. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => Instant;
}

/** Somebody whose roles are changed or who is removed. */
export type Named = Pick<Member, 'person' | 'name' | 'email'>;
