import { accept, type Decision, type Refusal, refuse } from '../values/index.ts';
import type { Organisation } from './membership.ts';
import { parseOrgId } from './orgId.ts';
import { ownerDetails } from './ownerDetails.ts';
import { supplierForms } from './roles.ts';

/** What somebody typed about an organisation: texts of a form. */
export interface SaidOrganisation {
  readonly name: string;
  /** The code of a register; empty for another one or none. */
  readonly scheme: string;
  /** A number in it, or a whole identifier. */
  readonly number: string;
  /** The legal form of a supplier; empty where it is not known. */
  readonly form: string;
}

function identifierOf({ scheme, number }: SaidOrganisation): Decision<string | null> {
  if (number.trim() === '') {
    return scheme === ''
      ? accept(null)
      : refuse('organisation:number', 'Enter the number in this register, or choose “None”.');
  }
  const read = parseOrgId(number, scheme === '' ? undefined : scheme);
  if (read.ok) return accept(read.value.text);
  return {
    ok: false,
    refusals: read.refusals.map(({ sentence }) => ({ code: 'organisation:number', sentence })),
  };
}

function formOf({ kind }: Organisation, { form }: SaidOrganisation): Decision<Organisation['form']> {
  if (kind !== 'supplier' || form === '') return accept(null);
  const known = supplierForms.find((one) => one === form);
  return known === undefined
    ? refuse('organisation:form', 'Choose a legal form from the list.')
    : accept(known);
}

function named(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.map(({ sentence }) => ({ code: 'organisation:name', sentence }));
}

/** The organisation as it is after a change; refused by field. Its kind never changes, and only suppliers have a form. */
export function decideOrganisation(
  organisation: Organisation,
  said: SaidOrganisation,
): Decision<Organisation> {
  const [name, orgId, form] = [
    ownerDetails({ name: said.name, orgId: '' }),
    identifierOf(said),
    formOf(organisation, said),
  ];
  if (name.ok && orgId.ok && form.ok) {
    return accept({ ...organisation, name: name.value.name, orgId: orgId.value, form: form.value });
  }
  const refusals = [
    ...(name.ok ? [] : named(name.refusals)),
    ...[orgId, form].flatMap((one) => (one.ok ? [] : one.refusals)),
  ];
  return { ok: false, refusals };
}
