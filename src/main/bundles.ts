import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundleParts } from '../actions/explore/bundle.ts';
import { placesCsv } from '../formats/downloads/index.ts';
import { openBatchLines } from '../lake/batches/openBatchLines.ts';
import type { BatchFolders } from '../lake/batches/types.ts';
import { newScratch } from './scratch.ts';

/** Bundles of stored figures, made in a working folder below the home folder. */
export function storedBundles(home: string, { folderOf }: Pick<BatchFolders, 'folderOf'>): BundleParts {
  return {
    newFolder: async () => {
      const path = await newScratch(home);
      const pathOf = (name: string) => join(path, name);
      return {
        path,
        pathOf,
        writeText: (name, text) => writeFile(pathOf(name), text),
        remove: () => rm(path, { recursive: true, force: true }),
      };
    },
    openLines: (batches, scratch) => openBatchLines({ scratch }, batches.map(folderOf)),
    placesCsv,
  };
}
