import { openFilter } from '../../domain/spend/explore/filterQuery.ts';
import { spendByKind } from '../../domain/spend/figures/kindSpend.ts';
import {
  type Credits,
  concentrationOf,
  creditsOf,
  type KindId,
  kindDefinitions,
  kindIds,
  organisationAmong,
  supplierChange,
  type TwoYears,
} from '../../domain/suppliers/index.ts';
import {
  addPence,
  type LocalDate,
  type Pence,
  shareOf,
  toLocalDate,
  toPence,
} from '../../domain/values/index.ts';
import type { SupplierMoney } from '../explore/supplierMoney.ts';
import { countedAmong, type KnownSuppliers, knownSuppliers } from './known.ts';
import { paidOutside } from './outOfTime.ts';
import type { KindRow, NamedChange, SupplierOverview } from './overviewTypes.ts';
import type { SupplierParts } from './parts.ts';
import { type SupplierOfYear, suppliersOfYears, unitsOf, unitsOfMany } from './payeesOfYear.ts';
import { editionInWords, wholeQueue } from './queue.ts';

/** New and lost suppliers that a page names. */
const changesNamed = 20;

interface Whole {
  readonly money: SupplierMoney;
  readonly known: KnownSuppliers;
  readonly suppliers: readonly SupplierOfYear[];
}

function kindRow({ money, known, suppliers }: Whole, kind: KindId, by: KindRow['by']): KindRow {
  const counted = suppliers.map((one) => ({ one, as: countedAmong(known, one.whos, [kind, by]) }));
  const many = unitsOfMany(money.payees);
  const units = counted.map(({ one, as }) => unitsOf(one, as));
  return {
    ...{ kind, by },
    suppliers: counted.filter(({ as }) => as === 'yes').length,
    openSuppliers: counted.filter(({ as }) => as === 'open').length,
    anywhere: spendByKind([...units.flatMap(({ anywhere }) => anywhere), ...many.anywhere]).anywhere,
    local: spendByKind([...units.flatMap(({ local }) => local), ...many.local]).local,
  };
}

function kindRows(whole: Whole): readonly KindRow[] {
  const inGroups = (...groups: readonly string[]) =>
    kindIds.filter((id) => groups.includes(kindDefinitions[id].group));
  return [
    ...inGroups('size', 'purpose').flatMap((kind) => [
      kindRow(whole, kind, 'certain'),
      kindRow(whole, kind, 'pointed to'),
    ]),
    ...inGroups('form', 'standing').map((kind) => kindRow(whole, kind, 'certain')),
  ];
}

/** Credits of a year: lines come with the smallest amount first, so that only credits are read. */
async function creditsIn({ explore }: SupplierParts, money: SupplierMoney): Promise<Credits> {
  const filter = { ...openFilter(money.definition.id), year: money.year };
  const list = { search: null, order: 'amount', descending: false } as const;
  const [all, stream] = [
    await explore.lines(filter, { ...list, offset: 0, limit: 1 }),
    await explore.everyLine(filter, list),
  ];
  if (!all.ok || !stream.ok) return creditsOf([]);
  const amounts: Pence[] = [];
  for await (const part of stream.value) {
    amounts.push(...part.map(({ pence }) => pence).filter((pence) => pence < 0));
    if (part.some(({ pence }) => pence >= 0)) break;
  }
  const { creditLines, creditPence } = creditsOf(amounts);
  const paidPence = toPence(all.value.pence - creditPence);
  const share = paidPence > 0 ? shareOf(toPence(-creditPence), paidPence) : null;
  return { lines: all.value.count, creditLines, paidPence, creditPence, share };
}

const moneyOf = (suppliers: readonly SupplierOfYear[]) => suppliers.map(({ key, pence }) => ({ key, pence }));

/** New and lost suppliers; null where there is no year before to set against. */
function changeOf(
  { money: { before } }: Whole,
  { now, before: earlier }: ReturnType<typeof suppliersOfYears>,
): SupplierOverview['change'] {
  if (!before) return null;
  const known = new Map([...earlier, ...now].map((one) => [one.key, one]));
  const named = (all: readonly TwoYears[]): readonly NamedChange[] =>
    all.slice(0, changesNamed).flatMap(({ key, beforePence, afterPence }) => {
      const found = known.get(key);
      return found ? [{ payee: found.payee, name: found.name, beforePence, afterPence }] : [];
    });
  const { newcomers, lost, totals } = supplierChange(moneyOf(earlier), moneyOf(now));
  const { year, months } = before;
  return { year, months, totals, newcomers: named(newcomers), lost: named(lost) };
}

/** The first day of the first year with payments; null where no payment has a day. */
function firstDayOf({ years }: SupplierMoney): LocalDate | null {
  const [year = ''] = years.filter((one) => one !== 'undated').toSorted();
  return year === '' ? null : toLocalDate(`${year.slice(0, 4)}-04-01`);
}

function countsOf({ suppliers }: Whole) {
  const isDecided = ({ whos }: SupplierOfYear) =>
    whos.some((who) => who.kind === 'decided' || (who.kind === 'organisation' && who.by === 'decision'));
  return {
    suppliers: suppliers.length,
    placed: suppliers.filter(({ rows }) => rows.every(({ where }) => where !== 'unplaced')).length,
    linked: suppliers.filter(({ whos }) => organisationAmong(whos) !== null).length,
    decided: suppliers.filter(isDecided).length,
  };
}

/** Who the money of a year went to; null where nothing was imported or the year is not there. */
export async function overviewOf(
  parts: SupplierParts,
  year: string | null,
): Promise<SupplierOverview | null> {
  const money = await parts.explore.supplierMoney(year);
  const queue = money && (await wholeQueue(parts, money.year));
  if (!money || !queue) return null;
  const known = await knownSuppliers(parts);
  const years = suppliersOfYears(money, known);
  const whole: Whole = { money, known, suppliers: years.now };
  const many = money.payees.filter(({ kind }) => kind !== 'named');
  return {
    ...{ definition: money.definition, ring: money.ring, figure: money.figure },
    ...{ year: money.year, months: money.months, years: money.years },
    counts: { ...countsOf(whole), waiting: queue.rows.length },
    supplierPence: addPence(...years.now.map(({ pence }) => pence)),
    manyPence: addPence(...many.map(({ pence }) => pence)),
    kinds: kindRows(whole),
    concentration: concentrationOf(moneyOf(years.now)),
    change: changeOf(whole, years),
    credits: await creditsIn(parts, money),
    paidOutside: await paidOutside(parts, known, { suppliers: years.now, since: firstDayOf(money) }),
    editions: known.editions.map(editionInWords),
    isMatching: await parts.matching.isGoingOn(),
    on: known.on,
  };
}
