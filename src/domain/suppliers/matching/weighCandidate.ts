import type { OtherName, RegisteredEntity } from '../register/types.ts';
import { nameWeights } from './bands.ts';
import { factsBesideName, nameFact } from './candidateFacts.ts';
import { chanceOf, featuresOf, logOddsOf, nameFeatures } from './features.ts';
import { type GivenNumber, numberRelation } from './givenNumber.ts';
import { type NameEvidence, nameEvidence } from './nameEvidence.ts';
import type { NameReading } from './nameReadings.ts';
import { nameAgreements, nameDifferences } from './nameWords.ts';
import type { MatchingKnowledge, SupplierQuery, WeighedCandidate } from './types.ts';

/** A supplier string made ready to be laid beside organisations. */
export interface ReadQuery {
  readonly query: SupplierQuery;
  readonly readings: readonly NameReading[];
  readonly given: GivenNumber | null;
  readonly knowledge: MatchingKnowledge;
}

/** A candidate with what the decision needs and people do not. */
export interface ScoredCandidate extends WeighedCandidate {
  readonly logOdds: number;
  readonly evidence: NameEvidence;
  /** Whether its number is the one in the ledger and the name does not contradict it. */
  readonly numberAgrees: boolean;
  /** Whether the ledger's number is its own although the name is another. */
  readonly numberAlone: boolean;
}

const weights = nameFeatures.map((feature) => nameWeights[feature]);
const someWord = 0.35;

interface Laid {
  readonly evidence: NameEvidence;
  readonly other: OtherName | null;
  readonly logOdds: number;
}

function bestName(entity: RegisteredEntity, read: ReadQuery): Laid | undefined {
  let best: Laid | undefined;
  for (const reading of read.readings) {
    for (const other of [null, ...entity.otherNames]) {
      const evidence = nameEvidence(reading, other?.name ?? entity.name, read.knowledge);
      const logOdds = logOddsOf(featuresOf(evidence), weights) + (nameFact(other, read.query)?.counts ?? 0);
      if (!best || logOdds > best.logOdds) best = { evidence, other, logOdds };
    }
  }
  return best;
}

/** Lays a supplier string beside one organisation; undefined where nothing of the string can be read as a name. */
export function weighCandidate(entity: RegisteredEntity, read: ReadQuery): ScoredCandidate | undefined {
  const best = bestName(entity, read);
  if (!best) return undefined;
  const { query, given } = read;
  const nameMeets = best.evidence.met >= someWord;
  const beside = factsBesideName(entity, { query, given, nameMeets });
  const name = nameFact(best.other, query);
  const facts = name ? [name, ...beside] : beside;
  const logOdds = best.logOdds + beside.reduce((sum, fact) => sum + fact.counts, 0);
  const relation = given && numberRelation(given, [entity.identifier, ...entity.alsoKnownAs]);
  const numbered = relation !== null && relation !== 'different';
  const said = (side: 'agrees' | 'disagrees') =>
    facts.map((fact) => fact[side]).filter((words) => words !== null);
  return {
    entity,
    score: chanceOf(logOdds),
    agrees: [...nameAgreements(best.evidence), ...said('agrees')],
    disagrees: [...nameDifferences(best.evidence), ...said('disagrees')],
    logOdds,
    evidence: best.evidence,
    numberAgrees: numbered && nameMeets,
    numberAlone: numbered && !nameMeets,
  };
}
