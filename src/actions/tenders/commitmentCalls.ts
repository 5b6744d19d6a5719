import {
  type PastProcurement,
  readResultContent,
  resultContent,
  type TenderFileId,
} from '../../domain/procurements/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { IncomingFile } from '../imports/types.ts';
import { checkTable, type KeepingParts, keep, keptFile, labelOf, removeKept, titleOf } from './keptFiles.ts';
import type { CommitmentCalls, Results } from './types.ts';

/** What results of past procurements are kept with. */
export interface CommitmentParts extends KeepingParts {
  readonly readResults: (path: string) => Promise<Decision<readonly PastProcurement[]>>;
  readonly exampleText: () => string;
}

/** Fifty thousand lines are smaller. */
const mostBytes = 10_000_000;
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
  const kind = checkTable(fileName);
  if (!kind.ok) return kind;
  const title = titleOf(said, fileName);
  if (!title.ok) return title;
  return parts.received(file, mostBytes, async ({ path, sha256 }) => {
    const read = await parts.readResults(path);
    if (!read.ok) return read;
    return keep(parts, {
      kind: 'results',
      title: title.value,
      fileName,
      sha256,
      content: resultContent(read.value),
    });
  });
}

/** What was promised to one organisation in past procurements. */
export function commitmentCalls(parts: CommitmentParts): CommitmentCalls {
  return {
    list: () => parts.records.tenderFiles('results'),
    find: (id) => find(parts, id),
    exampleText: parts.exampleText,
    add: (file, title) => add(parts, file, title),
    remove: (id) => removeKept(parts, id, results),
  };
}
