import { createHash } from 'node:crypto';
import type { Exploring } from '../actions/explore/exploreCalls.ts';
import type { JobHandlers } from '../actions/jobs/types.ts';
import {
  editionsText,
  isMatching,
  type MatchParts,
  matchingHandler,
  orderMatching,
} from '../actions/suppliers/matchJob.ts';
import { supplierCalls } from '../actions/suppliers/supplierCalls.ts';
import type { SupplierCalls } from '../actions/suppliers/types.ts';
import { type Acting, type OrganisationId, organisationOf } from '../domain/organisations/index.ts';
import type { Vocabulary } from '../domain/spend/mapping/index.ts';
import { type MatchingKnowledge, matchingRules, type StoredFinding } from '../domain/suppliers/index.ts';
import { type Instant, refuse } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { readDictionaryFile, writeDictionary } from '../formats/dictionaryFile.ts';
import { readMatchingWords } from '../formats/vocabulary/readMatchingWords.ts';
import { openFinderApart } from '../lake/apart/openFinderApart.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import type { Records, Store } from '../records/types.ts';

interface Parts {
  readonly home: string;
  readonly store: Store;
  readonly exploring: Exploring;
  readonly vocabulary: Pick<Vocabulary, 'payees'>;
  readonly now: () => Instant;
  /** Hears that a job waits. */
  readonly ordered: () => void;
  readonly failed: (error: unknown) => void;
}

function programIn(organisation: OrganisationId): Acting {
  const actor = { kind: 'system', organisation, onBehalfOf: null } as const;
  return { actor, action: 'jobs.match', request: newId('run') };
}

function matchPartsOf(
  { home, store, exploring, now, ordered }: Parts,
  words: Pick<MatchingKnowledge, 'words' | 'payees'>,
): MatchParts {
  const registers = openReferenceStore(home);
  const ownOf = (acting: Acting) => ({
    records: store.as(acting),
    references: openReferenceStore(home, organisationOf(acting.actor)),
  });
  return {
    ...{ store, now, ordered, newId },
    exploreFor: (acting) => ({
      everyString: async (work) => {
        await exploring.upToDate(ownOf(acting));
        await exploring.callsFor(ownOf(acting)).everyString(work);
      },
    }),
    registersInUse: registers.registers,
    openFinder: () => openFinderApart(home, words),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    changed: (owner) => exploring.upToDate(ownOf(programIn(owner))),
  };
}

/** Looks suppliers up wherever that was not done with the registers and rules of now. */
async function matchWhereNeeded(parts: MatchParts, store: Store): Promise<void> {
  const editions = await parts.registersInUse();
  if (editions.length === 0) return;
  for (const { id } of await store.organisations()) {
    const acting = programIn(id);
    const records = store.as(acting);
    const last = await records.matching();
    const isDone = last?.editions === editionsText(editions) && last.rules === matchingRules;
    if (!isDone && (await records.currentBatches(id)).length > 0) await orderMatching(parts, acting, id);
  }
}

/** Who the suppliers are: the calls of a request, and the work behind it. */
export interface OpenSuppliers {
  readonly callsFor: (acting: Acting) => SupplierCalls;
  readonly handlers: Pick<JobHandlers, 'match-suppliers'>;
  /** Looks up the suppliers of an organisation whose payments are others now. */
  readonly ledgersChanged: (owner: OrganisationId) => Promise<void>;
  /** Looks suppliers up wherever that was not done with the registers and rules of now. */
  readonly registersChanged: () => Promise<void>;
}

/** Findings are read once for each run of the matcher: there may be a hundred thousand of them. */
function findingsOnce() {
  const known = new Map<
    string,
    { readonly run: string; readonly findings: Promise<readonly StoredFinding[]> }
  >();
  return (owner: OrganisationId | null, records: Records): (() => Promise<readonly StoredFinding[]>) =>
    async () => {
      const run = (await records.matching())?.id ?? '';
      const kept = known.get(owner ?? '');
      if (kept?.run === run) return kept.findings;
      const findings = records.supplierFindings();
      findings.catch(() => known.delete(owner ?? ''));
      known.set(owner ?? '', { run, findings });
      return findings;
    };
}

const nowhere = () => refuse('no-organisation', 'Choose an organisation first.');

/** Reviewing suppliers on the real parts. */
export function openSuppliers(parts: Parts): OpenSuppliers {
  const { home, store, exploring, vocabulary, now, failed } = parts;
  const words = { words: readMatchingWords(), payees: vocabulary.payees };
  const matchParts = matchPartsOf(parts, words);
  const findingsFor = findingsOnce();
  return {
    handlers: { 'match-suppliers': matchingHandler(matchParts) },
    ledgersChanged: async (owner) => {
      await orderMatching(matchParts, programIn(owner), owner).catch(failed);
    },
    registersChanged: () => matchWhereNeeded(matchParts, store).catch(failed),
    callsFor: (acting) => {
      const owner = organisationOf(acting.actor);
      const own = { records: store.as(acting), references: openReferenceStore(home, owner) };
      return supplierCalls({
        ...{ acting, registers: own.references, words, now, newId },
        records: { ...own.records, supplierFindings: findingsFor(owner, own.records) },
        explore: exploring.callsFor(own),
        upToDate: () => exploring.upToDate(own),
        matching: {
          order: async () => (owner === null ? nowhere() : orderMatching(matchParts, acting, owner)),
          isGoingOn: async () => owner !== null && isMatching(matchParts, acting, owner),
        },
        dictionaries: { write: writeDictionary, read: readDictionaryFile },
      });
    },
  };
}
