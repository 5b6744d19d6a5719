import type { Figure, RingName } from '../../domain/spend/analysis.ts';
import type { ReviewPlan } from '../../domain/spend/review/reviewPlan.ts';
import type { RegisteredEntity, SupplierFinding } from '../../domain/suppliers/index.ts';
import type { Decision, LocalDate, Pence, Share } from '../../domain/values/index.ts';
import type { StoredDecision } from '../../records/supplierTypes.ts';
import type { SupplierOverview } from './overviewTypes.ts';
import type { SupplierProfile } from './profileTypes.ts';

/** A supplier that nobody can place yet. */
export interface QueueRow {
  /** The `payee` of a supplier row; safe in an address. */
  readonly payee: string;
  readonly name: string;
  readonly supplierNumber: string | null;
  /** Net, in the year. */
  readonly pence: Pence;
  readonly lines: number;
  /** How much narrower the range is once it is placed, as a share of all in scope. */
  readonly narrows: Share;
  /** What the registers in use say; null where none was looked at yet. */
  readonly finding: SupplierFinding['kind'] | null;
}

/** The suppliers of a year that cannot be placed for the innermost ring, by pounds at risk. */
export interface ReviewQueue {
  readonly definition: { readonly id: string; readonly name: string };
  readonly ring: RingName;
  /** `2024/25`; the newest with payments unless told. */
  readonly year: string;
  readonly years: readonly string[];
  /** The figure of the ring and year as it is now, with its bounds. */
  readonly figure: Figure;
  /** Null where the money of the year is not more than nothing, so that there is no share. */
  readonly plan: ReviewPlan | null;
  /** The first 200 in order. */
  readonly rows: readonly QueueRow[];
  readonly count: number;
  /** Money that no review can place: redacted, unnamed or added up payees, and postcodes that several places share. */
  readonly unreviewablePence: Pence;
  /** Decisions that hold. */
  readonly decided: number;
  /** The registers that were looked at, such as `Companies House, November 2026`; empty where there is none. */
  readonly editions: readonly string[];
  /** Whether names wait to be looked up in the registers. */
  readonly isMatching: boolean;
}

/** An organisation that a supplier may be. */
export interface ReviewCandidate {
  readonly entity: RegisteredEntity;
  readonly likelihood: 'most likely' | 'possible' | 'unlikely';
  /** Where its office is, in words: names of places, innermost first; empty when that is not known. */
  readonly places: readonly string[];
  /** What speaks for it and what against it, as short sentences without a full stop. */
  readonly agrees: readonly string[];
  readonly disagrees: readonly string[];
}

/** Everything that helps to say who a supplier is. */
export interface ReviewCase {
  readonly row: QueueRow;
  readonly year: string;
  /** Other spellings on its payments; at most 20. */
  readonly alsoWritten: readonly string[];
  readonly postcodes: readonly string[];
  readonly companyNumbers: readonly string[];
  readonly payments: number;
  readonly firstPaid: LocalDate | null;
  readonly lastPaid: LocalDate | null;
  /** What it was paid for: the largest categories or departments, at most three. */
  readonly paidFor: readonly string[];
  /** At most ten; the likeliest first. */
  readonly candidates: readonly ReviewCandidate[];
  readonly reasons: readonly string[];
  /** The decision that holds; null where nobody decided. */
  readonly decision: StoredDecision | null;
  /** Its place in the queue, from 1; null where it is not in it (any more). */
  readonly position: number | null;
  readonly count: number;
  readonly next: QueueRow | null;
  readonly previous: QueueRow | null;
}

/** What somebody says on the page of a supplier. */
export interface SaidDecision {
  /** `entity:` and an org-id, or one of `none`, `person`, `public-body`, `several`, `number`, `elsewhere`. */
  readonly choice: string;
  /** For `elsewhere`: the org-id of the right supplier, and the postcode at which the work is done. */
  readonly identifier: string;
  readonly deliveryPostcode: string;
  /** For `number`: the number of a company or charity, or an org-id. */
  readonly number: string;
  readonly reason: string;
}

/** What became of a dictionary that was taken over. */
export interface TakenDictionary {
  readonly added: number;
  /** The same was decided already. */
  readonly same: number;
  /** Names that were decided otherwise here; what is here stays. */
  readonly different: readonly string[];
  /** Organisations on no register in use here; the decision is kept all the same. */
  readonly unknown: readonly string[];
}

/** Everything the pages of suppliers ask for. Null where nothing was imported. */
export interface SupplierCalls {
  /** Who the money of a year went to, the newest year unless told; null where there is no such year. */
  readonly overview: (year: string | null) => Promise<SupplierOverview | null>;
  /** Everything known about one supplier; null where no payment names it, or where it stands for many. */
  readonly profile: (payee: string) => Promise<SupplierProfile | null>;
  readonly queue: (year: string | null) => Promise<ReviewQueue | null>;
  /** A supplier of the queue or any other; null where no payment names it. */
  readonly reviewCase: (payee: string, year: string | null) => Promise<ReviewCase | null>;
  /** Refusals name the field: `choice`, `identifier`, `delivery-postcode`, `reason`. */
  readonly decide: (payee: string, said: SaidDecision) => Promise<Decision<StoredDecision['id']>>;
  /** The same plain outcome for several suppliers at once, at most 100. */
  readonly decideMany: (payees: readonly string[], said: SaidDecision) => Promise<Decision<number>>;
  readonly undo: (decision: string) => Promise<Decision<StoredDecision>>;
  /** The last decision that holds and that the same person made; null where there is none. */
  readonly lastOwn: () => Promise<StoredDecision | null>;
  /** Newest first, undone ones too. */
  readonly decisions: () => Promise<readonly DecisionInUse[]>;
  /** Decisions that hold as CSV, without amounts, reasons and persons. */
  readonly dictionary: () => Promise<string>;
  readonly takeDictionary: (csv: string) => Promise<Decision<TakenDictionary>>;
  /** Has all names looked up in the registers that are in use now; refused while that is being done. */
  readonly match: () => Promise<Decision<null>>;
}

/** A decision, and whether the registers in use still agree with it. */
export interface DecisionInUse {
  readonly decision: StoredDecision;
  /** The organisation as the registers in use have it; null where none has it, or none was named. */
  readonly entity: RegisteredEntity | null;
  /** A sentence where an edition contradicts the decision; null where it does not. */
  readonly contradiction: string | null;
}
