import { parseJobId } from '../../domain/jobs/index.ts';
import type { Acting, OrganisationId } from '../../domain/organisations/index.ts';
import { matchingRules, parseMatchingId, type StoredFinding } from '../../domain/suppliers/index.ts';
import { accept, assert, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { SupplierFinder } from '../../lake/reference/registers/supplierFinder.ts';
import type { RegisterEdition } from '../../lake/reference/types.ts';
import type { Records, Store } from '../../records/types.ts';
import type { ExploreCalls } from '../explore/types.ts';
import type { JobHandler, RunningJob } from '../jobs/types.ts';
import { lookUp } from './lookUp.ts';

/** How often a job begins anew because ledgers or registers changed while it worked. */
const mostRounds = 3;

/** What looking suppliers up in registers asks of the records of an organisation. */
export type MatchRecords = Pick<
  Records,
  ('currentBatches' | 'matching' | 'supplierFindings' | 'saveMatching') | ('addJob' | 'jobOf' | 'jobsWaiting')
>;

/** The real parts; `main.ts` hands them in. */
export interface MatchParts {
  readonly store: Pick<Store, 'as'>;
  readonly exploreFor: (records: Acting) => Pick<ExploreCalls, 'everyString'>;
  readonly registersInUse: () => Promise<readonly RegisterEdition[]>;
  /** Opens the registers in use; called only where something has to be looked up, and closed after it. */
  readonly openFinder: () => Promise<SupplierFinder>;
  /** 64 hexadecimal digits of the SHA-256 of a text. */
  readonly hash: (text: string) => string;
  readonly newId: (prefix: 'job' | 'mat') => string;
  readonly now: () => Instant;
  /** Hears that a job waits. */
  readonly ordered: () => void;
  /** Resolves when pages show what was found. */
  readonly changed: (owner: OrganisationId) => Promise<void> | void;
}

interface Round {
  readonly parts: MatchParts;
  readonly acting: Acting;
  readonly running: RunningJob;
  readonly owner: OrganisationId;
}

/** The editions that findings are made with, as text. */
export const editionsText = (editions: readonly RegisterEdition[]): string =>
  editions.map(({ kind, date, edition }) => `${kind} ${date} ${edition}`).join(', ');

/** Everything that a finding depends on; days and categories only weigh, and would have all asked anew each month. */
function askedOf({ hash }: MatchParts, string: SupplierString, editions: string): string {
  const { name, companyNumbers, charityNumbers, postcodes } = string;
  const asked = [matchingRules, editions, name, companyNumbers[0], charityNumbers[0], postcodes[0]];
  return hash(JSON.stringify(asked)).slice(0, 32);
}

async function stringsOf({ parts, acting }: Round): Promise<readonly SupplierString[]> {
  const all: SupplierString[] = [];
  await parts.exploreFor(acting).everyString(async (pieces) => {
    for await (const piece of pieces) all.push(...piece.filter(({ nameKey }) => nameKey !== null));
  });
  return all;
}

interface Asked {
  readonly string: SupplierString;
  readonly nameKey: string;
  readonly asked: string;
}

async function findingsOf(
  { running, parts }: Round,
  fresh: readonly Asked[],
): Promise<readonly StoredFinding[]> {
  const strings = fresh.map(({ string }) => string);
  const found = await lookUp(strings, parts.openFinder, (done) => {
    running.say(`Looking suppliers up in registers, ${done} of ${strings.length}`);
    return running.goesOn();
  });
  return (found ?? []).map((finding, at) => {
    const one = fresh[at];
    assert(one !== undefined, 'each finding is of a string');
    const { string, nameKey, asked } = one;
    return { supplierNumber: string.supplierNumber, nameKey, asked, finding };
  });
}

const aliasKey = ({ supplierNumber, nameKey }: Pick<StoredFinding, 'supplierNumber' | 'nameKey'>) =>
  `${supplierNumber ?? ''}\u0000${nameKey}`;

function inOrder(one: StoredFinding, other: StoredFinding): number {
  const [first, second] = [aliasKey(one), aliasKey(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** One finding for each number and name: of several spellings the one that is looked at first counts. */
function once(all: readonly Asked[]): readonly Asked[] {
  const known = new Map<string, Asked>();
  for (const one of all) {
    const key = aliasKey({ supplierNumber: one.string.supplierNumber, nameKey: one.nameKey });
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

/** Looks up what has not been looked up in these editions, and keeps what was found before. */
async function match(round: Round, editions: readonly RegisterEdition[]): Promise<void> {
  const { parts, acting, running, owner } = round;
  const records: MatchRecords = parts.store.as(acting);
  const text = editionsText(editions);
  running.say('Collecting the names of suppliers');
  const asked = once(
    (await stringsOf(round)).map((string) => {
      const nameKey = string.nameKey ?? '';
      return { string, nameKey, asked: askedOf(parts, string, text) };
    }),
  );
  const before = new Map((await records.supplierFindings()).map((one) => [aliasKey(one), one]));
  const knownOf = ({ string, nameKey, asked: hash }: Asked) => {
    const known = before.get(aliasKey({ supplierNumber: string.supplierNumber, nameKey }));
    return known?.asked === hash ? [known] : [];
  };
  const fresh = asked.filter((one) => knownOf(one).length === 0);
  running.say('Opening the registers');
  const found = fresh.length === 0 ? [] : await findingsOf(round, fresh);
  if (!(await running.goesOn())) return;
  const all = [...asked.flatMap(knownOf), ...found].sort(inOrder);
  const count = (kind: string) => all.filter(({ finding }) => finding.kind === kind).length;
  const id = parseMatchingId(parts.newId('mat'));
  assert(id !== undefined, 'a new id is one');
  const sums = { names: all.length, linked: count('linked'), ambiguous: count('ambiguous') };
  const matching = {
    id,
    editions: text,
    rules: matchingRules,
    ...sums,
    contentHash: parts.hash(JSON.stringify(all)),
  };
  const last = await records.matching();
  const isSame =
    last?.contentHash === matching.contentHash && last.editions === text && last.rules === matchingRules;
  if (!isSame) await records.saveMatching(matching, all, parts.now());
  await parts.changed(owner);
}

async function stateOf({ parts, acting, owner }: Round): Promise<string> {
  const batches = await parts.store.as(acting).currentBatches(owner);
  return JSON.stringify([batches.map(({ id }) => id).sort(), editionsText(await parts.registersInUse())]);
}

/** Looks every supplier of an organisation up in the registers that are in use. */
export function matchingHandler(parts: MatchParts): JobHandler {
  return {
    run: async (running) => {
      const { organisation, orderedBy, action, request } = running.job;
      const actor = { kind: 'system', organisation, onBehalfOf: orderedBy } as const;
      const round: Round = { parts, running, owner: organisation, acting: { actor, action, request } };
      for (let rounds = 0; rounds < mostRounds; rounds += 1) {
        const before = await stateOf(round);
        await match(round, await parts.registersInUse());
        if (!(await running.goesOn()) || (await stateOf(round)) === before) return;
      }
    },
    // The job changes nothing before it is done, so there is nothing to say on any record.
    giveUp: async () => undefined,
  };
}

/** Whether names wait to be looked up, or are being looked up now. */
export async function isMatching(parts: MatchParts, acting: Acting, owner: OrganisationId): Promise<boolean> {
  return (await parts.store.as(acting).jobOf(owner)) !== null;
}

/** Orders that suppliers are looked up; refused while that is waiting or going on, and where no register is in use. */
export async function orderMatching(
  parts: MatchParts,
  acting: Acting,
  owner: OrganisationId,
): Promise<Decision<null>> {
  if ((await parts.registersInUse()).length === 0) {
    return refuse('no-register', 'No register of companies or charities has been added yet. Add one first.');
  }
  if (await isMatching(parts, acting, owner)) {
    return refuse('matching-goes-on', 'Suppliers are being looked up in the registers already.');
  }
  const id = parseJobId(parts.newId('job'));
  assert(id !== undefined, 'a new id is the id of a job');
  await parts.store.as(acting).addJob({ id, kind: 'match-suppliers', subject: owner, at: parts.now() });
  parts.ordered();
  return accept(null);
}
