import type { NamedChange, PaidOutside, SupplierOverview } from '../../../actions/suppliers/overviewTypes.ts';
import { openFilter } from '../../../domain/spend/explore/filterQuery.ts';
import type { Pence } from '../../../domain/values/index.ts';
import { countOf, countText, percentText } from '../../components/words.ts';
import { suppliersAddress } from '../explore/addresses.ts';
import { yearText } from '../explore/filterWords.ts';
import { paidWords } from '../explore/suppliersView.ts';
import { queueAddress } from '../suppliers/addresses.ts';
import { exactPounds, wholePounds } from '../suppliers/supplierWords.ts';
import { overviewAddress, overviewCsvAddress, profileAddress } from './addresses.ts';
import { kindTables, standingTable } from './kindTables.ts';

const mostOutside = 20;

function yearWords(year: string): string {
  return year === 'undated' ? ' without a date' : ` in ${year}`;
}

function titleOf({ counts, supplierPence, year }: SupplierOverview): string {
  return `${countOf(counts.suppliers, 'supplier')}${paidWords(supplierPence, counts.suppliers)}${yearWords(year)}`;
}

function monthsSentence(year: string, months: number): readonly string[] {
  if (year === 'undated' || months === 12) return [];
  return [`The ledgers have payments in ${countOf(months, 'month')} of ${year}, so it is not a whole year.`];
}

function leadOf({ figure, manyPence, definition, year, months }: SupplierOverview): readonly string[] {
  const all = `All spend counted is ${exactPounds(figure.totalPence)}, by the definition “${definition.name}”.`;
  const many = `Of it, ${exactPounds(manyPence)} is under texts that stand for many payees, or for nobody.`;
  return [
    all,
    ...(manyPence === 0 ? [] : [many]),
    'Several names that are known to be one organisation count as one supplier.',
    ...monthsSentence(year, months),
  ];
}

function factsOf({ counts, ring }: SupplierOverview) {
  const of = (part: number) => `${countText(part)} of ${countText(counts.suppliers)}`;
  return [
    { label: 'Found on a register', text: of(counts.linked) },
    { label: 'Decided by a person', text: of(counts.decided) },
    { label: `Known to be in ${ring.name} or not`, text: of(counts.placed) },
  ];
}

function coverageTitle({ tops, suppliers, suppliersFor80 }: NonNullable<SupplierOverview['concentration']>) {
  const widest = tops.findLast(({ top }) => top < suppliers);
  if (widest) {
    return `The ${countText(widest.top)} largest suppliers have ${percentText(widest.share)} of the money`;
  }
  const have = suppliersFor80 === 1 ? 'has' : 'have';
  return `${countText(suppliersFor80)} of ${countOf(suppliers, 'supplier')} ${have} 80% of the money`;
}

function concentrationView({ concentration, counts }: SupplierOverview) {
  if (concentration === null) return null;
  const { suppliers, suppliersFor80, tops, reading, herfindahl } = concentration;
  const left = counts.suppliers - suppliers;
  const leftOut = `${countOf(left, 'supplier')} with no more payments than credits ${left === 1 ? 'is' : 'are'} left out here.`;
  return {
    title: coverageTitle(concentration),
    sentences: [
      reading,
      `The Herfindahl index is ${countText(herfindahl)}; it is 10,000 where one supplier has everything. The fewest suppliers that have 80% of the money are ${countText(suppliersFor80)}.`,
      ...(left === 0 ? [] : [leftOut]),
    ],
    rows: tops
      .slice(0, 1 + tops.filter(({ top }) => top < suppliers).length)
      .map(({ top, suppliers: there, pence, share }) => ({
        name: `The ${countText(top)} largest`,
        small: there < top ? `There are only ${countText(there)}, so this is all of them` : '',
        pounds: wholePounds(pence),
        share: percentText(share, 1),
      })),
  };
}

function changeRow({ payee, name }: NamedChange, pence: Pence) {
  return {
    name: name === '' ? 'No name on the line' : name,
    href: profileAddress(payee),
    pounds: exactPounds(pence),
  };
}

function listCaption(what: string, shown: number, all: number): string {
  return shown < all
    ? `The ${countText(shown)} largest of ${countText(all)} ${what} suppliers`
    : countOf(all, `${what} supplier`);
}

