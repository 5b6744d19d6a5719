import type { PlaceTables } from '../../domain/places/index.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { MappingOptions, Vocabulary } from '../../domain/spend/mapping/index.ts';
import type { LedgerFiles } from '../../formats/ledgers/types.ts';
import type { LedgerLake } from '../../lake/ledgers/types.ts';
import type { SupplierFinder } from '../../lake/reference/registers/supplierFinder.ts';
import type { ReferenceStore } from '../../lake/reference/types.ts';

/** The real parts an analysis works with; `main.ts` hands them in. */
export interface AnalysisParts {
  readonly files: LedgerFiles;
  readonly lake: LedgerLake;
  readonly references: Pick<
    ReferenceStore,
    ('list' | 'newest' | 'postcodes' | 'supplierPlaces' | 'ladLookups') | ('registers' | 'entitiesOf')
  >;
  /** Opens the registers in use for looking suppliers up; called only where one is in use, and closed after it. */
  readonly openFinder: () => Promise<SupplierFinder>;
  readonly vocabulary: Vocabulary;
  readonly placeTables: PlaceTables;
  /** An empty folder for working files; the caller removes it. */
  readonly scratch: string;
  readonly productVersion: string;
}

export interface AnalysisRequest {
  /** Files, folders and globs. */
  readonly paths: readonly string[];
  /** Code or name of the authority that is home. */
  readonly home: string;
  /** The definition that leads, then the others. */
  readonly definitions: readonly LocalDefinition[];
  readonly mapping: MappingOptions;
  readonly title: string | null;
  readonly demonstration: boolean;
  readonly progress: (sentence: string) => void;
}
