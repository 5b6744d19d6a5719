import type { BatchId, ImportId, StoreId } from './types.ts';

/** The identifier of an import, when the text is one. */
export function parseImportId(text: string): ImportId | undefined {
  return /^imp_[a-z0-9]{20}$/.test(text) ? (text as ImportId) : undefined;
}

/** The identifier of a batch, when the text is one. */
export function parseBatchId(text: string): BatchId | undefined {
  return /^bat_[a-z0-9]{20}$/.test(text) ? (text as BatchId) : undefined;
}

/** The identifier of a store, when the text is one. */
export function parseStoreId(text: string): StoreId | undefined {
  return /^sto_[a-z0-9]{20}$/.test(text) ? (text as StoreId) : undefined;
}
