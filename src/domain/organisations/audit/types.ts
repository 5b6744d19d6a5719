import type { Instant } from '../../values/index.ts';
import type { OrganisationId, PersonId } from '../ids.ts';

/** The chain of what belongs to no single organisation: sign-ins, upkeep, refusals to nobody in particular. */
export const systemChain = 'system';

/** The name of a chain: each organisation has one of its own. */
export type AuditChain = OrganisationId | typeof systemChain;

/** SHA-256 of a text in UTF-8, as 64 small hexadecimal digits. Handed in, because the domain computes nothing itself. */
export type Sha256 = (text: string) => string;

/** A record that an entry is about. The hashes are of salted content, so that nothing can be guessed from them. */
export interface AuditSubject {
  readonly kind: string;
  readonly id: string;
  /** What the record was; null where there was none, or nothing was changed. */
  readonly before: string | null;
  /** What the record is from then on; null where it is no more, or nothing was changed. */
  readonly after: string | null;
}

/** What is to be entered: who did what to which records, when, and how that ended. No personal data but the person's id. */
export interface AuditFacts {
  readonly chain: AuditChain;
  readonly at: Instant;
  readonly actor: 'person' | 'system' | 'nobody';
  readonly person: PersonId | null;
  /** The organisation for which it was done. */
  readonly organisation: OrganisationId | null;
  readonly action: string;
  readonly request: string;
  readonly outcome: 'done' | 'refused';
  readonly subjects: readonly AuditSubject[];
  /** The code of the refusal; null where it was done. */
  readonly reason: string | null;
}

/** An entry of a chain. Its hash is over everything else in it, the hash of the entry before included. */
export interface AuditEntry extends AuditFacts {
  /** 1, 2, 3 and so on without a gap. */
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}

/** An entry as a store holds it. Texts are whatever is there; subjects are the JSON exactly as it was written. */
export interface StoredEntry {
  readonly chain: string;
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly action: string;
  readonly request: string;
  readonly outcome: string;
  readonly subjects: string;
  readonly reason: string | null;
  readonly previous: string;
  readonly hash: string;
}

/** The last entry of a chain, kept apart from it so that a tail that was cut off is missed. */
export interface ChainHead {
  readonly chain: string;
  /** 0 where nothing has been entered yet. */
  readonly number: number;
  readonly hash: string;
}

/** A head as it once was, kept outside the store: a tail cut off together with its head is seen by it. */
export type Anchor = ChainHead;

/** What is wrong with a chain, and where. */
export interface ChainFinding {
  readonly chain: string;
  /** The number of the entry that is wrong or not there. */
  readonly number: number;
  readonly code:
    | 'entry-changed'
    | 'entry-elsewhere'
    | 'entries-missing'
    | 'entries-out-of-order'
    | 'link-broken'
    | 'head-missing'
    | 'head-changed'
    | 'tail-cut'
    | 'anchor-differs';
  readonly sentence: string;
}

/** What was found in a chain. Only the first findings are kept, so that a ruined chain fills no memory; all are counted. */
export interface ChainReport {
  readonly chain: string;
  /** How many entries were read. */
  readonly entries: number;
  readonly findings: readonly ChainFinding[];
  readonly found: number;
}

/** A record as it is now: the hash of its salted content. */
export interface RecordHash {
  readonly kind: string;
  readonly id: string;
  readonly hash: string;
}

/** A record that is not what its chain says it is. */
export interface RecordFinding {
  readonly kind: string;
  readonly id: string;
  readonly code: 'record-differs' | 'record-never-entered' | 'record-was-removed' | 'record-missing';
  readonly sentence: string;
}

/** What was found when records were compared with their chain. Only the first findings are kept; all are counted. */
export interface RecordsReport {
  readonly records: number;
  readonly findings: readonly RecordFinding[];
  readonly found: number;
}
