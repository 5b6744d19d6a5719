import type { Acting } from '../../domain/organisations/index.ts';
import type { MatchingWords, PayeeVocabulary } from '../../domain/suppliers/index.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';
import type { RegisterStore } from '../../lake/reference/types.ts';
import type { Records } from '../../records/types.ts';
import type { ExploreCalls } from '../explore/types.ts';

/** What reviewing suppliers asks of the records of an organisation. */
export type SupplierReviewRecords = Pick<
  Records,
  ('supplierDecisions' | 'addSupplierDecisions' | 'undoSupplierDecisions') | ('matching' | 'supplierFindings')
>;

/** The real parts that reviewing suppliers works with; `main.ts` hands them in. */
export interface SupplierParts {
  readonly acting: Acting;
  readonly records: SupplierReviewRecords;
  readonly explore: Pick<
    ExploreCalls,
    | 'openSuppliers'
    | 'stringsOf'
    | 'everyString'
    | 'placesAt'
    | 'supplierMoney'
    | 'slices'
    | 'lines'
    | 'everyLine'
    | 'choices'
  >;
  readonly registers: Pick<RegisterStore, 'registers' | 'entitiesOf' | 'entitiesNaming'>;
  readonly words: { readonly words: MatchingWords; readonly payees: PayeeVocabulary };
  /** Resolves when pages show what was just decided. */
  readonly upToDate: () => Promise<void>;
  readonly matching: {
    /** Orders that every supplier is looked up in the registers; refused while that is waiting or going on. */
    readonly order: () => Promise<Decision<null>>;
    readonly isGoingOn: () => Promise<boolean>;
  };
  readonly dictionaries: {
    readonly write: (rows: readonly (readonly string[])[]) => string;
    readonly read: (text: string) => readonly Readonly<Record<string, string>>[];
  };
  readonly newId: (prefix: 'dec') => string;
  readonly now: () => Instant;
}
