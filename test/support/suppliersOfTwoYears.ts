import { charity, charityJson, company, companyCsv } from './registerFiles.ts';

const header =
  'Payment date,Supplier,Supplier number,Net Amount,Postcode,Procurement category,Company number';

/** Two years of an invented ledger: April 2024 to March 2026. */
export const ledgers: Readonly<Record<string, string>> = {
  'ledger-2024-25.csv': [
    header,
    '10/04/2024,Mardle Joinery Ltd,0001,4000.00,,Works,',
    '10/05/2024,Hallcroft Care CIC,0002,2500.00,,Adult social care,',
    '10/06/2024,Fernsby Trust,0003,1500.50,,Adult social care,',
    '10/07/2024,Oldgate Removals Ltd,0004,900.00,HD1 2TT,Transport,',
    '10/08/2024,Hebbleden Global PLC,0005,8000.00,,IT,',
    '12/08/2024,Ms Ada Quillfeather,0006,300.00,LS1 1UR,Care,',
    '10/09/2024,Lostwell Printing Ltd,0007,650.00,,Printing,',
  ].join('\n'),
  'ledger-2025-26.csv': [
    header,
    '10/04/2025,Mardle Joinery Ltd,0001,5000.00,,Works,',
    '11/05/2025,MARDLE JOINERY LIMITED,0001,250.25,,Property,',
    '12/05/2025,Mardle Joinery Ltd,0001,-100.00,,Works,',
    '10/06/2025,Hallcroft Care CIC,0002,3000.00,,Adult social care,',
    '10/07/2025,Fernsby Trust,0003,2000.00,,Adult social care,',
    '10/08/2025,Oldgate Removals Ltd,0004,700.00,HD1 2TT,Transport,',
    '10/09/2025,Hebbleden Global PLC,0005,9000.00,,IT,',
    '11/09/2025,Ms Ada Quillfeather,0006,450.00,LS1 1UR,Care,',
    '12/09/2025,Newfold Catering Ltd,0008,820.00,LS1 1UR,Catering,',
    '13/09/2025,Unheard-of Traders,0009,60.00,,Works,',
    '14/09/2025,REDACTED PERSONAL DATA,,500.00,,Care,',
    '15/09/2025,REDACTED PERSONAL DATA,,-40.00,,Care,',
  ].join('\n'),
};

/** A register of companies with a small one, a community interest company, a large one and one that was dissolved. */
export const companies = companyCsv([
  company('99417722', 'MARDLE JOINERY LIMITED', { 'RegAddress.PostCode': 'HD1 2TT' }),
  company('99417723', 'HALLCROFT CARE CIC', {
    CompanyCategory: 'Community Interest Company',
    'RegAddress.PostCode': 'HD1 2TT',
    'Accounts.AccountCategory': 'SMALL',
  }),
  company('99417724', 'FERNSBY TRUST', {
    CompanyCategory: 'PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)',
    'RegAddress.PostCode': 'LS1 1UR',
    'Accounts.AccountCategory': 'FULL',
  }),
  company('99417725', 'OLDGATE REMOVALS LTD', {
    CompanyStatus: 'Dissolved',
    DissolutionDate: '01/02/2025',
    'RegAddress.PostCode': 'HD1 2TT',
  }),
  company('99417726', 'HEBBLEDEN GLOBAL PLC', {
    CompanyCategory: 'Public Limited Company',
    'RegAddress.PostCode': 'LS1 1UR',
    'Accounts.AccountCategory': 'GROUP',
    'Accounts.NextDueDate': '30/06/2026',
  }),
  company('99417727', 'NEWFOLD CATERING LTD', { 'RegAddress.PostCode': 'LS1 1UR' }),
]);

/** A register of charities whose one charity is also a company. */
export const charities = charityJson([
  charity(9_990_001, 'FERNSBY TRUST', {
    charity_type: 'Charitable company',
    charity_company_registration_number: '99417724',
    charity_contact_postcode: 'LS1 1UR',
    latest_income: 900_000,
  }),
]);
