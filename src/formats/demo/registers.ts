import { assert } from '../../domain/values/index.ts';
import { textCell, writeCsv } from '../downloads/csv.ts';
import { numberAt, type Payee } from './payees.ts';
import { planPayees } from './plan.ts';
import { type Random, randomFrom } from './random.ts';
import { inventedPostcode, type Sectors, sectorsByZone, type Zone } from './zones.ts';

/** A register of the demonstration, as a file that its program reads like any other. */
export interface DemoRegister {
  readonly kind: 'companies' | 'register';
  readonly name: string;
  readonly text: string;
}

const companyColumns = [
  ...['CompanyName', 'CompanyNumber', 'RegAddress.PostTown', 'RegAddress.PostCode', 'CompanyCategory'],
  ...['CompanyStatus', 'DissolutionDate', 'IncorporationDate', 'Accounts.NextDueDate'],
  ...[
    'Accounts.AccountCategory',
    'SICCode.SicText_1',
    'PreviousName_1.CONDATE',
    'PreviousName_1.CompanyName',
  ],
] as const;

type Company = Readonly<Record<(typeof companyColumns)[number], string>>;

const seed = 20_261_101;

/** What suppliers of a category do, as the register writes it. Source: Standard Industrial Classification 2007, ONS. */
const activities: Readonly<Record<string, string>> = {
  '310100': '87300 - Residential care activities for the elderly and disabled',
  '310200': '88100 - Social work activities without accommodation for the elderly and disabled',
  '310300': '87900 - Other residential care activities n.e.c.',
  '430100': '42110 - Construction of roads and motorways',
  '440100': '41201 - Construction of commercial buildings',
  '450100': '62020 - Information technology consultancy activities',
};

const accountTypes = ['MICRO ENTITY', 'TOTAL EXEMPTION FULL', 'UNAUDITED ABRIDGED', 'SMALL', 'FULL', 'GROUP'];

function categoryOf(name: string): string | null {
  if (/ CIC$/.test(name)) return 'Community Interest Company';
  if (/ LLP$/.test(name)) return 'Limited Liability Partnership';
  if (/ Academy Trust$/.test(name)) {
    return 'PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)';
  }
  return / Ltd$/.test(name) ? 'Private Limited Company' : null;
}

interface Means {
  readonly random: Random;
  readonly sectors: Sectors;
}

function day(random: Random, from: number, years: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(1 + random.below(28))}/${two(1 + random.below(12))}/${from + random.below(years)}`;
}

function company(
  name: string,
  number: string,
  { payee, zone, random, sectors }: Means & { readonly payee: Payee; readonly zone: Zone },
): Company {
  const postcode =
    payee.postcode === '' ? inventedPostcode(random.pick(sectors[zone]), random) : payee.postcode;
  return {
    CompanyName: name.replace(/ Ltd$/, ' Limited').toUpperCase(),
    CompanyNumber: number,
    'RegAddress.PostTown': '',
    'RegAddress.PostCode': postcode,
    CompanyCategory: categoryOf(name) ?? 'Private Limited Company',
    CompanyStatus: random.perMille(20) ? 'Active - Proposal to Strike off' : 'Active',
    DissolutionDate: '',
    IncorporationDate: day(random, 1990, 26),
    'Accounts.NextDueDate': random.perMille(25) ? day(random, 2025, 1) : day(random, 2027, 1),
    'Accounts.AccountCategory': random.pick(accountTypes),
    'SICCode.SicText_1':
      activities[payee.categoryCode] ?? '82990 - Other business support service activities n.e.c.',
    'PreviousName_1.CONDATE': '',
    'PreviousName_1.CompanyName': '',
  };
}

/** A company that was called what the ledger calls it. */
function renamed(one: Company, name: string, random: Random): Company {
  return {
    ...one,
    'PreviousName_1.CONDATE': day(random, 2021, 3),
    'PreviousName_1.CompanyName': name.replace(/ Ltd$/, ' Limited').toUpperCase(),
  };
}

/**
 * Companies that a supplier without an address may be, in four manners in turn: two of one name in different places,
 * longer names alone, the company itself under a name it had before, and nobody.
 */
function candidates(payee: Payee, at: number, means: Means): readonly Company[] {
  const of = (name: string, turn: number, zone: Zone) =>
    company(name, numberAt(40_000 + at * 5 + turn), { ...means, payee, zone });
  const { name } = payee;
  const stem = name.replace(/ (?:Ltd|LLP|CIC)$/, '');
  const manners: readonly (readonly Company[])[] = [
    [of(name, 0, 'home'), of(name, 1, 'beyond')],
    [
      of(`${stem} (North West) Ltd`, 0, 'beyond'),
      of(`${stem} Group Ltd`, 1, 'home'),
      of(`${stem} Holdings Ltd`, 2, 'region'),
    ],
    [renamed(of(`${stem.split(' ')[0]} Group Ltd`, 0, 'home'), name, means.random)],
    [],
  ];
  return manners[at % manners.length] ?? [];
}

function companies(payees: readonly Payee[], means: Means): readonly Company[] {
  const known = payees.filter(({ companyNumber, name }) => companyNumber !== '' && categoryOf(name) !== null);
  const unknown = payees.filter(({ zone, name }) => zone === 'not known' && categoryOf(name) !== null);
  return [
    ...known.map((payee) => company(payee.name, payee.companyNumber, { ...means, payee, zone: payee.zone })),
    ...unknown.flatMap((payee, at) => candidates(payee, at, means)),
  ];
}

const charityColumns = ['org_id', 'name', 'type', 'status', 'postcode', 'income', 'registered'] as const;

function charities(payees: readonly Payee[], { random }: Means): readonly (readonly string[])[] {
  const named = payees.filter(
    ({ name, zone }) => / (?:Community Trust|Volunteers)$/.test(name) && zone !== 'not known',
  );
  return named.map(({ name, postcode }, at) => [
    `GB-CHC-${9_900_001 + at * 3}`,
    ...[name.toUpperCase(), 'Charity', 'Registered', postcode, String(20_000 + random.below(900_000))],
    '2001-04-02',
  ]);
}

/**
 * Registers of invented organisations: most suppliers of the demonstration that are companies or charities, and some
 * of those whose address no ledger gives, so that there is something to review. The same in every run.
 */
export function demoRegisters(): readonly DemoRegister[] {
  const { suppliers, regulars } = planPayees();
  const payees = [...suppliers, ...regulars.filter(({ leftOut }) => !leftOut).map(({ payee }) => payee)];
  const means = { random: randomFrom(seed), sectors: sectorsByZone() };
  const rows = companies(payees, means);
  assert(rows.length > 0, 'the demonstration has companies');
  return [
    {
      kind: 'companies',
      name: 'BasicCompanyDataAsOneFile-2026-11-01.csv',
      text: writeCsv(
        companyColumns,
        rows.map((row) => companyColumns.map((column) => textCell(row[column]))),
      ),
    },
    {
      kind: 'register',
      name: 'invented-charities-2026-11.csv',
      text: writeCsv(
        charityColumns,
        charities(payees, means).map((row) => row.map(textCell)),
      ),
    },
  ];
}
