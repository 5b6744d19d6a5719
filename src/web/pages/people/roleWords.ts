import { type Role, roleName, roles } from '../../../domain/organisations/index.ts';

const hints: Readonly<Record<Role, string>> = {
  administrator: 'Invites and removes people, and changes their roles. Reads the figures.',
  'spend-analyst': 'Adds ledgers, reference data and definitions, says who suppliers are, and takes it back.',
  'category-manager': 'Keeps measures, tenders and past results. Reads spend, suppliers and payments.',
  'procurement-officer': 'Keeps measures, tenders and past results. Reads spend and evidence.',
  evaluator: 'Scores bids. Part of Sevenbox later.',
  moderator: 'Agrees scores with evaluators. Part of Sevenbox later.',
  opener: 'Opens sealed bids together with another person. Part of Sevenbox later.',
  'contract-manager': 'Reads spend, and adds evidence of what was delivered.',
  'outcomes-officer': 'Adds evidence of outcomes.',
  verifier: 'Reads evidence, to check it.',
  finance: 'Reads spend and evidence.',
  'network-coordinator': 'Reads spend, to compare organisations.',
  auditor: 'Reads everything, also who did what. Changes nothing.',
  bidder: 'Makes bids for a supplier. Part of Sevenbox later.',
  'provider-caseworker': 'Works with people in outcomes contracts. Part of Sevenbox later.',
  'community-member': 'Posts needs of the community. Part of Sevenbox later.',
};

/** The roles as checkboxes, each with a line that says what it is for. */
export function roleItems(checked: readonly string[]) {
  return roles.map((role) => ({
    value: role,
    text: roleName(role),
    hint: { text: hints[role] },
    checked: checked.includes(role),
  }));
}

/** `Administrator, Auditor`. */
export function rolesText(all: readonly Role[]): string {
  return all.map(roleName).join(', ');
}
