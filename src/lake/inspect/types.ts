import type { BatchId } from '../../domain/spend/imports/types.ts';

/** What was found in the folder of a batch. */
export type BatchCondition =
  | { readonly kind: 'whole'; readonly lines: number }
  | { readonly kind: 'missing' }
  /** `why` is the end of a sentence that begins with the batch. */
  | { readonly kind: 'damaged'; readonly why: string };

/** Looks at the files of the lake and changes nothing. */
export interface LakeInspector {
  /** Names of drafts that were left behind. */
  readonly drafts: () => Promise<readonly string[]>;
  /** Reads every byte of a batch and compares with what was noted when it was written. */
  readonly batch: (batch: BatchId) => Promise<BatchCondition>;
  /** Every reference edition, by its path below the reference folder such as `kind/edition`, and what is wrong with it; null when it reads. */
  readonly editions: () => Promise<readonly { readonly name: string; readonly why: string | null }[]>;
  /** Paths of the files of a batch or an edition, by the names they have in a backup. Empty when it is not there. */
  readonly batchFiles: (
    batch: BatchId,
  ) => Promise<readonly { readonly name: string; readonly path: string }[]>;
  readonly editionFiles: () => Promise<readonly { readonly name: string; readonly path: string }[]>;
}
