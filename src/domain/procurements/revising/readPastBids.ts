import { formatCount } from '../../values/index.ts';
import type { ResultProblem } from '../commitments/types.ts';
import { readTender } from '../tenderFile.ts';
import { priceFormulaIn, quantityFormulaIn } from './formulaCells.ts';
import { offerIn } from './offerCells.ts';
import { bidNames, cellProblems, tenderNames } from './pastBidCells.ts';
import type { PastBidRow } from './pastBidRow.ts';
import type { PastOffer, PastTender } from './types.ts';

/** Lines and procurements that are looked at together. */
export const mostPastBidRows = 20_000;
export const mostPastTenders = 500;

/** Bids of the past that can be tried, or everything that is wrong in them, line by line. */
export type ReadPastBids =
  | { readonly ok: true; readonly tenders: readonly PastTender[] }
  | { readonly ok: false; readonly problems: readonly ResultProblem[] };

type Say = (line: number, sentence: string) => void;
type Rows = readonly [PastBidRow, ...PastBidRow[]];
const shownNames = { ...tenderNames, ...bidNames };

/** What a column says for all of some rows: the first that says something; the others may be empty or say the same. */
function saidOnce(rows: Rows, field: keyof typeof shownNames, say: Say): string {
  const told = rows.filter((row) => row[field].trim() !== '');
  const [first] = told;
  if (!first) return '';
  const said = (row: PastBidRow) => row[field].trim().toLowerCase();
  for (const row of told.filter((each) => said(each) !== said(first))) {
    say(
      row.line,
      `has another ${shownNames[field]} than line ${first.line}. Write the same or leave it empty.`,
    );
  }
  return first[field].trim();
}

/** Rows that have the same text in a column, capitals and small letters being the same, in the order of the file. */
function groupsBy(rows: readonly PastBidRow[], field: 'procurement' | 'bidder'): readonly Rows[] {
  const groups = new Map<string, [PastBidRow, ...PastBidRow[]]>();
  for (const row of rows) {
    const key = row[field].trim().toLowerCase();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function criteriaFrom(rows: Rows, say: Say): readonly object[] {
  const cell = (field: keyof typeof tenderNames) => saidOnce(rows, field, say);
  const price = priceFormulaIn(cell('priceFormula'));
  const quantity = quantityFormulaIn(cell('socialValueFormula'));
  const weights = [cell('priceWeight'), cell('qualityWeight'), cell('socialValueWeight')] as const;
  const isPerPound = price?.formula === 'quality-per-pound';
  const scale = { top: cell('qualityTop') || '100', floor: cell('qualityFloor') || null };
  return [
    { kind: 'price', id: 'price', name: 'Price', weight: weights[0] || (isPerPound ? '0' : ''), ...price },
    { kind: 'panel', id: 'quality', name: 'Quality', weight: weights[1], ...scale },
    { kind: 'quantity', id: 'social-value', name: 'Social value', weight: weights[2], ...quantity },
  ].filter(({ weight }) => weight !== '');
}

interface BidRows {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly quality: string;
  readonly offers: readonly PastOffer[];
}

function bidFrom(rows: Rows, index: number, say: Say): BidRows {
  const [price, quality] = [saidOnce(rows, 'price', say), saidOnce(rows, 'quality', say)];
  const name = rows[0].bidder.trim();
  if (price === '') say(rows[0].line, `begins the bid of “${name}”, which has no price.`);
  const offers = rows.flatMap((row) => offerIn(row, () => undefined) ?? []);
  return { id: `bid-${index + 1}`, name, price: price.replace(/^£\s*/, ''), quality, offers };
}

/** The procurement as a tender file has it, so that what is right in a tender is said in one place only. */
function tenderFrom(rows: Rows, say: Say): readonly PastTender[] {
  const name = rows[0].procurement.trim();
  const criteria = criteriaFrom(rows, say);
  const groups = groupsBy(rows, 'bidder');
  const bids = groups.map((group, index) => bidFrom(group, index, say));
  if (criteria.length === 0)
    say(rows[0].line, `begins “${name}”, which has no weights. Write them in its first line.`);
  if (criteria.length === 0 || bids.some(({ price }) => price === '')) return [];
  const read = readTender({
    ...{ schemaVersion: 1, title: name, criteria },
    bids: bids.map(({ id, name: bidder, price, quality }) => ({
      ...{ id, name: bidder, price, socialValue: '0', scores: quality === '' ? {} : { quality } },
    })),
  });
  if (!read.ok) {
    for (const { sentence } of read.refusals) say(rows[0].line, `begins “${name}”: ${sentence}`);
    return [];
  }
  const { tender } = read.value;
  const offersOf = (id: string) => bids.filter((bid) => bid.id === id).flatMap(({ offers }) => offers);
  return [
    {
      ...{ name, criteria: tender.criteria },
      bids: tender.bids.map(({ socialValue: _none, ...bid }) => ({ ...bid, offers: offersOf(bid.id) })),
    },
  ];
}

function tooMany(rows: readonly PastBidRow[]): string | undefined {
  if (rows.length > mostPastBidRows) return `There are more than ${formatCount(mostPastBidRows)} lines.`;
  const tenders = groupsBy(rows, 'procurement').length;
  return tenders > mostPastTenders ? `There are more than ${mostPastTenders} procurements.` : undefined;
}

/**
 * Puts rows of bids together by procurement and bidder, in the order in which they first appear. What holds for a whole
 * procurement or bid is said in one of its rows; other rows may leave it empty. Says what is wrong in each line; what is wrong
 * in a procurement is looked at once every line can be read.
 */
export function readPastBids(rows: readonly PastBidRow[]): ReadPastBids {
  const many = tooMany(rows);
  if (many) return { ok: false, problems: [{ line: 1, sentence: `${many} Split the file.` }] };
  const problems: ResultProblem[] = [];
  const say: Say = (line, sentence) => problems.push({ line, sentence: `Line ${line} ${sentence}` });
  for (const row of rows) {
    for (const sentence of cellProblems(row)) say(row.line, sentence);
    offerIn(row, (sentence) => say(row.line, sentence));
  }
  if (problems.length > 0) return { ok: false, problems };
  const tenders = groupsBy(rows, 'procurement').flatMap((group) => tenderFrom(group, say));
  if (problems.length === 0) return { ok: true, tenders };
  return { ok: false, problems: problems.toSorted((one, other) => one.line - other.line) };
}
