import { planReview, widthOf } from '../../domain/spend/review/reviewPlan.ts';
import {
  type AliasBook,
  aliasBook,
  type StoredFinding,
  type SupplierFinding,
} from '../../domain/suppliers/index.ts';
import { addPence, formatDay, type Pence, shareOf, toPence } from '../../domain/values/index.ts';
import type { RegisterEdition } from '../../lake/reference/types.ts';
import type { StoredDecision } from '../../records/supplierTypes.ts';
import type { OpenSupplier, OpenSuppliers } from '../explore/openSuppliers.ts';
import type { SupplierParts } from './parts.ts';
import type { QueueRow, ReviewQueue } from './types.ts';

/** Rows that a page shows. */
export const queueShown = 200;

/** What was found for a payee under any of its names: the same is not told twice. */
export type FindingsOf = (aliases: OpenSupplier['aliases']) => readonly StoredFinding[];

/** Finds findings by supplier number and name. */
export function findingsByAlias(findings: readonly StoredFinding[]): FindingsOf {
  const keyOf = (number: string | null, name: string | null) => `${number ?? ''}\u0000${name ?? ''}`;
  const known = new Map(findings.map((one) => [keyOf(one.supplierNumber, one.nameKey), one]));
  return (aliases) => {
    const keys = new Set(aliases.map(({ supplierNumber, nameKey }) => keyOf(supplierNumber, nameKey)));
    return [...keys].flatMap((key) => known.get(key) ?? []);
  };
}

/** A queue before it is cut to a page. */
export interface WholeQueue {
  readonly open: OpenSuppliers;
  readonly rows: readonly QueueRow[];
  readonly decisions: readonly StoredDecision[];
  readonly findingsOf: FindingsOf;
}

function kindIn(findings: readonly StoredFinding[]): SupplierFinding['kind'] | null {
  const kinds = findings.map(({ finding }) => finding.kind);
  const order = ['linked', 'ambiguous', 'unmatched', 'not-listed'] as const;
  return order.find((kind) => kinds.includes(kind)) ?? null;
}

interface About {
  readonly total: Pence;
  readonly findingsOf: FindingsOf;
}

/** A row of a queue, for a supplier that cannot be placed. */
export function rowOf(open: OpenSupplier, { total, findingsOf }: About): QueueRow {
  const { payee, name, pence, lines, widthPence, aliases } = open;
  const supplierNumber = aliases[0]?.supplierNumber ?? null;
  const narrows = shareOf(total > 0 ? widthPence : toPence(0), total > 0 ? total : toPence(1));
  return { payee, name, supplierNumber, pence, lines, narrows, finding: kindIn(findingsOf(aliases)) };
}

function isDecided(book: AliasBook, { aliases }: OpenSupplier): boolean {
  return aliases.some((alias) => book.decisionFor(alias) !== null);
}

/** Everything that waits for a decision in a year; null where nothing was imported or the year is not there. */
export async function wholeQueue(parts: SupplierParts, year: string | null): Promise<WholeQueue | null> {
  const open = await parts.explore.openSuppliers(year);
  if (!open) return null;
  const decisions = await parts.records.supplierDecisions();
  const findingsOf = findingsByAlias(await parts.records.supplierFindings());
  const book = aliasBook(decisions);
  const total = toPence(open.figure.totalPence);
  const waiting = open.open.filter((one) => one.isReviewable && !isDecided(book, one));
  return { open, rows: waiting.map((one) => rowOf(one, { total, findingsOf })), decisions, findingsOf };
}

const registerNames = { companies: 'Companies House', charities: 'Charity Commission', register: 'register' };

/** An edition as people call it. */
export function editionInWords({ kind, source, date }: RegisterEdition): string {
  const name = kind === 'register' ? source : registerNames[kind];
  return `${name}, ${formatDay(date)}`;
}

function planOf({ open, rows }: WholeQueue): ReviewQueue['plan'] {
  if (open.figure.totalPence <= 0) return null;
  const waiting = new Set(rows.map(({ payee }) => payee));
  const widths = open.open.filter(({ payee }) => waiting.has(payee)).map(({ widthPence }) => widthPence);
  return planReview(open.figure, widths);
}

/** The page of a queue. */
export async function queueOf(parts: SupplierParts, year: string | null): Promise<ReviewQueue | null> {
  const whole = await wholeQueue(parts, year);
  if (!whole) return null;
  const { open, rows, decisions } = whole;
  const reviewable = open.open.filter(({ isReviewable }) => isReviewable).map(({ widthPence }) => widthPence);
  return {
    definition: open.definition,
    ring: open.ring,
    year: open.year,
    years: open.years,
    figure: open.figure,
    plan: planOf(whole),
    rows: rows.slice(0, queueShown),
    count: rows.length,
    unreviewablePence: toPence(widthOf(open.figure) - addPence(...reviewable)),
    decided: decisions.filter(({ undoneAt }) => undoneAt === null).length,
    editions: (await parts.registers.registers()).map(editionInWords),
    isMatching: await parts.matching.isGoingOn(),
  };
}
