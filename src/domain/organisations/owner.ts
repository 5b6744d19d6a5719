import type { OrganisationId } from './ids.ts';

/** The organisation whose analysis it is. */
export interface Owner {
  readonly id: OrganisationId;
  readonly name: string;
  /** An identifier from a register, as org-id.guide writes it (`GB-LAE-KIR`); null where none was given. */
  readonly orgId: string | null;
  /** ONS code and name of the authority that is home. */
  readonly home: { readonly code: string; readonly name: string };
  /** The definition of local that leads on the pages: the id of a shipped one or one of the owner's own. */
  readonly definition: string;
}
