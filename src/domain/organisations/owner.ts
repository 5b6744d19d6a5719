declare const organisationId: unique symbol;

/** Our own number for an organisation: `org_` and twenty small letters and digits. */
export type OrganisationId = string & { readonly [organisationId]: true };

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

/** The identifier, when the text is one of ours. */
export function parseOrganisationId(text: string): OrganisationId | undefined {
  return /^org_[a-z0-9]{20}$/.test(text) ? (text as OrganisationId) : undefined;
}
