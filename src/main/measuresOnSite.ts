import { basename, join } from 'node:path';
import type { IncomingFile } from '../actions/imports/types.ts';
import { measureCalls } from '../actions/measures/measureCalls.ts';
import type { MeasureCalls } from '../actions/measures/types.ts';
import { type MeasureSetId, parseMeasureSetId } from '../domain/measures/index.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { safeFileName } from '../domain/spend/imports/fileNames.ts';
import { accept, assert, type Decision, type Instant, refuse } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { receiveReference } from '../external/receiveReference.ts';
import { readShippedSets } from '../formats/measures/readSets.ts';
import { readSetWorkbook } from '../formats/measures/readWorkbook.ts';
import type { Store } from '../records/types.ts';
import { withScratch } from './scratch.ts';

/** A list of measures is a small file; larger ones are something else. */
const limits = { fileBytes: 25_000_000, freeBytes: 500_000_000 };

function newSetId(): MeasureSetId {
  const id = parseMeasureSetId(newId('set'));
  assert(id !== undefined, 'a new id is one');
  return id;
}

async function receive(folder: string, { name, content }: IncomingFile): Promise<Decision<string>> {
  const path = join(folder, safeFileName(name));
  const received = await receiveReference({ path, name: basename(path), content }, limits);
  if (received.ok) return accept(path);
  if (!received.refusals.some(({ code }) => code === 'reference-too-large')) return received;
  return refuse(
    'set-file-too-large',
    `${basename(path)} is larger than 25 MB, the most a list of measures may have.`,
  );
}

/** Sets of measures for whoever acts; the shipped ones are read once. */
export function openMeasures(
  home: string,
  store: Pick<Store, 'as'>,
  now: () => Instant,
): (acting: Acting) => MeasureCalls {
  const shipped = readShippedSets();
  return (acting) =>
    measureCalls({
      ...{ acting, records: store.as(acting), shipped, readSetWorkbook, newSetId, now },
      withScratch: (work) => withScratch(home, work),
      receive,
    });
}
