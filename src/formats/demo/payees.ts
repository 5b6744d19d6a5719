import { assert } from '../../domain/values/index.ts';
import { type Random, shuffled } from './random.ts';
import { type Trade, trades } from './trades.ts';
import { inventedPostcode, type Sectors, type Zone, zones } from './zones.ts';

/** Someone the invented council pays. */
export interface Payee {
  readonly name: string;
  /** Empty where many payees hide behind one name. */
  readonly supplierNumber: string;
  /** Starts with 99, which no register has reached; empty for bodies that are no companies. */
  readonly companyNumber: string;
  readonly postcode: string;
  readonly zone: Zone;
  readonly department: string;
  readonly categoryCode: string;
  readonly category: string;
  readonly purposes: readonly string[];
  readonly ladderPounds: readonly number[];
}

/** A payee paid every month, under a contract or by law. */
export interface Regular {
  readonly payee: Payee;
  readonly monthlyPence: number;
  /** Months from April, 0 to 11, in which it is paid. */
  readonly months: readonly number[];
  /** True for salaries, tax, financing and transfers between public bodies. */
  readonly leftOut: boolean;
}

export interface Payees {
  readonly suppliers: readonly Payee[];
  readonly regulars: readonly Regular[];
  readonly hidden: readonly Payee[];
}

const beginnings =
  'Quill Fenn Brindle Wether Lint Mardle Oskel Pell Thrup Zebble Nimber Drizzle Umber Yarrick Tansel Pippin Marrow Gossel Wimble Tarrow Crindle Fossick Harble Jessel Kettle Loddle Muzzle Nettick Orrin Puddle Ravel Snettle Tuffin Vessel Wessel Ibbot Ebble Dunnel Copple Addle Brackle Sprindle Cuddick'.split(
    ' ',
  );
const endings =
  'beck moor whistle garth thwaite combe holt wick lode fold dale shaw scar royd mere stead croft brook lea den field gate'.split(
    ' ',
  );

/** Words that name no place and no firm we know of. */
function ownWords(random: Random): readonly string[] {
  const words = beginnings.flatMap((beginning) => endings.map((ending) => `${beginning}${ending}`));
  return shuffled(
    words.filter((word) => !/(.)\1\1/.test(word)),
    random,
  );
}

const suppliersIn: Readonly<Record<Zone, number>> = {
  home: 372,
  county: 172,
  region: 108,
  beyond: 164,
  'home or county': 20,
  'home or region': 10,
  'not known': 32,
};

const companyPattern = /\b(?:Ltd|LLP|CIC)$/;

/** What suppliers are invented from. */
interface Means {
  readonly words: readonly string[];
  readonly sectors: Sectors;
  readonly random: Random;
}

/** An invented company number; those at 40,000 and above are of companies that are in no ledger. */
export function numberAt(position: number): string {
  return String(99_100_003 + position * 17);
}

function inventedSupplier(zone: Zone, trade: Trade, position: number, means: Means): Payee {
  const { words, sectors, random } = means;
  const word = words[position];
  assert(word !== undefined, 'there are words for all suppliers');
  const name = random.pick(trade.names).replace('*', word);
  return {
    ...trade,
    name,
    supplierNumber: String(200_137 + position * 7),
    // Whose address is not known has no number either, so that a person has to find out who it is.
    companyNumber: zone !== 'not known' && companyPattern.test(name) ? numberAt(position) : '',
    postcode: zone === 'not known' ? '' : inventedPostcode(random.pick(sectors[zone]), random),
    zone,
  };
}

/** About 880 suppliers that are paid now and then, in no order. */
function inventSuppliers(means: Means): readonly Payee[] {
  const { random } = means;
  const inTurn = trades.flatMap((trade) => Array.from({ length: trade.perCent }, () => trade));
  const wanted = zones.flatMap((zone) => Array.from({ length: suppliersIn[zone] }, () => zone));
  const found = wanted.map((zone, position) => inventedSupplier(zone, random.pick(inTurn), position, means));
  return shuffled(found, random);
}

