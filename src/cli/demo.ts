import { Command } from 'commander';
import type { Analysed } from '../actions/analysis/analyseLedgers.ts';
import type { Decision } from '../domain/values/index.ts';
import { analysisText } from './analysisText.ts';
import { exitCodes } from './exitCodes.ts';

export interface DemoCommandParts {
  /** Writes the demonstration ledgers, says where, and analyses them. */
  readonly makeDemo: () => Promise<Decision<{ readonly folder: string; readonly analysed: Analysed }>>;
  /** Serves the result until the program is stopped; answers the address. */
  readonly serve: (analysed: Analysed) => Promise<Decision<string>>;
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

const caption = [
  'This is a demonstration. The council and its suppliers are invented. The figures are in the shape of a',
  'chart Kirklees Council showed in 2021; one West Yorkshire value was not legible and is assumed.',
].join('\n');

async function run(parts: DemoCommandParts, serve: boolean): Promise<void> {
  const made = await parts.makeDemo();
  if (!made.ok) {
    for (const refusal of made.refusals) parts.talk(`${refusal.sentence}\n`);
    return parts.setExitCode(exitCodes.failed);
  }
  const { folder, analysed } = made.value;
  parts.out(`${caption}\n\n${analysisText(analysed.analysis)}\n`);
  parts.talk(`The ledgers are in ${folder}\n`);
  if (!serve) return;
  const served = await parts.serve(analysed);
  if (served.ok) parts.talk(`The same result as pages: ${served.value} (stop with Ctrl+C)\n`);
  else {
    for (const refusal of served.refusals) parts.talk(`${refusal.sentence}\n`);
    parts.setExitCode(exitCodes.failed);
  }
}

/** `sevenbox demo [--serve]`: makes the demonstration ledgers and prints their local-spend table. */
export function demoCommand(parts: DemoCommandParts): Command {
  return new Command('demo')
    .description('Make the demonstration ledgers, print their local spend, and show it as pages')
    .option('--serve', 'serve the result as pages on this computer until stopped')
    .action((options: { serve?: boolean }) => run(parts, options.serve === true));
}
