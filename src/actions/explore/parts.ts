import type { OrganisationId } from '../../domain/organisations/index.ts';
import type { PlaceTables } from '../../domain/places/index.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { Vocabulary } from '../../domain/spend/mapping/index.ts';
import type { OpenExplorer } from '../../lake/batches/types.ts';
import type { Records } from '../../records/types.ts';
import type { AnalysisParts } from '../analysis/parts.ts';
import type { RegisterLookup } from '../suppliers/knowledge.ts';
import type { BundleParts } from './bundle.ts';

/** What exploring asks of the records of an organisation. */
export type ExploreRecords = Pick<
  Records,
  | ('owner' | 'currentBatches' | 'definitions' | 'importOf' | 'batchOf')
  | ('supplierVersion' | 'supplierDecisions' | 'supplierFindings')
>;

/** The real parts that exploring works with; `main.ts` hands them in. */
export interface ExploreParts {
  readonly records: ExploreRecords;
  /** Opens the explorer of an owner. Called once for each owner; what it opens is kept. */
  readonly explorerFor: (owner: OrganisationId) => Promise<OpenExplorer>;
  readonly references: AnalysisParts['references'];
  readonly registers: RegisterLookup;
  readonly vocabulary: Pick<Vocabulary, 'scopeRules'>;
  readonly placeTables: PlaceTables;
  /** The definitions that come with the product, the default one first. */
  readonly shippedDefinitions: readonly LocalDefinition[];
  readonly productVersion: string;
  readonly bundles: BundleParts;
}
