import type { Analysis } from '../../domain/spend/analysis.ts';
import type { ImportId } from '../../domain/spend/imports/types.ts';
import type { Profile } from '../../domain/spend/mapping/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { IncomingFile, Progress } from '../imports/types.ts';

/** A ledger that is read without being kept. It lives in memory and in a working folder, for an hour at most. */
export type Reading =
  | { readonly id: string; readonly state: 'reading'; readonly progress: Progress }
  /** Read; questions that are open are in `analysis.questions`. `signatures` are the headers the answers are saved under, by file. */
  | {
      readonly id: string;
      readonly state: 'read';
      readonly analysis: Analysis;
      readonly signatures: Readonly<Record<string, string>>;
    }
  | { readonly id: string; readonly state: 'refused'; readonly sentence: string };

/** Everything the landing page asks for. */
export interface ReadingCalls {
  /** Starts reading; `home` is a code or a name. At most three are read or kept at once; the oldest read one makes room. */
  readonly start: (home: string, files: AsyncIterable<IncomingFile>) => Promise<Decision<string>>;
  readonly of: (id: string) => Reading | null;
  /** Reads again with answers, by the name of a file. */
  readonly answer: (id: string, profiles: Readonly<Record<string, Profile>>) => Promise<Decision<null>>;
  /** Hands the same files over as an import, with the answers given. */
  readonly keep: (id: string) => Promise<Decision<ImportId>>;
  readonly forget: (id: string) => Promise<void>;
}
