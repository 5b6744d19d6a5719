import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Analysed, analyseLedgers } from '../actions/analysis/analyseLedgers.ts';
import { writeBundle } from '../actions/analysis/writeBundle.ts';
import type { AnalyseOrder } from '../cli/analyse.ts';
import type { Config } from '../config.ts';
import { accept, type Decision } from '../domain/values/index.ts';
import { demoHome, demoLedgers, demoTitle } from '../formats/demo/index.ts';
import { placesCsv, writeZip } from '../formats/downloads/index.ts';
import { ledgerFiles } from '../formats/ledgers/index.ts';
import { readPlaceTables } from '../formats/places/readPlaceTables.ts';
import { definitionsLedBy } from '../formats/readDefinitions.ts';
import { readMatchingWords } from '../formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../formats/vocabulary/readVocabulary.ts';
import { openLake } from '../lake/ledgers/openLake.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import { openSupplierFinder } from '../lake/reference/registers/supplierFinder.ts';
import type { Download } from '../web/pages/spend/downloads.ts';
import { endProgress, productVersion, progress } from './product.ts';
import { withScratch } from './scratch.ts';

/** Runs one analysis on an embedded lake, and writes its bundle while the lake is open. */
export async function analyse(
  config: Config,
  { request, bundle }: AnalyseOrder,
): Promise<Decision<Analysed>> {
  return withScratch(config.home, async (scratch) => {
    const lake = await openLake({ scratch });
    try {
      const references = openReferenceStore(config.home);
      const vocabulary = readVocabulary();
      const parts = {
        files: ledgerFiles(),
        ...{ lake, references, vocabulary },
        openFinder: () =>
          openSupplierFinder(references, { words: readMatchingWords(), payees: vocabulary.payees }),
        placeTables: readPlaceTables(),
        scratch,
        productVersion: productVersion(),
      };
      const analysed = await analyseLedgers(parts, request);
      const [definition] = request.definitions;
      if (analysed.ok && bundle && definition && analysed.value.analysis.figures.length > 0) {
        const pathOf = async (name: string) => {
          await mkdir(bundle, { recursive: true });
          return join(resolve(bundle), name);
        };
        const writeText = async (name: string, text: string) => writeFile(await pathOf(name), text);
        await writeBundle({ lake, pathOf, writeText, placesCsv }, analysed.value, definition);
      }
      return analysed;
    } finally {
      endProgress();
      await lake.close();
    }
  });
}

/** The demonstration as it was made on this computer. */
export interface MadeDemo {
  /** Where its ledgers lie. */
  readonly folder: string;
  /** Where the files lie that recompute its figures. */
  readonly bundle: string;
  readonly analysed: Analysed;
}

/** Fresh ledgers in the state folder, analysed, with the bundle beside them. */
export async function makeDemo(config: Config): Promise<Decision<MadeDemo>> {
  const folder = join(config.home, 'demo', 'ledgers');
  const bundle = join(config.home, 'demo', 'bundle');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of await demoLedgers()) await writeFile(join(folder, file.name), file.bytes);
  const definitions = definitionsLedBy(undefined);
  if (!definitions.ok) return definitions;
  const analysed = await analyse(config, {
    bundle,
    request: {
      paths: [folder],
      home: demoHome,
      definitions: definitions.value,
      mapping: {},
      title: demoTitle,
      demonstration: true,
      progress,
    },
  });
  return analysed.ok ? accept({ folder, bundle, analysed: analysed.value }) : analysed;
}

/** A bundle as one download. */
export async function bundleDownload(folder: string): Promise<Download> {
  const names = ['definition.json', 'figure.json', 'lines.csv', 'places.csv', 'recompute.sql'];
  const parts = await Promise.all(
    names.map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })),
  );
  const zip = await writeZip(parts);
  return {
    name: 'local-spend-bundle.zip',
    label: 'Every line behind the figures (ZIP)',
    about: 'recomputes itself with DuckDB',
    contentType: 'application/zip',
    bytes: zip.length,
    body: async () => zip,
  };
}
