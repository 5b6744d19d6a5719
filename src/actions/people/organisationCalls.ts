import { decideOrganisation } from '../../domain/organisations/index.ts';
import { assert } from '../../domain/values/index.ts';
import type { MemberParts } from './parts.ts';
import type { OrganisationCalls } from './types.ts';

/** The organisation that is acted in, for whoever acts. */
export function organisationCalls({ records, now }: Pick<MemberParts, 'records' | 'now'>): OrganisationCalls {
  return {
    show: () => records.organisation(),
    save: async (said) => {
      const organisation = await records.organisation();
      assert(organisation !== null, 'who changes an organisation acts in it');
      const decided = decideOrganisation(organisation, said);
      if (decided.ok) await records.saveOrganisation(decided.value, now());
      return decided;
    },
  };
}
