/** What a person may be in an organisation, in the order in which lists show it. */
export const roles = [
  'administrator',
  'spend-analyst',
  'category-manager',
  'procurement-officer',
  'evaluator',
  'moderator',
  'opener',
  'contract-manager',
  'outcomes-officer',
  'verifier',
  'finance',
  'network-coordinator',
  'auditor',
  'bidder',
  'provider-caseworker',
  'community-member',
] as const;

/** What a person is in an organisation. */
export type Role = (typeof roles)[number];

/** What an organisation is here; one may be a supplier to some and a provider to others, but it joins as one kind. */
export const organisationKinds = [
  'anchor',
  'supplier',
  'community-organisation',
  'provider',
  'verifier',
  'network',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** The legal form of a supplier. */
export const supplierForms = ['company', 'charity', 'cic', 'co-operative', 'sole-trader'] as const;
export type SupplierForm = (typeof supplierForms)[number];

/** The role, when the text is one. */
export function parseRole(text: string): Role | undefined {
  return roles.find((role) => role === text);
}

/** The kind of organisation, when the text is one. */
export function parseOrganisationKind(text: string): OrganisationKind | undefined {
  return organisationKinds.find((kind) => kind === text);
}

const roleNames: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  'spend-analyst': 'Spend analyst',
  'category-manager': 'Category manager',
  'procurement-officer': 'Procurement officer',
  evaluator: 'Evaluator',
  moderator: 'Moderator',
  opener: 'Opener',
  'contract-manager': 'Contract manager',
  'outcomes-officer': 'Outcomes officer',
  verifier: 'Verifier',
  finance: 'Finance',
  'network-coordinator': 'Network coordinator',
  auditor: 'Auditor',
  bidder: 'Bidder',
  'provider-caseworker': 'Provider caseworker',
  'community-member': 'Community member',
};

/** What a role is called on pages. */
export function roleName(role: Role): string {
  return roleNames[role];
}

const kindNames: Readonly<Record<OrganisationKind, string>> = {
  anchor: 'Anchor organisation',
  supplier: 'Supplier',
  'community-organisation': 'Community organisation',
  provider: 'Provider',
  verifier: 'Verifier',
  network: 'Network',
};

/** What a kind of organisation is called on pages. */
export function kindName(kind: OrganisationKind): string {
  return kindNames[kind];
}
