import { compareSets, type MeasureSet, mayLeave, staleValues } from '../../domain/measures/index.ts';
import { type Acting, mayDo } from '../../domain/organisations/index.ts';
import {
  committeePaper,
  type Findings,
  findings,
  findingTables,
  type PastTender,
  readPastBidContent,
  type Simulation,
  simulateRevision,
} from '../../domain/procurements/index.ts';
import { dayInLondon, type Instant, millisecondsOf } from '../../domain/values/index.ts';
import type { StoredTenderFile, StoredTenderFileRow } from '../../records/measureTypes.ts';
import type { Records } from '../../records/types.ts';
import { keptFile } from '../tenders/keptFiles.ts';
import { findSet, type SetParts } from './knownSets.ts';
import type { AskedPaper, PaperOut, ShownFindings, ShownPaper } from './revisingTypes.ts';

/** What papers are made from. */
export interface PaperSources extends SetParts {
  readonly acting: Acting;
  readonly now: () => Instant;
  readonly records: SetParts['records'] & Pick<Records, 'tenderFiles' | 'tenderFileOf'>;
}

/** Bids are seen by fewer people than sets are. */
function maySeeBids({ acting }: PaperSources): boolean {
  return mayDo(acting.actor, 'measures.bids');
}

/** Files of past bids, newest first; none for whoever may not see bids. */
export async function pastBids(sources: PaperSources): Promise<readonly StoredTenderFileRow[]> {
  return maySeeBids(sources) ? sources.records.tenderFiles('past-bids') : [];
}

async function bidsIn(sources: PaperSources, text: string | null): Promise<StoredTenderFile | null> {
  return text === null || !maySeeBids(sources) ? null : keptFile(sources, text, ['past-bids']);
}

/** Texts and values of a restricted set are shown to members, and stay when something leaves. */
function isWithheld(out: PaperOut, ...sets: readonly MeasureSet[]): boolean {
  return out === 'file' && !sets.every(mayLeave);
}

interface Tried {
  readonly simulation: Simulation | null;
  readonly findings: Findings | null;
}

function tried(before: MeasureSet, after: MeasureSet, past: readonly PastTender[] | null): Tried {
  if (past === null) return { simulation: null, findings: null };
  return { simulation: simulateRevision(before, after, past), findings: findings(before, past) };
}

/** The measures of a version whose values are past their date today. */
function staleReferences(set: MeasureSet, { now }: PaperSources): readonly string[] {
  const today = dayInLondon(millisecondsOf(now()));
  return staleValues(set, today).flatMap(({ reference }) => (reference === null ? [] : [reference]));
}

/** The paper on a version that takes the place of another; null where one of them is not there. */
export async function paperOn(
  sources: PaperSources,
  asked: AskedPaper,
  out: PaperOut,
): Promise<ShownPaper | null> {
  const [from, to] = [await findSet(sources, asked.from), await findSet(sources, asked.to)];
  if (from === null || to === null) return null;
  const bids = await bidsIn(sources, asked.bids);
  const past = bids && readPastBidContent(bids.content);
  const paper = committeePaper({
    comparison: compareSets(from.set, to.set),
    ...tried(from.set, to.set, past),
    outOfDate: staleReferences(to.set, sources),
    withhold: isWithheld(out, from.set, to.set),
  });
  return { from, to, bids, paper };
}

/** What bids of the past say about the measures of a version; null where the version or the bids are not there. */
export async function findingsOn(
  sources: PaperSources,
  asked: { readonly ref: string; readonly bids: string },
  out: PaperOut,
): Promise<ShownFindings | null> {
  const known = await findSet(sources, asked.ref);
  const bids = await bidsIn(sources, asked.bids);
  if (known === null || bids === null) return null;
  const found = findings(known.set, readPastBidContent(bids.content));
  return { known, bids, findings: found, tables: findingTables(found, isWithheld(out, known.set)) };
}
