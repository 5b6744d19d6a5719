import { describe, expect, it } from 'vitest';
import { toLocalDate } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { contradictionOf, type RegisterView } from './contradiction.ts';
import type { SupplierDecision, SupplierOutcome } from './types.ts';

const entity = (identifier: string, more: Partial<RegisteredEntity> = {}): RegisteredEntity => ({
  ...{ identifier, name: 'Hebbleden Support Services Ltd', otherNames: [], kind: 'company', category: '' },
  ...{ status: 'active', statusWords: 'Active', started: null, ended: null, postcode: null, town: null },
  ...{ activities: [], accounts: null, accountsDue: null, income: null, alsoKnownAs: [] },
  ...more,
});
const [one, other] = ['GB-COH-99417722', 'GB-COH-99006318'];
const linked: SupplierOutcome = { kind: 'linked', identifier: one, deliveryPostcode: null };
const view: RegisterView = {
  ...{ entity: entity(one), isCovered: true, finding: null, found: null },
  lastPaid: toLocalDate('2026-03-31'),
};
const said = (outcome: SupplierOutcome, more: Partial<RegisterView>) =>
  contradictionOf({ outcome } as SupplierDecision, { ...view, ...more });
const link = (identifier: string) => ({ kind: 'linked', identifier, band: 'A', reasons: [] }) as const;

describe('what an edition says against a decision', () => {
  it('is nothing while the organisation is there', () => {
    expect(said(linked, {})).toBeNull();
    expect(said(linked, { finding: link(one), found: entity(one) })).toBeNull();
    expect(said(linked, { entity: entity(one, { ended: toLocalDate('2026-03-31') }) })).toBeNull();
    expect(
      said(linked, { entity: entity(one, { ended: toLocalDate('2020-06-03') }), lastPaid: null }),
    ).toBeNull();
  });

  it('is that the organisation is gone, unless no register of its kind is in use', () => {
    expect(said(linked, { entity: null })).toBe(`The register in use has no ${one} any more.`);
    expect(said(linked, { entity: null, isCovered: false })).toBeNull();
  });

  it('is that it ended before the last payment', () => {
    expect(said(linked, { entity: entity(one, { ended: toLocalDate('2020-06-03') }) })).toBe(
      'Hebbleden Support Services Ltd ended on 3 June 2020, before the payment of 31 March 2026.',
    );
  });

  it('is that the same name is found to be another one', () => {
    const found = entity(other, { name: 'Hebbleden Supported Living Ltd' });
    const sentence = `The registers in use point to Hebbleden Supported Living Ltd (${other}).`;
    expect(said(linked, { finding: link(other), found })).toBe(sentence);
    expect(said({ kind: 'none' }, { entity: null, finding: link(other), found })).toBe(sentence);
    expect(said({ kind: 'none' }, { entity: null, finding: link(other), found: null })).toBeNull();
    const open = { kind: 'unmatched', identifiers: [other], reasons: [] } as const;
    expect(said({ kind: 'person' }, { entity: null, finding: open, found })).toBeNull();
  });

  it('is not that a charity is found as the company that it also is', () => {
    const charity = entity('GB-CHC-99', { alsoKnownAs: [one] });
    expect(said(linked, { finding: link('GB-CHC-99'), found: charity })).toBeNull();
    const asCompany = entity(one, { alsoKnownAs: ['GB-CHC-99'] });
    expect(
      said(
        { ...linked, identifier: 'GB-CHC-99' },
        { entity: asCompany, finding: link(one), found: asCompany },
      ),
    ).toBeNull();
  });
});
