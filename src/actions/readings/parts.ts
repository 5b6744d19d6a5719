import type { Analysis } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { ImportId } from '../../domain/spend/imports/types.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { Uploads } from '../../external/uploads/types.ts';
import type { AnalysisParts, AnalysisRequest } from '../analysis/parts.ts';

/** The real parts that reading without keeping works with; `main.ts` hands them in. */
export interface ReadingParts extends Pick<AnalysisParts, 'references' | 'placeTables'> {
  /** Working folders of readings alone: all of them are removed when the program starts. */
  readonly uploads: Pick<Uploads, 'receive' | 'pathsOf' | 'remove' | 'list'>;
  /** Carries out one job at a time; the same queue as imports, because reading takes memory. */
  readonly queue: {
    readonly add: (key: string, work: () => Promise<void>) => Decision<null>;
    /** Jobs that stand before this one; null when it is not in the queue. */
    readonly jobsBefore: (key: string) => number | null;
  };
  readonly analyse: (request: AnalysisRequest) => Promise<Decision<{ readonly analysis: Analysis }>>;
  /** The definition that leads, then the others. */
  readonly definitions: () => Promise<readonly LocalDefinition[]>;
  readonly contentOf: (path: string) => AsyncIterable<Uint8Array>;
  readonly newId: () => ImportId;
  /** Milliseconds since 1 January 1970. */
  readonly now: () => number;
  /** Does something after that many milliseconds; the answer calls it off. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}
