import type { SupplierFinding } from '../deciding/index.ts';
import { payeeKind } from '../payee.ts';
import { schemeOf } from '../register/identifiers.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { type Band, bandMeasures, choiceWeights, suggestionFloor } from './bands.ts';
import { chanceOf, choiceFeatures, featuresOfChoice, logOddsOf } from './features.ts';
import { readGivenNumber } from './givenNumber.ts';
import { nameClassOf } from './nameClass.ts';
import { nameReadings } from './nameReadings.ts';
import type { MatchingKnowledge, SupplierMatch, SupplierQuery, SupplierSearch } from './types.ts';
import { type ReadQuery, type ScoredCandidate, weighCandidate } from './weighCandidate.ts';

const mostCandidates = 5;
const apart = 1.5;

/** Reads a supplier string: the names that may be in it and the number beside it. */
function readQuery(query: SupplierQuery, knowledge: MatchingKnowledge): ReadQuery {
  const readings = nameReadings(query.name, knowledge.words);
  return { query, readings, given: readGivenNumber(query.number, knowledge), knowledge };
}

/** What has to be looked up in the registers before `decideSupplier` can be asked. */
export function searchForSupplier(query: SupplierQuery, knowledge: MatchingKnowledge): SupplierSearch {
  if (payeeKind(query.name, knowledge).kind !== 'named') return { keys: [], identifiers: [] };
  const { readings, given } = readQuery(query, knowledge);
  const identifiers = given ? [...given.identifiers, ...given.withOtherPrefix] : [];
  return { keys: readings.map(({ key }) => key), identifiers };
}

function idsOf({ identifier, alsoKnownAs }: RegisteredEntity): readonly string[] {
  return [identifier, ...alsoKnownAs];
}

/** Whether two entries of registers are one organisation: a charity that is also a company. */
function sameOrganisation(one: RegisteredEntity, other: RegisteredEntity): boolean {
  const ids = idsOf(one);
  return idsOf(other).some((identifier) => ids.includes(identifier));
}

/** Of two entries of registers that are equally likely the company comes first, because its register says more. */
function likelierFirst(one: ScoredCandidate, other: ScoredCandidate): number {
  if (one.logOdds !== other.logOdds) return other.logOdds - one.logOdds;
  const [a, b] = [one.entity.identifier, other.entity.identifier];
  if (schemeOf(a) !== schemeOf(b)) return schemeOf(a) === 'GB-COH' ? -1 : 1;
  return a < b ? -1 : 1;
}

/** One candidate for each organisation, the likeliest first. */
function organisations(entities: readonly RegisteredEntity[], read: ReadQuery): readonly ScoredCandidate[] {
  const all = entities
    .map((entity) => weighCandidate(entity, read))
    .filter((one) => one !== undefined)
    .sort(likelierFirst);
  const kept: ScoredCandidate[] = [];
  for (const one of all) {
    if (!kept.some(({ entity }) => sameOrganisation(entity, one.entity))) kept.push(one);
  }
  return kept;
}

/** Other organisations of the very same name that nothing tells apart from the likeliest. */
function namesakesOf(top: ScoredCandidate, others: readonly ScoredCandidate[]): readonly ScoredCandidate[] {
  if (!top.evidence.exact || top.numberAgrees) return [];
  const { key } = top.evidence.reading;
  return others.filter(
    ({ evidence, logOdds }) =>
      evidence.exact && evidence.reading.key === key && top.logOdds - logOdds < apart,
  );
}

function isLonger({ evidence }: ScoredCandidate): boolean {
  return evidence.reading.kind === 'whole' && evidence.alignment.oursAlone.length === 0 && !evidence.exact;
}

interface Choosing {
  readonly read: ReadQuery;
  readonly top: ScoredCandidate;
  readonly others: readonly ScoredCandidate[];
  readonly namesakes: readonly ScoredCandidate[];
  readonly person: boolean;
}

const weights = choiceFeatures.map((feature) => choiceWeights[feature]);

/** What the decision rests on beside the names themselves. */
function choiceOf({ top, others, namesakes, person }: Choosing): readonly number[] {
  const longer = others.filter(isLonger).length;
  return featuresOfChoice({
    score: top.logOdds,
    next: others[0]?.logOdds ?? null,
    namesake: namesakes.length > 0,
    longer,
    onlyLonger: isLonger(top) && longer === 0,
    person,
  });
}

/** The band of a chance; undefined where it is too small to link. */
export function bandOf(chance: number): Band | undefined {
  return bandMeasures.find(({ from }) => chance >= from)?.band;
}

function shown(candidates: readonly ScoredCandidate[]): SupplierMatch['candidates'] {
  return candidates
    .filter(({ score, numberAlone }, at) => score >= suggestionFloor || numberAlone || at === 0)
    .slice(0, mostCandidates)
    .map(({ entity, score, agrees, disagrees }) => ({ entity, score, agrees, disagrees }));
}

function unlinked(finding: SupplierFinding, candidates: readonly ScoredCandidate[]): SupplierMatch {
  return { finding, band: null, candidates: shown(candidates) };
}

function unmatched(reasons: readonly string[], candidates: readonly ScoredCandidate[]): SupplierMatch {
  const identifiers = shown(candidates).map(({ entity }) => entity.identifier);
  return unlinked({ kind: 'unmatched', identifiers, reasons }, candidates);
}

