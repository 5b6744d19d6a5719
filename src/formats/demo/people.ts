import type { OrganisationKind, Role, SupplierForm } from '../../domain/organisations/index.ts';
import { demoTitle } from './layouts.ts';

/** An invented organisation of the demonstration. None has an identifier, so that no register knows it. */
export interface DemoOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly form: SupplierForm | null;
}

/** An invented person, and what they are in one organisation or more. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly belongs: readonly { readonly organisation: string; readonly roles: readonly Role[] }[];
}

const repairs = 'Mendwell Example Repairs CIC';
const verifiers = 'Inventory Checks (invented verifiers)';
const community = 'Sampleton Community Association';

/** The invented council first: its ledgers are the ones that the demonstration keeps. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  { name: demoTitle, kind: 'anchor', form: null },
  { name: repairs, kind: 'supplier', form: 'cic' },
  { name: verifiers, kind: 'verifier', form: null },
  { name: community, kind: 'community-organisation', form: null },
];

function person(name: string, ...belongs: readonly (readonly [string, ...Role[]])[]): DemoPerson {
  return {
    email: `${name.toLowerCase().replaceAll(' ', '.')}@demo.example`,
    name,
    belongs: belongs.map(([organisation, ...roles]) => ({ organisation, roles })),
  };
}

/** The email address of the analyst, in whose name the ledgers of the demonstration are imported. */
export const demoAnalyst = 'avery.analyst@demo.example';

/** The email address of the procurement officer, who has a tender, results of past ones and their bids. */
export const demoOfficer = 'perry.procurement@demo.example';

/**
 * Everybody who can be tried by a button. The names say what the people do, so that nobody takes them for real ones;
 * one holds two roles, and one belongs to two organisations.
 */
export const demoPeople: readonly DemoPerson[] = [
  person('Avery Analyst', [demoTitle, 'spend-analyst']),
  person('Addison Administrator', [demoTitle, 'administrator']),
  person('Casey Category', [demoTitle, 'category-manager']),
  person('Perry Procurement', [demoTitle, 'procurement-officer', 'evaluator']),
  person('Corin Contract', [demoTitle, 'contract-manager']),
  person('Finley Finance', [demoTitle, 'finance'], [community, 'administrator', 'finance']),
  person('Aubrey Auditor', [demoTitle, 'auditor']),
  person('Bellamy Bidder', [repairs, 'administrator', 'bidder']),
  person('Vesper Verifier', [verifiers, 'administrator', 'verifier']),
  person('Marlow Member', [community, 'community-member']),
];
