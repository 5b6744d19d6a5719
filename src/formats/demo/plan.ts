import { assert, type LocalDate } from '../../domain/values/index.ts';
import { layouts } from './layouts.ts';
import { inventPayees, type Payees } from './payees.ts';
import { drawYear, type Payment } from './payments.ts';
import { randomFrom } from './random.ts';
import { steerYear, type YearTarget } from './steering.ts';
import { type DemoTable, type Fault, tableOf } from './tables.ts';
import type { TextManner } from './writing.ts';
import { sectorsByZone } from './zones.ts';

/** One table and where it is written: a file of its own, or inside a zip or a workbook. */
export interface Sheaf {
  readonly file: string;
  /** The name inside a zip, or of a sheet; null for a file of its own. */
  readonly inside: string | null;
  readonly table: DemoTable;
  readonly manner: TextManner;
}

const firstYear = 2017;
const seed = 20_210_331;

/** The money of the four years and how it is spread: the shape of a chart that Kirklees Council showed in 2021. */
const targets: readonly YearTarget[] = [
  [31_841_230_617, 4_383, 5_692, 6_508, 84, 46, 250],
  [32_690_114_208, 4_306, 6_311, 6_894, 88, 44, 252],
  [34_120_556_399, 4_385, 6_487, 7_107, 82, 45, 254],
  [37_260_411_836, 5_212, 6_514, 7_403, 86, 43, 249],
].map(
  ([totalPence = 0, home = 0, county = 0, region = 0, homeOrCounty = 0, homeOrRegion = 0, notKnown = 0]) => {
    return { totalPence, home, county, region, homeOrCounty, homeOrRegion, notKnown };
  },
);

const monthNames =
  'January February March April May June July August September October November December'.split(' ');

/** `2017-04` as `April 2017`. */
function inWords(month: string): string {
  return `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

/** Lines that someone got wrong, by month. */
const faults: Readonly<Record<string, readonly Fault[]>> = {
  '2017-08': ['letter O'],
  '2018-05': ['part of a penny'],
  '2018-10': ['comma without quotes', 'empty cell too many'],
  '2019-11': ['see note'],
  '2020-07': ['letter O', 'no amount'],
};

/** Months whose table ends in a total of the lines above. */
const totalled = ['2017-06', '2017-09', '2017-12', '2018-03', '2018-11', '2018-12'];

const lastQuarter = ['2021-01', '2021-02', '2021-03'];

type Place = Pick<Sheaf, 'file' | 'inside' | 'manner'>;

const plainText: TextManner = { encoding: 'UTF-8', newline: '\n', delimiter: ',' };

function firstYearPlace(month: string): Place {
  const newline = month === '2017-10' ? '\r' : '\r\n';
  const manner: TextManner = { encoding: 'Windows-1252', newline, delimiter: ',' };
  return { file: `payments-${month}.csv`, inside: null, manner };
}

function secondYearPlace(month: string): Place {
  const file = `payments-${month}.csv`;
  const manner: TextManner = { encoding: 'UTF-8 with a mark', newline: '\r\n', delimiter: ',' };
  if (month < '2018-07') return { file: 'payments-2018-19-quarter-1.zip', inside: file, manner };
  if (month < '2018-10') return { file: 'payments-2018-19-quarter-2.zip', inside: file, manner };
  return month < '2019-01' ? { file, inside: null, manner } : { file: `${file}.gz`, inside: null, manner };
}

function thirdYearPlace(month: string): Place {
  return { file: 'payments-2019-20.xlsx', inside: inWords(month), manner: plainText };
}

function fourthYearPlace(month: string): Place {
  const tabs: TextManner = { encoding: 'UTF-16', newline: '\r\n', delimiter: '\t' };
  if (lastQuarter.includes(month)) {
    return { file: 'payments-2021-01-to-2021-03.csv.gz', inside: null, manner: plainText };
  }
  if (month < '2020-10') return { file: `payments-${month}.csv`, inside: null, manner: plainText };
  return { file: `payments-${month}.txt`, inside: null, manner: tabs };
}

const placesByYear = [firstYearPlace, secondYearPlace, thirdYearPlace, fourthYearPlace];

/** The payments of one table, with the month it starts with. */
interface Span {
  readonly month: string;
  readonly payments: Payment[];
}

function monthOf(day: LocalDate): string {
  const month = day.slice(0, 7);
  return lastQuarter.includes(month) ? (lastQuarter[0] ?? month) : month;
}

/** The year's payments table by table, in order of months. */
function spansOf(payments: readonly Payment[]): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const payment of payments) {
    const month = monthOf(payment.day);
    const span = spans.get(month) ?? { month, payments: [] };
    span.payments.push(payment);
    spans.set(month, span);
  }
  return [...spans.values()].sort((one, other) => (one.month < other.month ? -1 : 1));
}

function sheavesOf(payments: readonly Payment[], year: number): readonly Sheaf[] {
  const [layout, placeOf] = [layouts[year], placesByYear[year]];
  assert(layout !== undefined && placeOf !== undefined, 'every year has its manner');
  return spansOf(payments).map(({ month, payments: inSpan }) => {
    const order = {
      when: inWords(month),
      titled: year === 0 || year === 2,
      totalled: totalled.includes(month),
      faults: faults[month] ?? [],
    };
    return { ...placeOf(month), table: tableOf(inSpan, layout, order) };
  });
}

/** Everyone who is paid in the four years. */
export function planPayees(): Payees {
  return inventPayees(sectorsByZone(), randomFrom(seed));
}

/** All tables of the four years. The same in every run. */
export function planLedgers(): readonly Sheaf[] {
  const random = randomFrom(seed);
  const payees = inventPayees(sectorsByZone(), random);
  return targets.flatMap((target, year) => {
    const drawn = drawYear({ firstYear: firstYear + year, payees, random });
    return sheavesOf(steerYear(drawn, target), year);
  });
}
