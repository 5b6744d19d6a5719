import type { ReferenceKind } from './types.ts';

const openLicence = 'Open Government Licence v3.0; source: Office for National Statistics';

/** What must be said wherever an edition is used. Postcode products carry the notices of OS and Royal Mail. */
export const licenceOf: Readonly<Record<ReferenceKind, string>> = {
  onspd: `${openLicence}; contains OS data © Crown copyright and database right; contains Royal Mail data © Royal Mail copyright and database right`,
  'lad-lookups': openLicence,
  suppliers: 'yours',
  companies: 'Companies House; free of charge, and may be used again without restriction',
  charities: 'Open Government Licence v3.0; source: Charity Commission for England and Wales',
  register: 'as its publisher says',
};
