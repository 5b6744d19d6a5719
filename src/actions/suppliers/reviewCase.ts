import {
  aliasBook,
  compareWithCandidate,
  type RegisteredEntity,
  type StoredFinding,
  type SupplierQuery,
} from '../../domain/suppliers/index.ts';
import { addPence, type LocalDate, noPence, shareOf, toPence } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { SupplierParts } from './parts.ts';
import { rowOf, type WholeQueue, wholeQueue } from './queue.ts';
import type { QueueRow, ReviewCandidate, ReviewCase } from './types.ts';

const mostCandidates = 10;
const mostSpellings = 20;

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

function firstDay(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.filter((day) => day !== null).sort()[0] ?? null;
}

function lastDay(days: readonly (LocalDate | null)[]): LocalDate | null {
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  );
}

/** What is asked of the matcher about a supplier string. */
export function queryOf(string: SupplierString): SupplierQuery {
  return {
    name: string.name,
    number: string.companyNumbers[0] ?? string.charityNumbers[0] ?? null,
    postcode: string.postcodes[0] ?? null,
    category: string.bought[0] ?? null,
    firstPaid: string.firstDay,
    lastPaid: string.lastDay,
  };
}

function identifiersIn(findings: readonly StoredFinding[]): readonly string[] {
  const all = findings.flatMap(({ finding }) => {
    if (finding.kind === 'linked') return [finding.identifier];
    return finding.kind === 'not-listed' ? [] : finding.identifiers;
  });
  return distinct(all).slice(0, mostCandidates);
}

/** The payee's name as the largest part of its money writes it. */
function mainString(strings: readonly SupplierString[]): SupplierString | undefined {
  return strings.toSorted((one, other) => Math.abs(other.pence) - Math.abs(one.pence))[0];
}

/** The first is the likeliest where the matcher could tell it from the others; whoever has more against it is unlikely. */
function likelihoodOf(
  { agrees, disagrees }: Pick<ReviewCandidate, 'agrees' | 'disagrees'>,
  isFirst: boolean,
): ReviewCandidate['likelihood'] {
  if (disagrees.length > agrees.length) return 'unlikely';
  return isFirst ? 'most likely' : 'possible';
}

async function candidatesOf(
  parts: SupplierParts,
  string: SupplierString,
  findings: readonly StoredFinding[],
): Promise<readonly ReviewCandidate[]> {
  const identifiers = identifiersIn(findings);
  const entities = await parts.registers.entitiesOf(identifiers);
  const known = identifiers.flatMap((identifier): readonly RegisteredEntity[] => {
    const entity = entities.get(identifier);
    return entity ? [entity] : [];
  });
  const places = await parts.explore.placesAt(known.flatMap(({ postcode }) => postcode ?? []));
  // How rare a word is matters when candidates are searched for; beside each other all words count the same.
  const knowledge = { ...parts.words, weightOf: () => 0.5 };
  const alike = findings.some(({ finding }) => finding.kind === 'ambiguous');
  return known.map((entity, at) => {
    const { agrees, disagrees } = compareWithCandidate(queryOf(string), entity, knowledge);
    const likelihood = likelihoodOf({ agrees, disagrees }, at === 0 && !alike);
    return { entity, likelihood, places: places.get(entity.postcode ?? '') ?? [], agrees, disagrees };
  });
}

function rowFor(
  { open, findingsOf }: WholeQueue,
  payee: string,
  strings: readonly SupplierString[],
): QueueRow {
  const total = toPence(open.figure.totalPence);
  const found = open.open.find((one) => one.payee === payee);
  if (found) return rowOf(found, { total, findingsOf });
  const main = mainString(strings);
  const pence = addPence(...strings.map((one) => one.pence));
  const lines = strings.reduce((sum, one) => sum + one.lines, 0);
  const { name = '', supplierNumber = null } = main ?? {};
  const placed = {
    payee,
    name,
    supplierNumber,
    kind: 'named' as const,
    pence,
    lines,
    widthPence: noPence,
    isReviewable: false,
  };
  return {
    ...rowOf({ ...placed, aliases: strings }, { total, findingsOf }),
    narrows: shareOf(noPence, toPence(1)),
  };
}

function spellings(strings: readonly SupplierString[], name: string): readonly string[] {
  const all = distinct(strings.flatMap(({ names }) => names)).filter((one) => one !== name);
  return all.toSorted().slice(0, mostSpellings);
}

/** Everything that helps to say who a supplier is; null where no payment names it. */
export async function reviewCaseOf(
  parts: SupplierParts,
  payee: string,
  year: string | null,
): Promise<ReviewCase | null> {
  const whole = await wholeQueue(parts, year);
  const strings = whole ? await parts.explore.stringsOf(payee) : [];
  const main = mainString(strings);
  if (!whole || !main) return null;
  const row = rowFor(whole, payee, strings);
  const findings = whole.findingsOf(strings);
  const book = aliasBook(whole.decisions);
  const holding = strings.flatMap((string) => book.decisionFor(string) ?? [])[0];
  const at = whole.rows.findIndex((one) => one.payee === payee);
  return {
    row,
    year: whole.open.year,
    alsoWritten: spellings(strings, row.name),
    postcodes: distinct(strings.flatMap(({ postcodes }) => postcodes)).slice(0, 5),
    companyNumbers: distinct(strings.flatMap((one) => [...one.companyNumbers, ...one.charityNumbers])).slice(
      0,
      5,
    ),
    payments: strings.reduce((sum, { lines }) => sum + lines, 0),
    firstPaid: firstDay(strings.map((one) => one.firstDay)),
    lastPaid: lastDay(strings.map((one) => one.lastDay)),
    paidFor: main.bought,
    candidates: await candidatesOf(parts, main, findings),
    reasons: distinct(findings.flatMap(({ finding }) => finding.reasons)),
    decision: whole.decisions.find(({ id }) => id === holding?.id) ?? null,
    position: at < 0 ? null : at + 1,
    count: whole.rows.length,
    next: whole.rows[at + 1] ?? null,
    previous: whole.rows[at - 1] ?? null,
  };
}
