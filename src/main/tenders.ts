import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guarded } from '../actions/access/guarded.ts';
import { commitmentCalls } from '../actions/tenders/commitmentCalls.ts';
import { type KeepingParts, labelOf } from '../actions/tenders/keptFiles.ts';
import { tenderCalls } from '../actions/tenders/tenderCalls.ts';
import type { CommitmentCalls, TenderCalls } from '../actions/tenders/types.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { parseTenderFileId } from '../domain/procurements/index.ts';
import { safeFileName } from '../domain/spend/imports/fileNames.ts';
import { assert, type Decision, type Instant } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { receiveSmall } from '../external/receiveOne.ts';
import { readPastBidsFile } from '../formats/measures/readPastBids.ts';
import { readResultsFile } from '../formats/procurements/readResultsFile.ts';
import { readTenderFile } from '../formats/procurements/readTenderFile.ts';
import type { Store } from '../records/types.ts';
import { withScratch } from './scratch.ts';

interface Parts {
  readonly home: string;
  readonly store: Pick<Store, 'as'>;
  readonly now: () => Instant;
}

const folder = new URL('../../data/tenders/', import.meta.url);
const exampleName = 'example-tender.json';

/** The invented tender in which the formula changes the winner. */
function exampleTender(): { readonly name: string; readonly json: unknown; readonly sha256: string } {
  const text = textOf(exampleName);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { name: exampleName, json: JSON.parse(text), sha256 };
}

const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** Refusals that call a file by its name and not by where it lies for now. */
function withoutFolder<T>(decision: Decision<T>, scratch: string): Decision<T> {
  if (decision.ok) return decision;
  const refusals = decision.refusals.map(({ code, sentence }) => ({
    code,
    sentence: sentence.replaceAll(join(scratch, '/'), ''),
  }));
  return { ok: false, refusals };
}

function receiving(home: string): KeepingParts['received'] {
  return (file, mostBytes, work) =>
    withScratch(home, async (scratch) => {
      const label = labelOf(file);
      const path = join(scratch, safeFileName(label));
      const received = await receiveSmall({ path, name: label, content: file.content }, mostBytes);
      return received.ok
        ? withoutFolder(await work({ path, scratch, sha256: received.value }), scratch)
        : received;
    });
}

function newFileId() {
  const id = parseTenderFileId(newId('tnf'));
  assert(id !== undefined, 'a new id is one');
  return id;
}

/** What one organisation keeps of files about tenders. */
export function tendersIn(
  { home, store, now }: Parts,
  acting: Acting,
): { readonly tenders: TenderCalls; readonly commitments: CommitmentCalls } {
  const keeping = { acting, records: store.as(acting), received: receiving(home), newFileId, now };
  const tenders = tenderCalls({
    ...{ ...keeping, readTender: readTenderFile, readPastBids: readPastBidsFile, example: exampleTender },
    exampleText: (of) => textOf(of === 'rehearsal' ? 'example-tender.csv' : 'example-past-bids.csv'),
  });
  const commitments = commitmentCalls({
    ...{ ...keeping, readResults: readResultsFile },
    exampleText: () => textOf('example-results.csv'),
  });
  return { tenders: guarded(acting, tenders), commitments: guarded(acting, commitments) };
}
