import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { analyseLedgers } from '../../src/actions/analysis/analyseLedgers.ts';
import type { AnalysisRequest } from '../../src/actions/analysis/parts.ts';
import type { IncomingFile } from '../../src/actions/imports/types.ts';
import type { ReadingParts } from '../../src/actions/readings/parts.ts';
import type { Reader } from '../../src/actions/readings/readingCalls.ts';
import { parseImportId } from '../../src/domain/spend/imports/ids.ts';
import type { ImportId } from '../../src/domain/spend/imports/types.ts';
import { refuse } from '../../src/domain/values/index.ts';
import { openUploads } from '../../src/external/uploads/openUploads.ts';
import { ledgerFiles } from '../../src/formats/ledgers/index.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../../src/formats/readDefinitions.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';
import { serialQueue } from '../../src/jobs/serialQueue.ts';
import { openLake } from '../../src/lake/ledgers/openLake.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';

/** An id of an import that nothing else has. */
export function newImportId(): ImportId {
  const id = parseImportId(`imp_${randomBytes(10).toString('hex')}`);
  if (id === undefined) throw new Error('An id of an import is written otherwise.');
  return id;
}

import { registerParts } from './registerParts.ts';

async function analyseIn(home: string, request: AnalysisRequest) {
  const scratch = await mkdtemp(join(home, 'scratch-'));
  const lake = await openLake({ scratch });
  try {
    const tables = { vocabulary: readVocabulary(), placeTables: readPlaceTables(), productVersion: '0' };
    const registers = registerParts(openReferenceStore(home));
    return await analyseLedgers({ files: ledgerFiles(), lake, scratch, ...registers, ...tables }, request);
  } finally {
    await lake.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The parts of reading without keeping as the program puts them together, in a folder that exists. */
export function realReadingParts(home: string, changed: Partial<ReadingParts> = {}): ReadingParts {
  return {
    references: openReferenceStore(home),
    placeTables: readPlaceTables(),
    uploads: openUploads(join(home, 'readings'), { freeBytes: 0 }),
    queue: serialQueue((error) => {
      throw error;
    }),
    analyse: (request) => analyseIn(home, request),
    definitions: async () => shippedDefinitions(),
    contentOf: (path) => createReadStream(path),
    newId: newImportId,
    now: () => Date.now(),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    ...changed,
  };
}

/** Who reads without a way to keep anything. */
export const noKeeper: Reader = {
  holder: 'nobody',
  receiveImport: async () => refuse('not-kept', 'Nothing can be kept in this test.'),
};

/** Files as they come from a browser, by their names and texts. */
export async function* incomingFiles(texts: Readonly<Record<string, string>>): AsyncGenerator<IncomingFile> {
  for (const [name, text] of Object.entries(texts)) {
    yield {
      name,
      content: (async function* () {
        yield Buffer.from(text);
      })(),
    };
  }
}
