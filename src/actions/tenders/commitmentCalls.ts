import {
  type PastProcurement,
  readResultContent,
  resultContent,
  type TenderFileId,
} from '../../domain/procurements/index.ts';
import { type Decision, refuse } from '../../domain/values/index.ts';
import type { IncomingFile } from '../imports/types.ts';
import { checkEnding, type KeepingParts, keep, keptFile, labelOf, removeKept } from './keptFiles.ts';
import type { CommitmentCalls, Results } from './types.ts';

/** What results of past procurements are kept with. */
export interface CommitmentParts extends KeepingParts {
  readonly readResults: (path: string) => Promise<Decision<readonly PastProcurement[]>>;
}

/** Fifty thousand lines are smaller. */
const mostBytes = 10_000_000;
const endings = ['.csv'];
/** Characters that what the results are called may have. */
export const longestTitle = 200;
const results = ['results'] as const;

async function find({ records }: CommitmentParts, asked: string | null): Promise<Results | null> {
  const id = asked ?? (await records.tenderFiles('results'))[0]?.id;
  const found = id === undefined ? null : await keptFile({ records }, id, results);
  if (found === null) return null;
  const { content, ...file } = found;
  return { file, procurements: readResultContent(content) };
}

async function add(
  parts: CommitmentParts,
  file: IncomingFile,
  said: string,
): Promise<Decision<TenderFileId>> {
  const fileName = labelOf(file);
  const kind = checkEnding(fileName, endings, 'a CSV file');
  if (!kind.ok) return kind;
  const title = said.trim() || fileName;
  if (title.length > longestTitle)
    return refuse('title', `What the results are called may have ${longestTitle} characters at most.`);
  return parts.received(file, mostBytes, async ({ path, sha256 }) => {
    const read = await parts.readResults(path);
    if (!read.ok) return read;
    return keep(parts, { kind: 'results', title, fileName, sha256, content: resultContent(read.value) });
  });
}

/** What was promised to one organisation in past procurements. */
export function commitmentCalls(parts: CommitmentParts): CommitmentCalls {
  return {
    list: () => parts.records.tenderFiles('results'),
    find: (id) => find(parts, id),
    add: (file, title) => add(parts, file, title),
    remove: (id) => removeKept(parts, id, results),
  };
}
