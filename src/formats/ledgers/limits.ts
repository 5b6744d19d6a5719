import type { OpenLimits } from './types.ts';

/** What one ledger file may make us do unless the caller says otherwise. */
export const usualLimits: OpenLimits = {
  unpackedBytes: 20_000_000_000,
  ratio: 200,
  filesInZip: 2_000,
  recordCharacters: 1_000_000,
  cells: 500,
};
