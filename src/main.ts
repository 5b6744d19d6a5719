#!/usr/bin/env node
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { analyseCommand } from './cli/analyse.ts';
import { demoCommand } from './cli/demo.ts';
import { exitCodes } from './cli/exitCodes.ts';
import { referenceCommand } from './cli/reference.ts';
import { serveCommand } from './cli/serve.ts';
import { type Config, readConfig } from './config.ts';
import { accept, type Decision, dayInLondon, refuse } from './domain/values/index.ts';
import { download } from './external/download.ts';
import { scratchFilesIn } from './external/scratchFile.ts';
import { analysisCsv, analysisWorkbook } from './formats/downloads/index.ts';
import { definitionsLedBy } from './formats/readDefinitions.ts';
import { readRegister } from './formats/registers/index.ts';
import { openReferenceStore } from './lake/reference/index.ts';
import { analyse, makeDemo } from './main/analysing.ts';
import { auditing } from './main/auditing.ts';
import { erasing } from './main/erasing.ts';
import { keepingCommands } from './main/keeping.ts';
import { matching } from './main/matching.ts';
import { demoConfig } from './main/place.ts';
import { endProgress, out, productVersion, progress, talk } from './main/product.ts';
import { tenderCommands } from './main/tendering.ts';
import { builtStyles } from './web/pages/assets.ts';
import { reportHtml } from './web/pages/spend/report.ts';

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

/** The site is read only by the commands that serve it: it is half of the program, and no other needs any of it. */
const serving = () => import('./main/serving.ts');

function program(config: Config): Command {
  const store = openReferenceStore(config.home);
  const speaking = { out, talk, setExitCode };
  const whole = new Command('sevenbox')
    .description('Inclusive procurement: local-spend figures that survive a challenge')
    .version(productVersion())
    .addCommand(
      analyseCommand({
        analyse: (order) => analyse(config, order),
        definitionsLedBy,
        readText,
        writeFile: writeOutput,
        csv: analysisCsv,
        workbook: analysisWorkbook,
        report: (analysis) => reportHtml(analysis, builtStyles()),
        serve: async (analysed, bundle) => (await serving()).serveResult(config, analysed, bundle),
        out,
        talk,
        progress,
        setExitCode,
      }),
    )
    .addCommand(
      demoCommand({
        makeDemo: () => makeDemo(config),
        serve: async (made) => (await serving()).serveSite(demoConfig(config), 'demo', made),
        ...speaking,
      }),
    )
    .addCommand(
      referenceCommand({
        adding: () => ({
          store,
          readRegister,
          download,
          withScratchFile: scratchFilesIn(join(config.home, 'scratch')),
          today: dayInLondon(Date.now()),
        }),
        store: () => store,
        progress,
        endProgress,
        ...speaking,
      }),
    )
    .addCommand(
      serveCommand({
        serve: async (port) => (await serving()).serveSite({ ...config, port: port ?? config.port }, 'real'),
        ...speaking,
      }),
    );
  for (const command of keepingCommands(config, speaking)) whole.addCommand(command);
  whole.addCommand(auditing(config, speaking)).addCommand(erasing(config, speaking));
  whole.addCommand(matching(speaking));
  for (const command of tenderCommands(speaking, writeOutput)) whole.addCommand(command);
  return whole;
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