/** A link by name alone is not made on weak grounds where the ledger's number is somebody else's. */
function numberSpeaksAgainst({ others }: Choosing, band: Band): boolean {
  return band === 'C' && others.some(({ numberAlone }) => numberAlone);
}

/** Why the likeliest is not who was paid: what speaks against it where its name is the same. */
function whyNot({ evidence, disagrees: [against] }: ScoredCandidate): string {
  return evidence.exact && against !== undefined ? against : 'No name on the registers is near enough';
}

function choose(choosing: Choosing): SupplierMatch {
  const { top, others, namesakes } = choosing;
  const all = [top, ...others];
  const band = bandOf(chanceOf(logOddsOf(choiceOf(choosing), weights)));
  if (namesakes.length > 0) {
    const same = [top, ...namesakes];
    const identifiers = same.map(({ entity }) => entity.identifier);
    const reasons = [`${same.length} organisations have this name, and nothing tells them apart`];
    return unlinked({ kind: 'ambiguous', identifiers, reasons }, all);
  }
  const onlyAName = choosing.person && top.evidence.form === 'theirs only' && !top.numberAgrees;
  if (onlyAName) return unmatched(['The company of a person of this name is not named'], all);
  if (top.numberAlone) return unmatched(['The number in the ledger belongs to another name'], all);
  if (!band) return unmatched([whyNot(top)], all);
  if (numberSpeaksAgainst(choosing, band)) {
    return unmatched(['The nearest name is not the one that the number in the ledger belongs to'], all);
  }
  const finding = { kind: 'linked', identifier: top.entity.identifier, band, reasons: top.agrees } as const;
  return { finding, band, candidates: shown(all) };
}

function notListed(
  query: SupplierQuery,
  { read, others }: Pick<Choosing, 'read' | 'others'>,
): SupplierMatch | null {
  const { kind, token } = payeeKind(query.name, read.knowledge);
  if (kind === 'unnamed') return unmatched(['There is no name'], []);
  if (kind !== 'named') {
    const reasons = [`“${token}” in the name stands for no single supplier`];
    return unlinked({ kind: 'not-listed', sort: kind, reasons }, []);
  }
  const found = nameClassOf(query.name, read.knowledge.words);
  if (!found || others.some(({ numberAgrees }) => numberAgrees)) return null;
  if (found.class === 'subtotal') {
    const reasons = ['Two names with “total” between them: a subtotal that ran into the name'];
    return unlinked({ kind: 'not-listed', sort: 'several', reasons }, others);
  }
  if (found.class === 'public body') {
    const reasons = [
      `The name has “${found.words}” in it, as public bodies have, and they are on no register`,
    ];
    return unlinked({ kind: 'not-listed', sort: 'public-body', reasons }, []);
  }
  if (found.class !== 'practice') return null;
  const reasons = [
    `The name has “${found.words}” in it: most practices are partnerships, which are on no register`,
  ];
  return unmatched(reasons, others);
}

function asPerson({ name }: SupplierQuery, candidates: readonly ScoredCandidate[]): SupplierMatch {
  const reasons = [`“${name.trim()}” reads like a person’s name, and nothing says that a company was paid`];
  return unlinked({ kind: 'not-listed', sort: 'person', reasons }, candidates);
}

/**
 * Decides who a supplier string stands for among the candidates that were looked up for it (see `searchForSupplier`).
 * It links only where the measured bands allow it; several organisations of one name are named and left to a person.
 */
export function decideSupplier(
  query: SupplierQuery,
  candidates: readonly RegisteredEntity[],
  knowledge: MatchingKnowledge,
): SupplierMatch {
  const read = readQuery(query, knowledge);
  const ranked = read.readings.length > 0 ? organisations(candidates, read) : [];
  const listed = notListed(query, { read, others: ranked });
  if (listed) return listed;
  const found = nameClassOf(query.name, knowledge.words);
  const person = found?.class === 'person';
  const [top, ...others] = ranked;
  if (!top) return person ? asPerson(query, []) : unmatched(['No name on the registers is near'], []);
  const made = choose({ read, top, others, namesakes: namesakesOf(top, others), person });
  return person && made.finding.kind === 'unmatched' ? asPerson(query, ranked) : made;
}

/** What agrees and disagrees between a supplier string and one organisation, in words, for whoever decides. */
export function compareWithCandidate(
  query: SupplierQuery,
  entity: RegisteredEntity,
  knowledge: MatchingKnowledge,
): { readonly agrees: readonly string[]; readonly disagrees: readonly string[] } {
  const weighed = weighCandidate(entity, readQuery(query, knowledge));
  return { agrees: weighed?.agrees ?? [], disagrees: weighed?.disagrees ?? [] };
}

/** The features on which a decision about the likeliest candidate rests, for fitting the weights. */
export function decisionFeatures(
  query: SupplierQuery,
  candidates: readonly RegisteredEntity[],
  knowledge: MatchingKnowledge,
): readonly (ScoredCandidate & { readonly choice: readonly number[] })[] {
  const read = readQuery(query, knowledge);
  const [top, ...others] = organisations(candidates, read);
  if (!top) return [];
  const namesakes = namesakesOf(top, others);
  const person = nameClassOf(query.name, knowledge.words)?.class === 'person';
  const choice = choiceOf({ read, top, others, namesakes, person });
  return [{ ...top, choice }, ...others.map((one) => ({ ...one, choice: [] }))];
}
