import { Command } from 'commander';
import type { Analysed } from '../actions/analysis/analyseLedgers.ts';
import type { Decision } from '../domain/values/index.ts';
import { analysisText } from './analysisText.ts';
import { exitCodes } from './exitCodes.ts';

/** The demonstration once it is made; the command passes it on as it is. */
interface Made {
  readonly folder: string;
  readonly analysed: Analysed;
}

export interface DemoCommandParts<One extends Made> {
  /** Writes the demonstration ledgers, says where, and analyses them. */
  readonly makeDemo: () => Promise<Decision<One>>;
  /** Serves the site with it until the program is stopped; answers the address. */
  readonly serve: (made: One) => Promise<Decision<string>>;
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

const caption = [
  'This is a demonstration. The council and its suppliers are invented. The figures are in the shape of a',
  'chart Kirklees Council showed in 2021; one West Yorkshire value was not legible and is assumed.',
].join('\n');

/** Where the site is, who can sign in, and how to go on with real ledgers. */
function whereText(address: string): string {
  return [
    `The site is at ${address} (stop with Ctrl+C). Everybody on this computer can sign in there as invented people.`,
    'Put no real data in. To start a real store of your own: npx sevenbox serve\n',
  ].join('\n');
}

async function run<One extends Made>(parts: DemoCommandParts<One>, serve: boolean): Promise<void> {
  const made = await parts.makeDemo();
  if (!made.ok) {
    for (const refusal of made.refusals) parts.talk(`${refusal.sentence}\n`);
    return parts.setExitCode(exitCodes.failed);
  }
  const { folder, analysed } = made.value;
  parts.out(`${caption}\n\n${analysisText(analysed.analysis)}\n`);
  parts.talk(`The ledgers are in ${folder}\n`);
  if (!serve) return;
  const served = await parts.serve(made.value);
  if (served.ok) parts.talk(whereText(served.value));
  else {
    for (const refusal of served.refusals) parts.talk(`${refusal.sentence}\n`);
    parts.setExitCode(exitCodes.failed);
  }
}

/** `sevenbox demo [--serve]`: makes the demonstration ledgers and prints their local-spend table. */
export function demoCommand<One extends Made>(parts: DemoCommandParts<One>): Command {
  return new Command('demo')
    .description('Make the demonstration ledgers, print their local spend, and show it as pages')
    .option('--serve', 'serve the result as pages on this computer until stopped')
    .action((options: { serve?: boolean }) => run(parts, options.serve === true));
}