const everyMonth = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** Large contracts: zone, category code, thousands of pounds a month. */
const contracts: readonly (readonly [Zone, string, number])[] = [
  ['home', '430200', 2_500],
  ['home', '420100', 1_050],
  ['home', '410100', 760],
  ['home', '430100', 640],
  ['home', '310300', 420],
  ['home', '310100', 380],
  ['home', '310200', 290],
  ['home', '330100', 260],
  ['home', '450100', 210],
  ['county', '330200', 290],
  ['county', '310100', 230],
  ['region', '430100', 410],
  ['region', '320100', 260],
  ['beyond', '450100', 1_420],
  ['beyond', '430100', 1_180],
  ['beyond', '470100', 610],
  ['beyond', '440100', 430],
  ['beyond', '310100', 360],
  ['home or county', '310200', 70],
  ['home or region', '430100', 45],
  ['not known', '320100', 150],
  ['not known', '440100', 95],
];

/** Contracts go to suppliers of their own. */
function inventContracts(means: Means, firstPosition: number): readonly Regular[] {
  return contracts.map(([zone, code, thousands], index) => {
    const trade = trades.find(({ categoryCode }) => categoryCode === code);
    assert(trade !== undefined, `there is a trade ${code}`);
    const payee = inventedSupplier(zone, trade, firstPosition + index, means);
    return { payee, monthlyPence: thousands * 100_000, months: everyMonth, leftOut: false };
  });
}

/**
 * Payments that buy nothing, each named by a shipped scope rule: zone, name, category, purpose, thousands of
 * pounds, months.
 */
const statutory: readonly (readonly [Zone, string, string, string, number, readonly number[]])[] = [
  ['home', 'Salaries and Wages', 'Payroll', 'Net pay', 680, everyMonth],
  ['beyond', 'Collector of Taxes', 'PAYE and NI', 'PAYE and National Insurance', 1_390, everyMonth],
  ['county', 'Wetherlode Pension Trustees', 'Pensions', 'Service pension contribution', 360, everyMonth],
  ['beyond', 'Umberstead Municipal Lending Ltd', 'Loan Interest', 'Loan interest', 790, [2, 5, 8, 11]],
  [
    'county',
    'Examplewell Passenger Transport Executive',
    'Transport Levy',
    'Transport levy',
    590,
    everyMonth,
  ],
  ['home', 'Quillshaw Parish Council', 'Parish Precepts', 'Parish precept', 118, [0, 5]],
  ['home', 'Fennroyd Parish Council', 'Parish Precepts', 'Parish precept', 84, [0, 5]],
];

function statutoryPayees(sectors: Sectors, random: Random): readonly Regular[] {
  return statutory.map(([zone, name, category, purpose, thousands, months], position) => ({
    payee: {
      name,
      supplierNumber: String(900_011 + position * 7),
      companyNumber: '',
      postcode: inventedPostcode(random.pick(sectors[zone]), random),
      zone,
      department: 'Central accounts',
      categoryCode: String(900_100 + position * 100),
      category,
      purposes: [purpose],
      ladderPounds: [],
    },
    monthlyPence: thousands * 100_000,
    months,
    leftOut: true,
  }));
}

const hiddenLadder = [60, 140, 210, 280, 360, 450, 560, 740, 1_050, 1_900];

/** Names behind which people are kept out of sight. Their lines carry neither number nor postcode. */
const hiddenNames: readonly (readonly [string, string, string])[] = [
  ['REDACTED PERSONAL DATA', 'Adults and health', 'Direct payments'],
  ['REDACTED PERSONAL DATA', 'Children and families', 'Kinship allowances'],
  ['REDACTED PERSONAL DATA', 'Schools and learning', 'Travel allowances'],
  ['Foster Carers', 'Children and families', 'Fostering allowances'],
];

const hiddenPayees: readonly Payee[] = hiddenNames.map(([name, department, category], position) => ({
  name,
  supplierNumber: '',
  companyNumber: '',
  postcode: '',
  zone: 'not known',
  department,
  categoryCode: String(340_100 + position * 100),
  category,
  purposes: [category],
  ladderPounds: hiddenLadder,
}));

/** Everyone the invented council pays in four years. */
export function inventPayees(sectors: Sectors, random: Random): Payees {
  const means = { words: ownWords(random), sectors, random };
  const suppliers = inventSuppliers(means);
  const contracted = inventContracts(means, suppliers.length);
  const regulars = [...contracted, ...statutoryPayees(sectors, random)];
  return { suppliers, regulars, hidden: hiddenPayees };
}
