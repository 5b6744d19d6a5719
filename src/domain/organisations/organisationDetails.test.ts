import { describe, expect, it } from 'vitest';
import { organisationId } from '../../../test/support/records.ts';
import type { Organisation } from './membership.ts';
import { decideOrganisation, type SaidOrganisation } from './organisationDetails.ts';

const council: Organisation = {
  ...{ id: organisationId(1), kind: 'anchor', form: null, name: 'Kirkvale Council', orgId: null },
};
const supplier: Organisation = { ...council, kind: 'supplier', form: 'company' };
const said: SaidOrganisation = { name: ' Kirkvale\tCouncil ', scheme: 'GB-LAE', number: 'kir', form: '' };

describe('what is said of an organisation', () => {
  it('is tidied, and the number is read in the register that was chosen', () => {
    expect(decideOrganisation(council, said)).toEqual({
      ok: true,
      value: { ...council, name: 'Kirkvale Council', orgId: 'GB-LAE-KIR' },
    });
  });

  it('may leave the identifier out, or give a whole one of another register', () => {
    expect(decideOrganisation(council, { ...said, scheme: '', number: ' ' })).toMatchObject({
      value: { orgId: null },
    });
    expect(decideOrganisation(council, { ...said, scheme: '', number: 'fr-rcs 12' })).toMatchObject({
      value: { orgId: 'FR-RCS-12' },
    });
  });

  it('never changes its number or kind, and gives a form to suppliers alone', () => {
    const hostile = { ...said, form: 'charity', kind: 'network', id: organisationId(2) };
    expect(decideOrganisation(council, hostile)).toMatchObject({
      value: { id: council.id, kind: 'anchor', form: null },
    });
    expect(decideOrganisation(supplier, hostile)).toMatchObject({ value: { form: 'charity' } });
    expect(decideOrganisation(supplier, { ...said, form: '' })).toMatchObject({ value: { form: null } });
  });

  it.each([
    [{ name: ' \u200B' }, ['organisation:name']],
    [{ name: 'x'.repeat(201) }, ['organisation:name']],
    [{ number: '' }, ['organisation:number']],
    [{ number: '!' }, ['organisation:number']],
    [{ form: 'kingdom' }, ['organisation:form']],
    [
      { name: '', number: '!', form: 'kingdom' },
      ['organisation:name', 'organisation:number', 'organisation:form'],
    ],
  ])('%j is refused by field', (changed, codes) => {
    const decided = decideOrganisation(supplier, { ...said, ...changed });
    expect(decided.ok ? [] : decided.refusals.map(({ code }) => code)).toEqual(codes);
  });
});
