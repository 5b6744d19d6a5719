import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Analysed, analyseLedgers } from '../../src/actions/analysis/analyseLedgers.ts';
import type { AnalysisRequest } from '../../src/actions/analysis/parts.ts';
import { writeBundle } from '../../src/actions/analysis/writeBundle.ts';
import type { LocalDefinition } from '../../src/domain/spend/definitions.ts';
import { placesCsv } from '../../src/formats/downloads/index.ts';
import { ledgerFiles } from '../../src/formats/ledgers/index.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../../src/formats/readDefinitions.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';
import { openLake } from '../../src/lake/ledgers/openLake.ts';
import type { LedgerLake } from '../../src/lake/ledgers/types.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { registerParts } from './registerParts.ts';

export interface RealAnalysis extends Analysed {
  readonly lake: LedgerLake;
  /** Writes the bundle of one definition into a folder. */
  readonly bundle: (folder: string, definition: LocalDefinition) => Promise<void>;
}

/** Analyses ledgers with the real parts, as `main.ts` puts them together, and hands the result over while the lake is open. */
export async function withAnalysis<T>(
  request: Partial<AnalysisRequest> & Pick<AnalysisRequest, 'paths'> & { readonly stateFolder?: string },
  use: (result: RealAnalysis) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'sevenbox-analysis-'));
  const lake = await openLake({ scratch });
  try {
    const parts = {
      files: ledgerFiles(),
      lake,
      ...registerParts(openReferenceStore(request.stateFolder ?? join(scratch, 'home'))),
      vocabulary: readVocabulary(),
      placeTables: readPlaceTables(),
      scratch,
      productVersion: '0',
    };
    const usual = { home: 'E08000034', definitions: shippedDefinitions(), mapping: {}, title: null };
    const quiet = { demonstration: false, progress: () => undefined };
    const analysed = await analyseLedgers(parts, { ...usual, ...quiet, ...request });
    if (!analysed.ok) throw new Error(analysed.refusals.map((refusal) => refusal.sentence).join(' '));
    const bundle = async (folder: string, definition: LocalDefinition) => {
      mkdirSync(folder, { recursive: true });
      const pathOf = async (name: string) => join(folder, name);
      const writeText = async (name: string, text: string) => writeFileSync(join(folder, name), text);
      await writeBundle({ lake, pathOf, writeText, placesCsv }, analysed.value, definition);
    };
    return await use({ ...analysed.value, lake, bundle });
  } finally {
    await lake.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
