/** The header of BasicCompanyData, with its spaces. */
export const companyHeader = [
  'CompanyName',
  ' CompanyNumber',
  'RegAddress.CareOf',
  'RegAddress.POBox',
  'RegAddress.AddressLine1',
  ' RegAddress.AddressLine2',
  'RegAddress.PostTown',
  'RegAddress.County',
  'RegAddress.Country',
  'RegAddress.PostCode',
  'CompanyCategory',
  'CompanyStatus',
  'CountryOfOrigin',
  'DissolutionDate',
  'IncorporationDate',
  'Accounts.AccountRefDay',
  'Accounts.AccountRefMonth',
  'Accounts.NextDueDate',
  'Accounts.LastMadeUpDate',
  'Accounts.AccountCategory',
  'Returns.NextDueDate',
  'Returns.LastMadeUpDate',
  'Mortgages.NumMortCharges',
  'Mortgages.NumMortOutstanding',
  'Mortgages.NumMortPartSatisfied',
  'Mortgages.NumMortSatisfied',
  'SICCode.SicText_1',
  'SICCode.SicText_2',
  'SICCode.SicText_3',
  'SICCode.SicText_4',
  'LimitedPartnerships.NumGenPartners',
  'LimitedPartnerships.NumLimPartners',
  'URI',
  ...Array.from({ length: 10 }, (_, index) => [
    `PreviousName_${index + 1}.CONDATE`,
    ` PreviousName_${index + 1}.CompanyName`,
  ]).flat(),
  'ConfStmtNextDueDate',
  ' ConfStmtLastMadeUpDate',
] as const;

export type CompanyCells = Readonly<Record<string, string>>;

const usual: CompanyCells = {
  'RegAddress.PostTown': 'HUDDERSFIELD',
  'RegAddress.PostCode': 'ZZ1 1AA',
  CompanyCategory: 'Private Limited Company',
  CompanyStatus: 'Active',
  CountryOfOrigin: 'United Kingdom',
  IncorporationDate: '11/09/2012',
  'Accounts.NextDueDate': '30/06/2027',
  'Accounts.LastMadeUpDate': '30/09/2025',
  'Accounts.AccountCategory': 'MICRO ENTITY',
  'SICCode.SicText_1': '43320 - Joinery installation',
};

/** One line of BasicCompanyData: every cell in quotes. */
export function companyLine(cells: CompanyCells): string {
  const all: CompanyCells = { ...usual, ...cells };
  return companyHeader.map((name) => `"${(all[name.trim()] ?? '').replaceAll('"', '""')}"`).join(',');
}

/** A file in the layout of BasicCompanyData. The companies are invented. */
export function companyCsv(companies: readonly CompanyCells[]): string {
  return `${[companyHeader.join(','), ...companies.map(companyLine)].join('\n')}\n`;
}

/** The name and number of a company, for files in which nothing else matters. */
export function company(number: string, name: string, more: CompanyCells = {}): CompanyCells {
  return { CompanyName: name, CompanyNumber: number, ...more };
}

export type CharityCells = Readonly<Record<string, string | number | boolean | null>>;

/** A record of publicextract.charity. The charities are invented. */
export function charity(number: number, name: string, more: CharityCells = {}): CharityCells {
  return {
    date_of_extract: '2026-11-20T00:00:00',
    organisation_number: number + 4_000_000,
    registered_charity_number: number,
    linked_charity_number: 0,
    charity_name: name,
    charity_type: 'Trust',
    charity_registration_status: 'Registered',
    date_of_registration: '2001-05-04T00:00:00',
    date_of_removal: null,
    charity_reporting_status: 'Submission Received',
    latest_income: 25_000.5,
    charity_contact_postcode: 'ZZ1 1AB',
    charity_company_registration_number: null,
    charity_insolvent: false,
    charity_in_administration: false,
    charity_is_cio: false,
    cio_is_dissolved: null,
    charity_activities: 'Helping people\r\nwho are invented.',
    charity_gift_aid: true,
    charity_has_land: null,
    ...more,
  };
}

/** A record of publicextract.charity_other_names. */
export function otherName(number: number, name: string, kind: string, linked = 0): CharityCells {
  return {
    date_of_extract: '2026-11-20T00:00:00',
    organisation_number: number + 4_000_000,
    registered_charity_number: number,
    linked_charity_number: linked,
    charity_name_id: 1,
    charity_name_type: kind,
    charity_name: name,
  };
}

/** The extract as JSON, with the byte order mark that it comes with. */
export function charityJson(records: readonly CharityCells[]): string {
  return `\uFEFF${JSON.stringify(records)}`;
}

/** The extract as text with tabs, a backslash before what belongs to the text. */
export function charityText(records: readonly CharityCells[]): string {
  const header = Object.keys(records[0] ?? {});
  const cell = (value: CharityCells[string] | undefined) =>
    String(value ?? '')
      .replaceAll('\\', '\\\\')
      .replaceAll('\t', '\\\t');
  const lines = records.map((record) => header.map((name) => cell(record[name])).join('\t'));
  return `${[header.join('\t'), ...lines].join('\n')}\n`;
}
