import type { QueueRow, ReviewQueue } from '../../../actions/suppliers/types.ts';
import { element } from '../../charts/svg.ts';
import { paleOutline, seriesColour } from '../../charts/tokens.ts';
import { countOf, countText, shortPoundsText } from '../../components/words.ts';
import { pointsText } from '../definitions/changeTable.ts';
import { caseAddress, queueAddress } from './addresses.ts';
import { exactPounds, wholePounds } from './supplierWords.ts';

/** What the registers say of a supplier, in few words; nothing where they were not looked at. */
const findingWords: Readonly<Record<NonNullable<QueueRow['finding']>, string>> = {
  linked: 'On a register, but without a postcode that places it',
  ambiguous: 'Several organisations fit',
  unmatched: 'No organisation fits well enough',
  'not-listed': 'Probably no organisation on a register',
};

/** A bar of the money as a share of the largest; the page says the amount beside it. */
function moneyBar(part: number, largest: number, isCurrent: boolean): string {
  const width = largest > 0 ? Math.max(0, Math.min(100, (part / largest) * 100)) : 0;
  const box = { height: 6 };
  return element(
    'svg',
    { width: '100%', height: 6, 'aria-hidden': 'true', focusable: 'false' },
    element('rect', { ...box, width: '100%', fill: '#eae7df' }),
    element('rect', {
      ...box,
      width: `${Math.round(width * 10) / 10}%`,
      fill: isCurrent ? seriesColour(0) : paleOutline,
    }),
  );
}

export interface QueueRowView {
  readonly payee: string;
  readonly name: string;
  readonly href: string;
  readonly note: string;
  readonly lines: string;
  readonly pounds: string;
  readonly bar: string;
  readonly narrows: string;
  readonly isTicked: boolean;
}

function noteOf({ supplierNumber, finding }: QueueRow): string {
  const number = supplierNumber === null ? [] : [`Number ${supplierNumber}`];
  const found = finding === null ? [] : [findingWords[finding]];
  return [...number, ...found].join('. ');
}

function queueRow(row: QueueRow, { year, rows }: ReviewQueue, ticked: readonly string[]): QueueRowView {
  return {
    ...{ payee: row.payee, name: row.name, href: caseAddress(row.payee, year), note: noteOf(row) },
    ...{ lines: countText(row.lines), pounds: exactPounds(row.pence) },
    bar: moneyBar(row.pence, Math.max(...rows.map(({ pence }) => pence)), false),
    narrows: pointsText(row.narrows),
    isTicked: ticked.includes(row.payee),
  };
}

function unreviewableText({ unreviewablePence }: ReviewQueue): string | null {
  if (unreviewablePence === 0) return null;
  return `${shortPoundsText(unreviewablePence)} cannot be placed by any review: its payees are redacted, not named or added up, or their postcodes are shared by several places.`;
}

function titleOf({ count, year }: ReviewQueue): string {
  if (count === 0) return `Nothing is left to review in ${year}`;
  return count === 1 ? 'Who is the last supplier?' : `Who are these ${countText(count)} suppliers?`;
}

/** The suppliers of a year that nobody can place yet, by pounds at risk. */
export function queueView(queue: ReviewQueue, ticked: readonly string[]) {
  const { rows, count, year } = queue;
  const shown =
    rows.length < count
      ? `The first ${countText(rows.length)} of ${countOf(count, 'supplier')}, by pounds at risk`
      : `${countOf(count, 'supplier')}, by pounds at risk`;
  return {
    title: titleOf(queue),
    shown,
    rows: rows.map((row) => queueRow(row, queue, ticked)),
    years: queue.years.map((one) => ({ text: one, href: queueAddress(one), current: one === year })),
    first: rows[0] === undefined ? null : caseAddress(rows[0].payee, year),
    unreviewable: unreviewableText(queue),
    definition: queue.definition.name,
  };
}

/** The next suppliers beside the page of one, the one that is shown marked. */
export function nextRows({ rows, year }: ReviewQueue, current: QueueRow) {
  const at = rows.findIndex(({ payee }) => payee === current.payee);
  const from = Math.max(0, at);
  const few = rows.slice(from, from + 5);
  const largest = Math.max(...few.map(({ pence }) => pence));
  return few.map((row) => ({
    name: row.name,
    href: row.payee === current.payee ? null : caseAddress(row.payee, year),
    pounds: wholePounds(row.pence),
    bar: moneyBar(row.pence, largest, row.payee === current.payee),
  }));
}
