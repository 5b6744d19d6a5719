import type {
  Invitation,
  Member,
  Organisation,
  PersonId,
  SaidInvitation,
  SaidOrganisation,
} from '../../domain/organisations/index.ts';
import type { Decision } from '../../domain/values/index.ts';

/** A person in a list, without the fields that whoever looks may not see. */
export type ShownMember = Pick<Member, 'person' | 'name' | 'roles' | 'joinedAt'> &
  Partial<Pick<Member, 'email' | 'secondFactor'>>;

/** An invitation in a list, as it stands now. */
export type ShownInvitation = Pick<Invitation, 'id' | 'roles' | 'createdAt' | 'expiresAt'> & {
  readonly state: Invitation['state'] | 'expired';
  readonly email?: string;
  /** Who invited; null where that is not known any more. */
  readonly invitedBy: string | null;
};

/** Somebody who was removed, and whether an email could be sent to tell them. */
export interface RemovedMember {
  readonly person: PersonId;
  readonly name: string;
  readonly told: boolean;
}

/** Everything the pages on the people of an organisation ask for. */
export interface MemberCalls {
  /** By name. */
  readonly members: () => Promise<readonly ShownMember[]>;
  readonly memberOf: (person: string) => Promise<ShownMember | null>;
  /** Newest first. */
  readonly invitations: () => Promise<readonly ShownInvitation[]>;
  /** The folder in the home folder that emails are put into; null where a mail server sends them. */
  readonly mailFolder: string | null;
  /** Sends a link by email; refused by field, and with the reason when the email cannot be sent. */
  readonly invite: (said: SaidInvitation) => Promise<Decision<null>>;
  /** Withdraws an invitation that was not taken up. */
  readonly withdraw: (id: string) => Promise<Decision<null>>;
  readonly changeRoles: (person: string, roles: readonly string[]) => Promise<Decision<null>>;
  /** Takes a person out of the organisation; all their sessions end at once. */
  readonly remove: (person: string) => Promise<Decision<RemovedMember>>;
}

/** Everything the pages on the organisation itself ask for. */
export interface OrganisationCalls {
  readonly show: () => Promise<Organisation | null>;
  /** Refuses by field: `organisation:name`, `organisation:number`, `organisation:form`. */
  readonly save: (said: SaidOrganisation) => Promise<Decision<Organisation>>;
}
