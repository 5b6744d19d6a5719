import type { KindRow, SupplierOverview } from '../../../actions/suppliers/overviewTypes.ts';
import type { KindMoney } from '../../../domain/spend/figures/kindSpend.ts';
import { type KindId, kindDefinitions } from '../../../domain/suppliers/index.ts';
import { countText, dayText, rangeText, shortPoundsText } from '../../components/words.ts';
import { wholePounds } from '../suppliers/supplierWords.ts';

/** What counts as an answer, in words. */
export function byWords(by: KindRow['by']): string {
  return by === 'certain' ? 'By what is certain' : 'By what facts point to';
}

/** `£4,960 to £6,010`, or one amount where nothing is open. */
export function moneyRange({ lowerPence, upperPence }: KindMoney): string {
  const [lower, upper] = [wholePounds(lowerPence), wholePounds(upperPence)];
  return lower === upper ? lower : `${lower} to ${upper}`;
}

function shareRange({ shareLower, shareUpper, whyNoShare }: KindMoney): string {
  if (shareLower === null || shareUpper === null) return whyNoShare ?? 'No share';
  return `${rangeText(shareLower, shareUpper)}%`;
}

function cellOf(money: KindMoney) {
  return { main: moneyRange(money), small: shareRange(money) };
}

function rowOf({ kind, suppliers, openSuppliers, anywhere, local }: KindRow, by: string) {
  return {
    ...{ name: kindDefinitions[kind].name, by },
    suppliers: countText(suppliers),
    open: countText(openSuppliers),
    anywhere: cellOf(anywhere),
    local: cellOf(local),
  };
}

function saysTheSame(one: KindRow, other: KindRow): boolean {
  const said = ({ suppliers, openSuppliers, anywhere, local }: KindRow) =>
    JSON.stringify([suppliers, openSuppliers, anywhere, local]);
  return said(one) === said(other);
}

/** The rows of one definition: one where facts point to nothing beyond what is certain. */
function rowsOf(rows: readonly KindRow[], row: KindRow) {
  const other = rows.find(({ kind, by }) => kind === row.kind && by !== row.by);
  if (other === undefined) return [rowOf(row, '')];
  if (!saysTheSame(row, other)) return [rowOf(row, byWords(row.by))];
  return row.by === 'certain' ? [rowOf(row, 'The same both ways')] : [];
}

function meaningsOf(rows: readonly KindRow[]) {
  return [...new Set(rows.map(({ kind }) => kind))].map((kind) => kindDefinitions[kind]);
}

type Group = (typeof kindDefinitions)[KindId]['group'];

/** The money with suppliers of some kinds. */
export interface KindTable {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly caption: string;
  readonly rows: readonly ReturnType<typeof rowOf>[];
  readonly meanings: ReturnType<typeof meaningsOf>;
}

/** What went to one kind: between the least and the most, or that nothing is known of it. */
export function kindFinding(overview: SupplierOverview, kind: KindId, who: string): string {
  const row = overview.kinds.find((one) => one.kind === kind && one.by === 'certain');
  if (row === undefined || (row.openSuppliers === overview.counts.suppliers && row.suppliers === 0)) {
    return `How much went to ${who} cannot be said yet`;
  }
  const { lowerPence, upperPence } = row.anywhere;
  const [lower, upper] = [shortPoundsText(lowerPence), shortPoundsText(upperPence)];
  if (lower !== upper) return `Between ${lower} and ${upper} went to ${who}`;
  return `${lowerPence === 0 && upperPence === 0 ? 'Nothing' : lower} went to ${who}`;
}

function tableOf(
  overview: SupplierOverview,
  group: Group,
  words: Omit<KindTable, 'rows' | 'meanings'>,
): KindTable {
  const rows = overview.kinds.filter(({ kind }) => kindDefinitions[kind].group === group);
  return { ...words, rows: rows.flatMap((row) => rowsOf(rows, row)), meanings: meaningsOf(rows) };
}

const twice =
  'What is certain is what registers or decisions settle. Registers also point to more than they settle. The lowest and the highest are what the money could be, whatever the rest turns out to be.';

/** On which day the answers hold. */
export function onDay({ on }: Pick<SupplierOverview, 'on'>): readonly string[] {
  return on === null ? [] : [`The answers are those of the registers on ${dayText(on)}.`];
}

/** The money with SMEs, with VCSEs and with suppliers of each form, each with a finding as title. */
export function kindTables(overview: SupplierOverview): readonly KindTable[] {
  return [
    tableOf(overview, 'size', {
      id: 'smes',
      title: kindFinding(overview, 'sme-accounts', 'likely SMEs'),
      sentences: [
        'SMEs are small and medium-sized enterprises. The definitions differ, and the published ones count staff, which no register lists. So the title goes by the accounts.',
        twice,
        ...onDay(overview),
      ],
      caption: 'Spend with SMEs, by each definition, and its share of all spend counted',
    }),
    tableOf(overview, 'purpose', {
      id: 'vcses',
      title: kindFinding(overview, 'vcse-tussell', 'VCSEs'),
      sentences: [
        'VCSEs are voluntary, community and social enterprises. What drives an organisation is on no register, so its form stands in for it. The title goes by the Tussell index.',
        ...onDay(overview),
      ],
      caption: 'Spend with VCSEs, by each definition, and its share of all spend counted',
    }),
    tableOf(overview, 'form', {
      id: 'forms',
      title: kindFinding(overview, 'charity', 'registered charities'),
      sentences: [
        'Forms are what registers say they are. A sole trader is one only where somebody decided so. A supplier may be of several forms.',
        ...onDay(overview),
      ],
      caption: 'Spend by the form of the supplier, and its share of all spend counted',
    }),
  ];
}

function outsideTitle({ paidOutside, on }: SupplierOverview): string {
  if (on === null) return 'Whether suppliers were there when they were paid cannot be said yet';
  const count = paidOutside.length;
  if (count === 0) return 'No supplier is known to have been paid before it was there or after it was gone';
  const were = count === 1 ? '1 supplier was' : `${countText(count)} suppliers were`;
  return `${were} paid before the organisation was there or after it was gone`;
}

function standingSentences(overview: SupplierOverview): readonly string[] {
  if (overview.on === null) return ['No register of organisations is in use.'];
  const check =
    'Check such suppliers before you pay them again: the money may have gone to somebody else than was thought.';
  return [...(overview.paidOutside.length === 0 ? [] : [check]), ...onDay(overview)];
}

/** Suppliers that are dormant, gone or late with their accounts. */
export function standingTable(overview: SupplierOverview): KindTable {
  return tableOf(overview, 'standing', {
    id: 'standing',
    title: outsideTitle(overview),
    sentences: standingSentences(overview),
    caption: 'Spend with dormant, dissolved and overdue suppliers, and its share of all spend counted',
  });
}
