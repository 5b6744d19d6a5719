import { basename, join } from 'node:path';
import { guarded } from '../actions/access/guarded.ts';
import type { IncomingFile } from '../actions/imports/types.ts';
import { type MeasureParts, measureCalls } from '../actions/measures/measureCalls.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { safeFileName } from '../domain/spend/imports/fileNames.ts';
import { accept, type Decision } from '../domain/values/index.ts';
import { receiveSmall } from '../external/receiveOne.ts';
import { readSetWorkbook } from '../formats/measures/readWorkbook.ts';
import type { Store } from '../records/types.ts';
import type { Site } from '../web/site.ts';
import { withScratch } from './scratch.ts';

/** A list of measures is a small file; larger ones are something else. */
const mostBytes = 25_000_000;

async function receive(folder: string, { name, content }: IncomingFile): Promise<Decision<string>> {
  const path = join(folder, safeFileName(name));
  const received = await receiveSmall({ path, name: basename(path), content }, mostBytes);
  return received.ok ? accept(path) : received;
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
