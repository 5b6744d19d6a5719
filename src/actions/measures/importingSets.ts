import {
  readSaidOfSet,
  type SaidOfSet,
  type SetAnswers,
  type SetMapping,
} from '../../domain/measures/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import type { readSetWorkbook, WorkbookSet } from '../../formats/measures/readWorkbook.ts';
import type { FileSource } from '../../records/measureTypes.ts';
import type { IncomingFile } from '../imports/types.ts';
import type { SetParts } from './knownSets.ts';

/** What a list is read with. */
export interface ReadingParts extends SetParts {
  readonly readSetWorkbook: typeof readSetWorkbook;
  /** Works in an empty folder that is removed afterwards. */
  readonly withScratch: <T>(work: (folder: string) => Promise<T>) => Promise<T>;
  /** Writes an upload into a folder under a name that is safe there; answers its path, or refuses what is too large. */
  readonly receive: (folder: string, file: IncomingFile) => Promise<Decision<string>>;
}

/** How many earlier imports are looked at for what was said of their columns. */
const mostEarlier = 20;

function isSaid({ columnsBy }: FileSource): boolean {
  return columnsBy === 'said' || columnsBy === 'earlier';
}

/** What people said of the columns of earlier files, the newest first. */
async function earlierMappings({ records }: SetParts): Promise<readonly SetMapping[]> {
  const sets = (await records.measureSets()).slice(0, mostEarlier);
  const stored = await Promise.all(sets.map(({ id }) => records.measureSetOf(id)));
  return stored.flatMap((one) =>
    one?.source.kind === 'file' && isSaid(one.source) ? [one.source.mapping] : [],
  );
}

function read(parts: ReadingParts, file: IncomingFile, answers: SetAnswers): Promise<Decision<WorkbookSet>> {
  return parts.withScratch(async (scratch) => {
    const received = await parts.receive(scratch, file);
    if (!received.ok) return received;
    const earlier = await earlierMappings(parts);
    return parts.readSetWorkbook({ path: received.value, scratch, answers, mapping: null, earlier });
  });
}

/** How a list was read, to be kept with its draft. */
export function sourceOf(found: WorkbookSet, priceYear: string | null): FileSource {
  const { file, sha256, table, mapping, columnsBy, headerRow, counts, problems, rows } = found;
  return {
    ...{ kind: 'file', file, sha256, table, mapping, columnsBy, headerRow },
    ...{ priceYear, counts, problems, rows },
  };
}

/** Somebody's list as a draft with its source; refused for what was said of it, or for the file. */
export async function readIncoming(
  parts: ReadingParts,
  file: IncomingFile,
  said: SaidOfSet,
): Promise<Decision<{ readonly found: WorkbookSet; readonly answers: SetAnswers }>> {
  const answers = readSaidOfSet(said);
  if (!answers.ok) return answers;
  const found = await read(parts, file, answers.value);
  return found.ok ? accept({ found: found.value, answers: answers.value }) : found;
}
