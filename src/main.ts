#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { type Analysed, analyseLedgers } from './actions/analysis/analyseLedgers.ts';
import { writeBundle } from './actions/analysis/writeBundle.ts';
import { type AnalyseOrder, analyseCommand } from './cli/analyse.ts';
import { demoCommand } from './cli/demo.ts';
import { exitCodes } from './cli/exitCodes.ts';
import { referenceCommand } from './cli/reference.ts';
import { type Config, readConfig } from './config.ts';
import { accept, type Decision, dayInLondon, refuse } from './domain/values/index.ts';
import { download } from './external/download.ts';
import { scratchFilesIn } from './external/scratchFile.ts';
import { demoHome, demoLedgers, demoTitle } from './formats/demo/index.ts';
import { analysisCsv, analysisWorkbook, placesCsv, writeZip } from './formats/downloads/index.ts';
import { ledgerFiles } from './formats/ledgers/index.ts';
import { readPlaceTables } from './formats/places/readPlaceTables.ts';
import { definitionsLedBy } from './formats/readDefinitions.ts';
import { readVocabulary } from './formats/vocabulary/readVocabulary.ts';
import { openLake } from './lake/ledgers/openLake.ts';
import { openReferenceStore } from './lake/reference/index.ts';
import { builtStyles } from './web/pages/assets.ts';
import { type Download, spendDownloads } from './web/pages/spend/downloads.ts';
import { reportHtml } from './web/pages/spend/report.ts';
import { analysisRoutes } from './web/routes.ts';
import { buildServer } from './web/server.ts';

const out = (text: string) => process.stdout.write(text);
const talk = (text: string) => process.stderr.write(text);

function progress(sentence: string): void {
  if (process.stderr.isTTY) talk(`\r\u001b[K${sentence.slice(0, 100)}`);
}

function endProgress(): void {
  if (process.stderr.isTTY) talk('\r\u001b[K');
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes the working files of runs that were cut off. */
async function sweepScratch(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => /^\d+-/.test(name) && !isRunning(Number.parseInt(name, 10)));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function withScratch<T>(config: Config, work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = join(config.home, 'scratch', `${process.pid}-${randomUUID()}`);
  await sweepScratch(join(config.home, 'scratch'));
  await mkdir(scratch, { recursive: true });
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Runs one analysis on an embedded lake, and writes its bundle while the lake is open. */
async function analyse(config: Config, { request, bundle }: AnalyseOrder) {
  return withScratch(config, async (scratch) => {
    const lake = await openLake({ scratch });
    try {
      const parts = {
        files: ledgerFiles(),
        lake,
        references: openReferenceStore(config.home),
        vocabulary: readVocabulary(),
        placeTables: readPlaceTables(),
        scratch,
        productVersion: version(),
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

/** Fresh ledgers in the state folder, analysed, with the bundle beside them. */
async function makeDemo(config: Config) {
  const folder = join(config.home, 'demo', 'ledgers');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const file of await demoLedgers()) await writeFile(join(folder, file.name), file.bytes);
  const definitions = definitionsLedBy(undefined);
  if (!definitions.ok) return definitions;
  const analysed = await analyse(config, {
    bundle: bundleFolder(config),
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
  return analysed.ok ? accept({ folder, analysed: analysed.value }) : analysed;
}

const bundleFolder = (config: Config) => join(config.home, 'demo', 'bundle');

/** A bundle as one download. */
async function bundleDownload(folder: string): Promise<Download> {
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

/** Serves one result on this computer only, until the program is stopped. */
async function serve(
  config: Config,
  { analysis }: Analysed,
  bundle: string | null,
): Promise<Decision<string>> {
  const bundles = bundle !== null && analysis.figures.length > 0 ? [await bundleDownload(bundle)] : [];
  const downloads = [...(await spendDownloads(analysis, builtStyles())), ...bundles];
  const server = buildServer({ routes: analysisRoutes(builtStyles()), site: { analysis, downloads } });
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return accept(await server.listen({ host: '127.0.0.1', port: config.port }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return refuse('port-taken', `Port ${config.port} is in use. Choose another with PORT=7008.`);
    }
    throw error;
  }
}

async function readText(path: string): Promise<Decision<string>> {
  try {
    return accept(await readFile(path, 'utf8'));
  } catch {
    return refuse('file-unreadable', `${path} cannot be read.`);
  }
}

async function writeOutput(path: string, content: string | Uint8Array): Promise<Decision<null>> {
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    await writeFile(path, content);
    return accept(null);
  } catch {
    return refuse(
      'file-unwritable',
      `${path} cannot be written. Check that its folder exists and is yours to write to.`,
    );
  }
}

function setExitCode(code: number): void {
  process.exitCode = code;
}

function program(config: Config): Command {
  const store = openReferenceStore(config.home);
  return new Command('sevenbox')
    .description('Inclusive procurement: local-spend figures that survive a challenge')
    .version(version())
    .addCommand(
      analyseCommand({
        analyse: (order) => analyse(config, order),
        definitionsLedBy,
        readText,
        writeFile: writeOutput,
        csv: analysisCsv,
        workbook: analysisWorkbook,
        report: (analysis) => reportHtml(analysis, builtStyles()),
        serve: (analysed, bundle) => serve(config, analysed, bundle),
        out,
        talk,
        progress,
        setExitCode,
      }),
    )
    .addCommand(
      demoCommand({
        makeDemo: () => makeDemo(config),
        serve: (analysed) => serve(config, analysed, bundleFolder(config)),
        out,
        talk,
        setExitCode,
      }),
    )
    .addCommand(
      referenceCommand({
        adding: () => ({
          store,
          download,
          withScratchFile: scratchFilesIn(join(config.home, 'scratch')),
          today: dayInLondon(Date.now()),
        }),
        store: () => store,
        out,
        talk,
        setExitCode,
      }),
    );
}

/** Lets wrong use come back as an error, so that one place decides the exit code. */
function overrideExits(command: Command): Command {
  command.exitOverride();
  for (const inner of command.commands) overrideExits(inner);
  return command;
}

/** Words for what the machine refused: a full disk, a folder that is not ours. Undefined for anything else. */
function machineRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const path = 'path' in error ? String(error.path) : 'A file';
  if (error.code === 'ENOSPC')
    return 'The disk is full. Make room, or name another folder with SEVENBOX_HOME.';
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(String(error.code))) {
    return `${path} cannot be written. Name a folder that is yours with SEVENBOX_HOME.`;
  }
  return undefined;
}

async function main(): Promise<void> {
  const config = readConfig();
  if (!config.ok) {
    for (const refusal of config.refusals) talk(`${refusal.sentence}\n`);
    return setExitCode(exitCodes.wrongUse);
  }
  try {
    await overrideExits(program(config.value)).parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      setExitCode(error.exitCode === 0 ? exitCodes.allCounted : exitCodes.wrongUse);
      return;
    }
    const known = machineRefusal(error);
    const message = error instanceof Error ? error.message : String(error);
    talk(`${known ?? `Something went wrong that is not your doing: ${message}`}\n`);
    setExitCode(exitCodes.failed);
  }
}

await main();
