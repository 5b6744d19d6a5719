import type { KindId } from './types.ts';

/** What a kind of supplier means, and who says so. */
export interface KindDefinition {
  readonly id: KindId;
  readonly group: 'size' | 'purpose' | 'form' | 'standing';
  readonly name: string;
  /** What it takes to be one, in a whole sentence. */
  readonly sentence: string;
  readonly publishedBy: string;
  /** Where the definition can be read. */
  readonly source: string;
  /** An address of the source on the web; null where there is none. */
  readonly address: string | null;
}

const ppn001 = {
  publishedBy: 'Cabinet Office',
  source: 'Procurement Policy Note 001, SME and VCSE procurement spend targets, February 2025',
  address: 'https://www.gov.uk/government/publications/ppn-001-sme-and-vcse-procurement-spend-targets',
};
const ours = (source: string) => ({ publishedBy: 'Sevenbox', source, address: null });
const companiesAct =
  'Our reading of the kinds of accounts in the Companies Act 2006, sections 382 to 384 and 465';
const forms = 'Our reading of the forms in the registers of companies and charities';

/** Every definition by which suppliers are sorted. Different definitions of one word are kept apart. */
export const kindDefinitions: Readonly<Record<KindId, KindDefinition>> = {
  'sme-accounts': {
    id: 'sme-accounts',
    group: 'size',
    name: 'Likely SME, by its accounts',
    sentence:
      'Its last accounts are of a kind that only a micro, small or medium-sized company may file, or it is a charity whose yearly income is at most £44m; a public body is none.',
    ...ours(companiesAct),
  },
  'sme-ppn-001': {
    id: 'sme-ppn-001',
    group: 'size',
    name: 'SME, by PPN 001',
    sentence:
      'It has fewer than 250 staff, and a turnover of at most £44m or a balance sheet total of at most £38m.',
    ...ppn001,
  },
  'sme-ec': {
    id: 'sme-ec',
    group: 'size',
    name: 'SME, by the European Commission',
    sentence:
      'It has fewer than 250 staff, and a turnover of at most €50m or a balance sheet total of at most €43m, counted with the enterprises it belongs to; what public bodies own is none.',
    publishedBy: 'European Commission; used by the Tussell index of local government procurement',
    source: 'Commission Recommendation 2003/361/EC, articles 2 and 3',
    address: 'https://eur-lex.europa.eu/eli/reco/2003/361/oj',
  },
  'vcse-tussell': {
    id: 'vcse-tussell',
    group: 'purpose',
    name: 'VCSE, by the Tussell index',
    sentence:
      'Its name contains "CIC", or it is classed as a registered charity, charitable organisation, community interest company, guarantee company or non-profit.',
    publishedBy: 'Tussell',
    source: 'Tussell, Local government procurement index, methodology',
    address: 'https://tussell.com/gov/local-gov-procurement-index',
  },
  'vcse-ppn-001': {
    id: 'vcse-ppn-001',
    group: 'purpose',
    name: 'VCSE, by PPN 001',
    sentence:
      'It is driven by values, is not part of government, and principally reinvests its surpluses to further social, environmental or cultural objectives.',
    ...ppn001,
  },
  'community-interest-company': {
    id: 'community-interest-company',
    group: 'form',
    name: 'Community interest company',
    sentence: 'A register has it as a community interest company.',
    ...ours(forms),
  },
  charity: {
    id: 'charity',
    group: 'form',
    name: 'Registered charity',
    sentence: 'It is on a register of charities on that day.',
    ...ours(forms),
  },
  society: {
    id: 'society',
    group: 'form',
    name: 'Co-operative or community benefit society',
    sentence: 'A register has it as a registered society, or as an industrial and provident society.',
    ...ours(forms),
  },
  'public-body': {
    id: 'public-body',
    group: 'form',
    name: 'Public body',
    sentence:
      'Its form is that of a public body. A company or charity that a public body owns or leads has an ordinary form and is not counted.',
    ...ours(forms),
  },
  'sole-trader': {
    id: 'sole-trader',
    group: 'form',
    name: 'Sole trader',
    sentence: 'It is one person in business. No register lists sole traders, so only a decision can say so.',
    ...ours(forms),
  },
  dormant: {
    id: 'dormant',
    group: 'standing',
    name: 'Dormant',
    sentence: 'Its last accounts say that it did no business.',
    ...ours('Companies Act 2006, section 1169'),
  },
  dissolved: {
    id: 'dissolved',
    group: 'standing',
    name: 'Dissolved or removed',
    sentence: 'It is no longer on any register that it was on.',
    ...ours(forms),
  },
  'accounts-overdue': {
    id: 'accounts-overdue',
    group: 'standing',
    name: 'Accounts overdue',
    sentence: 'The day by which its next accounts were due has passed.',
    ...ours('Companies Act 2006, section 442, and the day in the register of companies'),
  },
};
