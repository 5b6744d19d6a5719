declare const organisationId: unique symbol;
declare const personId: unique symbol;
declare const invitationId: unique symbol;

/** Our own number for an organisation: `org_` and twenty small letters and digits. */
export type OrganisationId = string & { readonly [organisationId]: true };

/** Our own number for a person: `per_` and twenty small letters and digits. */
export type PersonId = string & { readonly [personId]: true };

/** Our own number for an invitation: `inv_` and twenty small letters and digits. */
export type InvitationId = string & { readonly [invitationId]: true };

function isId(prefix: string, text: string): boolean {
  return new RegExp(`^${prefix}_[a-z0-9]{20}$`).test(text);
}

/** The identifier, when the text is one of an organisation. */
export function parseOrganisationId(text: string): OrganisationId | undefined {
  return isId('org', text) ? (text as OrganisationId) : undefined;
}

/** The identifier, when the text is one of a person. */
export function parsePersonId(text: string): PersonId | undefined {
  return isId('per', text) ? (text as PersonId) : undefined;
}

/** The identifier, when the text is one of an invitation. */
export function parseInvitationId(text: string): InvitationId | undefined {
  return isId('inv', text) ? (text as InvitationId) : undefined;
}