function changeTitle({ year, totals: { newcomers, lost } }: NonNullable<SupplierOverview['change']>): string {
  const are = (count: number) => (count === 1 ? 'is' : 'are');
  return `${countOf(newcomers.suppliers, 'supplier')} ${are(newcomers.suppliers)} new since ${year}, and ${countText(lost.suppliers)} ${are(lost.suppliers)} gone`;
}

function changeView({ change, months, year }: SupplierOverview) {
  if (change === null) return null;
  const { newcomers, lost, kept } = change.totals;
  const lists = [
    {
      ...{ what: 'new', year, all: newcomers.suppliers },
      rows: change.newcomers.map((one) => changeRow(one, one.afterPence)),
    },
    {
      ...{ what: 'lost', year: change.year, all: lost.suppliers },
      rows: change.lost.map((one) => changeRow(one, one.beforePence)),
    },
  ];
  return {
    title: changeTitle(change),
    sentences: [
      `New suppliers were paid ${exactPounds(newcomers.afterPence)} in ${year}. Lost ones had been paid ${exactPounds(lost.beforePence)} in ${change.year}.`,
      `${countOf(kept.suppliers, 'supplier')} of both years had ${exactPounds(kept.beforePence)}, and then ${exactPounds(kept.afterPence)}.`,
      ...monthsSentence(change.year, change.months),
      ...monthsSentence(year, months),
    ],
    lists: lists
      .filter(({ rows }) => rows.length > 0)
      .map((list) => ({ ...list, caption: listCaption(list.what, list.rows.length, list.all) })),
  };
}

function creditsView({ credits }: SupplierOverview) {
  const { lines, creditLines, paidPence, creditPence, share } = credits;
  if (creditLines === 0) return { title: 'There are no credits', sentences: [] };
  const part = share === null ? '' : ` (${share < 0.001 ? 'less than 0.1%' : percentText(share, 1)})`;
  const are = creditLines === 1 ? 'is a credit' : 'are credits';
  return {
    title: `Credits take back ${exactPounds(-creditPence)} of ${exactPounds(paidPence)} paid${part}`,
    sentences: [
      `${countText(creditLines)} of ${countOf(lines, 'line')} ${are}. They are taken off the payments to the same supplier everywhere else.`,
    ],
  };
}

function outsideRow({ payee, name, organisation, pence, sentences }: PaidOutside) {
  return {
    name,
    href: profileAddress(payee),
    small: organisation.toLowerCase() === name.toLowerCase() ? '' : organisation,
    sentences,
    pounds: exactPounds(pence),
  };
}

function outsideView({ paidOutside }: SupplierOverview) {
  const rows = paidOutside.slice(0, mostOutside).map(outsideRow);
  const caption =
    rows.length < paidOutside.length
      ? `The ${countText(rows.length)} with most money of ${countText(paidOutside.length)} paid too early or too late`
      : 'Paid too early or too late, in any year';
  return { rows, caption };
}

function linksOf({ year, counts, definition }: SupplierOverview) {
  const filter = { ...openFilter(definition.id), year };
  return {
    review:
      counts.waiting === 0 ? null : { text: countOf(counts.waiting, 'supplier'), href: queueAddress(year) },
    queue: queueAddress(year),
    list: suppliersAddress(filter),
    csv: overviewCsvAddress(year),
  };
}

/** What each part of the page found, in order. */
function partsOf(overview: SupplierOverview) {
  return {
    kinds: kindTables(overview),
    concentration: concentrationView(overview),
    change: changeView(overview),
    credits: creditsView(overview),
    standing: standingTable(overview),
  };
}

function findingsOf({ kinds, concentration, change, credits, standing }: ReturnType<typeof partsOf>) {
  const finding = (id: string, part: { readonly title: string } | null) =>
    part === null ? [] : [{ id, title: part.title }];
  return [
    ...kinds.map(({ id, title }) => ({ id, title })),
    ...finding('concentration', concentration),
    ...finding('change', change),
    ...finding('credits', credits),
    ...finding('standing', standing),
  ];
}

/** Everything on the page on who the money of a year went to. */
export function overviewView(overview: SupplierOverview) {
  const { year, years, ring, editions, isMatching } = overview;
  const parts = partsOf(overview);
  return {
    ...{ title: titleOf(overview), lead: leadOf(overview), facts: factsOf(overview), editions, isMatching },
    yearText: yearText(year),
    years: years.map((one) => ({ text: yearText(one), href: overviewAddress(one), current: one === year })),
    ringName: ring.name,
    ...parts,
    findings: findingsOf(parts),
    outside: outsideView(overview),
    links: linksOf(overview),
  };
}
