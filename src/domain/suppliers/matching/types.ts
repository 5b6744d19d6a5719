import type { LocalDate } from '../../values/index.ts';
import type { SupplierFinding } from '../deciding/index.ts';
import type { PayeeVocabulary } from '../payee.ts';
import type { RegisteredEntity } from '../register/types.ts';
import type { Band } from './bands.ts';
import type { MatchingWords } from './matchingWords.ts';

/** A supplier string with whatever else the ledger offers. Only the name is needed. */
export interface SupplierQuery {
  readonly name: string;
  /** A company or charity number as the ledger writes it. */
  readonly number: string | null;
  readonly postcode: string | null;
  /** What was bought, in the ledger's words. */
  readonly category: string | null;
  readonly firstPaid: LocalDate | null;
  readonly lastPaid: LocalDate | null;
}

/** What the matcher knows apart from the registers: tables of words, and how much each word tells. */
export interface MatchingKnowledge {
  readonly words: MatchingWords;
  readonly payees: PayeeVocabulary;
  /** From 0 (every name of the registers has this word) to 1 (hardly one has it); see `wordWeigher`. */
  readonly weightOf: (word: string) => number;
}

/** What to look up for a name: the rows with one of these keys, the rows nearest to them, and these identifiers. */
export interface SupplierSearch {
  readonly keys: readonly string[];
  readonly identifiers: readonly string[];
}

/** One organisation that may be meant, with what speaks for and against it. */
export interface WeighedCandidate {
  readonly entity: RegisteredEntity;
  /** From 0 to 1: how sure, before any other candidate is looked at. It orders candidates and is no probability. */
  readonly score: number;
  readonly agrees: readonly string[];
  readonly disagrees: readonly string[];
}

/** The answer about one supplier string. Candidates come likeliest first, one for each organisation. */
export interface SupplierMatch {
  readonly finding: SupplierFinding;
  /** Null unless it is linked. */
  readonly band: Band | null;
  readonly candidates: readonly WeighedCandidate[];
}
