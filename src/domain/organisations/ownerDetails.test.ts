import { expect, it } from 'vitest';
import { ownerDetails, parseOrganisationId } from './index.ts';

const codes = (name: string, orgId: string) => {
  const decision = ownerDetails({ name, orgId });
  return decision.ok ? decision.value : decision.refusals.map(({ code }) => code);
};

it('takes a name in one line and an identifier as org-id.guide writes it', () => {
  expect(codes('  Kirkvale\n Council ', ' GB-LAE-KIR ')).toEqual({
    name: 'Kirkvale Council',
    orgId: 'GB-LAE-KIR',
  });
  expect(codes('Kirkvale', '')).toEqual({ name: 'Kirkvale', orgId: null });
  expect(codes('Kirkvale', 'XI-EID-a/1.2_3')).toMatchObject({ orgId: 'XI-EID-a/1.2_3' });
});

it('refuses by field', () => {
  expect(codes(' \u200b', 'kirklees')).toEqual(['owner:name', 'owner:org-id']);
  expect(codes('x'.repeat(201), 'GB-LAE-')).toEqual(['owner:name', 'owner:org-id']);
});

it('has an identifier of our own', () => {
  expect(parseOrganisationId(`org_${'a1'.repeat(10)}`)).toBe('org_a1a1a1a1a1a1a1a1a1a1');
  expect(parseOrganisationId('org_A')).toBeUndefined();
});
