import { basename, join } from 'node:path';
import { guarded } from '../actions/access/guarded.ts';
import type { IncomingFile } from '../actions/imports/types.ts';
import { type MeasureParts, measureCalls } from '../actions/measures/measureCalls.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { safeFileName } from '../domain/spend/imports/fileNames.ts';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { receiveReference } from '../external/receiveReference.ts';
import { readSetWorkbook } from '../formats/measures/readWorkbook.ts';
import type { Store } from '../records/types.ts';
import type { Site } from '../web/site.ts';
import { withScratch } from './scratch.ts';

/** A list of measures is a small file; larger ones are something else. */
const limits = { fileBytes: 25_000_000, freeBytes: 500_000_000 };

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

interface Parts extends Pick<MeasureParts, 'shipped' | 'newSetId' | 'now'> {
  readonly home: string;
  readonly store: Pick<Store, 'as'>;
}

/** Sets of measures of the organisation that is acted in. */
export function measuresIn({ home, store, ...parts }: Parts, acting: Acting): Pick<Site, 'measures'> {
  const calls = measureCalls({
    ...{ ...parts, acting, records: store.as(acting), readSetWorkbook, receive },
    withScratch: (work) => withScratch(home, work),
  });
  return { measures: guarded(acting, calls) };
}
