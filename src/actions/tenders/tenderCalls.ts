import {
  type PastBidRow,
  pastBidContent,
  readTender,
  type TenderFileId,
  type TenderToEvaluate,
  tenderContent,
} from '../../domain/procurements/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import type { StoredTenderFile } from '../../records/measureTypes.ts';
import type { IncomingFile } from '../imports/types.ts';
import {
  certain,
  checkEnding,
  checkTable,
  type KeepingParts,
  keep,
  keptFile,
  labelOf,
  removeKept,
  titleOf,
} from './keptFiles.ts';
import type { Rehearsal, RehearsalPage, TenderCalls } from './types.ts';

/** What tenders are rehearsed with. */
export interface TenderParts extends KeepingParts {
  readonly readTender: (path: string) => Promise<Decision<TenderToEvaluate>>;
  readonly readPastBids: (asked: {
    readonly path: string;
    readonly scratch: string;
  }) => Promise<Decision<{ readonly rows: readonly PastBidRow[] }>>;
  /** The invented example: its file, and the hash of that. */
  readonly example: () => { readonly name: string; readonly json: unknown; readonly sha256: string };
  readonly exampleText: TenderCalls['exampleText'];
}

/** A tender of 200 bids and 40 criteria is far smaller. */
const mostBytes = 5_000_000;
/** Scores, bids by criteria, that are worked out while somebody waits for a page. */
const mostScores = 600;
const endings = ['.json', '.xlsx', '.ods', '.csv'];
const rehearsed = ['rehearsal'] as const;

function rehearsalOf({ content, ...file }: StoredTenderFile): Rehearsal {
  return { file, tender: certain(readTender(content), 'a tender that is kept can be read again') };
}

async function list(
  { records, example }: TenderParts,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<RehearsalPage> {
  const files = await records.tenderFiles('rehearsal');
  const rehearsals: Rehearsal[] = [];
  for (const { id } of files.slice(from, from + size)) {
    const file = await records.tenderFileOf(id);
    if (file !== null) rehearsals.push(rehearsalOf(file));
  }
  const { sha256 } = example();
  const hasExample = files.some((file) => file.sha256 === sha256);
  return { rehearsals, count: files.length, hasExample };
}

function checkSize({ tender: { bids, criteria } }: TenderToEvaluate): Decision<null> {
  if (bids.length * criteria.length <= mostScores) return accept(null);
  const sentence = `${bids.length} bids by ${criteria.length} criteria are more than the ${mostScores} scores that a page works out. Use the command “sevenbox evaluate” for them, or leave out bids that cannot win.`;
  return refuse('tender-large', sentence);
}

async function add(parts: TenderParts, file: IncomingFile): Promise<Decision<TenderFileId>> {
  const fileName = labelOf(file);
  const kind = checkEnding(fileName, endings, 'a JSON, XLSX, ODS or CSV file');
  if (!kind.ok) return kind;
  return parts.received(file, mostBytes, async ({ path, sha256 }) => {
    const read = await parts.readTender(path);
    if (!read.ok) return read;
    const small = checkSize(read.value);
    if (!small.ok) return small;
    const title = read.value.title ?? fileName;
    const content = tenderContent(read.value);
    return keep(parts, { kind: 'rehearsal', title, fileName, sha256, content });
  });
}

async function addExample(parts: TenderParts): Promise<Decision<TenderFileId>> {
  const { name: fileName, json, sha256 } = parts.example();
  const there = (await parts.records.tenderFiles('rehearsal')).find((one) => one.sha256 === sha256);
  if (there) return accept(there.id);
  const tender = certain(readTender(json), 'the example is a tender');
  const title = tender.title ?? fileName;
  return keep(parts, { kind: 'rehearsal', title, fileName, sha256, content: tenderContent(tender) });
}

/** Fifty thousand rows of offers are smaller. */
const mostPastBytes = 20_000_000;

async function addPastBids(
  parts: TenderParts,
  file: IncomingFile,
  said: string,
): Promise<Decision<TenderFileId>> {
  const fileName = labelOf(file);
  const [kind, title] = [checkTable(fileName), titleOf(said, fileName)];
  if (!kind.ok) return kind;
  if (!title.ok) return title;
  return parts.received(file, mostPastBytes, async ({ path, scratch, sha256 }) => {
    const read = await parts.readPastBids({ path, scratch });
    if (!read.ok) return read;
    const content = pastBidContent(read.value.rows);
    return keep(parts, { kind: 'past-bids', title: title.value, fileName, sha256, content });
  });
}

const removable = ['rehearsal', 'past-bids'] as const;

/** The tenders that one organisation rehearses. */
export function tenderCalls(parts: TenderParts): TenderCalls {
  return {
    list: (asked) => list(parts, asked),
    find: async (id) => {
      const file = await keptFile(parts, id, rehearsed);
      return file && rehearsalOf(file);
    },
    add: (file) => add(parts, file),
    addExample: () => addExample(parts),
    exampleText: parts.exampleText,
    pastBids: () => parts.records.tenderFiles('past-bids'),
    addPastBids: (file, title) => addPastBids(parts, file, title),
    removable: (id) => keptFile(parts, id, removable),
    remove: (id) => removeKept(parts, id, removable),
  };
}
