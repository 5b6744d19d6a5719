import type { ActionName } from './access/table.ts';
import type { OrganisationId, PersonId } from './ids.ts';
import type { Role } from './roles.ts';

/** Who asks for something. */
export type Actor =
  /** Nobody has signed in; `here` where it comes from the computer that the program runs on. */
  | { readonly kind: 'nobody'; readonly here: boolean }
  | {
      readonly kind: 'person';
      readonly person: PersonId;
      readonly name: string;
      /** The organisation the person works in now; null while the person belongs to none. */
      readonly organisation: OrganisationId | null;
      /** What the person is there; empty without an organisation. */
      readonly roles: readonly Role[];
    }
  /** The program itself: jobs, upkeep, and commands of whoever owns the computer. */
  | {
      readonly kind: 'system';
      readonly organisation: OrganisationId | null;
      /** Whose order is carried out; null where nobody ordered it. */
      readonly onBehalfOf: PersonId | null;
    };

/** One thing that is being done: by whom, which action of the access table it is, and in which request. */
export interface Acting {
  readonly actor: Actor;
  readonly action: ActionName;
  /** The number of the request or job, as logs and the audit chain name it. */
  readonly request: string;
}

/** The organisation in which somebody acts; null for none. */
export function organisationOf(actor: Actor): OrganisationId | null {
  return actor.kind === 'nobody' ? null : actor.organisation;
}

/** The person behind an act; null for nobody and for the program itself. */
export function personOf(actor: Actor): PersonId | null {
  if (actor.kind === 'nobody') return null;
  return actor.kind === 'person' ? actor.person : actor.onBehalfOf;
}
