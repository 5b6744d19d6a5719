import type { RingName } from '../../domain/spend/analysis.ts';
import type { Slice } from '../../domain/spend/explore/types.ts';
import type { KindAnswer, PaidOutOfTime, RegisteredEntity, WhoIs } from '../../domain/suppliers/index.ts';
import type { LocalDate, Pence } from '../../domain/values/index.ts';
import type { DecisionInUse } from './types.ts';

/** A name under which a supplier was paid. */
export interface NameUsed {
  readonly name: string;
  /** Other spellings that count as the same name. */
  readonly alsoWritten: readonly string[];
  readonly supplierNumber: string | null;
  readonly firstPaid: LocalDate | null;
  readonly lastPaid: LocalDate | null;
  readonly payments: number;
  /** All payments less credits, those too that a definition leaves out. */
  readonly pence: Pence;
}

/** An organisation that a supplier is, or may be. */
export interface ProfileOrganisation {
  readonly entity: RegisteredEntity;
  /** What other registers in use have of the same organisation. */
  readonly also: readonly RegisteredEntity[];
  /** Where its office is; empty when that is not known. */
  readonly places: readonly string[];
  readonly answers: readonly KindAnswer[];
  /** Payments when it was not there yet, or not any more. */
  readonly outOfTime: readonly PaidOutOfTime[];
}

/** A place of a supplier, and who says so. */
export interface ProfilePlace {
  readonly basis: 'ledger address' | 'registered office' | 'delivery site';
  readonly postcode: string;
  /** Names of places, innermost first; empty when they are not known. */
  readonly places: readonly string[];
  readonly source: string;
}

/** What a supplier was paid in one year for one thing. */
export interface ServiceRow {
  readonly year: string;
  /** Text of the column; empty where it is empty. */
  readonly service: string;
  readonly lines: number;
  readonly pence: Pence;
}

/** Everything known about one supplier across the ledgers of an organisation. Only for the organisation itself. */
export interface SupplierProfile {
  readonly payee: string;
  readonly name: string;
  readonly supplierNumbers: readonly string[];
  readonly definition: { readonly id: string; readonly name: string };
  readonly ring: RingName;
  readonly names: readonly NameUsed[];
  readonly companyNumbers: readonly string[];
  readonly who: readonly WhoIs[];
  /** Why registers say what they say, in sentences. */
  readonly reasons: readonly string[];
  readonly isPerson: boolean;
  /** The organisations it is or may be; at most ten. */
  readonly organisations: readonly ProfileOrganisation[];
  /** What was decided about somebody on no register means by each definition; empty where nothing was. */
  readonly decidedKinds: readonly KindAnswer[];
  /** Newest first, undone ones too. */
  readonly decisions: readonly DecisionInUse[];
  /** What counts under the definition that leads, in order of time. */
  readonly years: readonly Slice[];
  readonly serviceBy: 'category' | 'department' | null;
  readonly services: readonly ServiceRow[];
  readonly places: readonly ProfilePlace[];
  /** Registers in use. */
  readonly editions: readonly string[];
  /** Whether names wait to be looked up in them. */
  readonly isMatching: boolean;
}

/** What may be published of a supplier that is an organisation: no address, no reason, no person. */
export interface PublishedOrganisation {
  readonly kind: 'organisation';
  readonly name: string;
  readonly names: readonly string[];
  readonly supplierNumbers: readonly string[];
  /** The organisation on a register; null where it is not known which it is. */
  readonly registered: {
    readonly name: string;
    readonly identifier: string;
    readonly category: string;
  } | null;
  readonly answers: readonly Pick<KindAnswer, 'kind' | 'answer' | 'pointsTo' | 'on'>[];
  /** Local authorities where it is, as far as that is known. */
  readonly authorities: readonly string[];
  readonly years: readonly Slice[];
  /** Whether somebody still has to say who it is before this is published. */
  readonly isSettled: boolean;
}

/** What may be published of a supplier; of a person nothing at all. */
export type PublishedSupplier = PublishedOrganisation | { readonly kind: 'person' };
