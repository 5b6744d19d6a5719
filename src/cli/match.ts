import { Command } from 'commander';
import type { MatchedNames, MatchOrder } from '../actions/matching/matchNames.ts';
import type { Decision } from '../domain/values/index.ts';
import { exitCodes } from './exitCodes.ts';
import { bandHelp, matchCells, matchHeader, matchRow, matchSummary } from './matchText.ts';
import { type Speaking, sayRefused } from './storeParts.ts';

export interface MatchCommandParts extends Speaking {
  readonly match: (order: MatchOrder) => Promise<Decision<MatchedNames>>;
  /** Clears the line that says how far the reading has come. */
  readonly endProgress: () => void;
  readonly csv: (header: readonly string[], rows: readonly (readonly (string | null)[])[]) => string;
}

interface MatchOptions {
  readonly register: readonly string[];
  readonly json?: boolean;
}

async function match(parts: MatchCommandParts, names: string, options: MatchOptions): Promise<void> {
  const done = await parts.match({ names, registers: options.register }).finally(parts.endProgress);
  if (!done.ok) return sayRefused(parts, done.refusals);
  const rows = done.value.names.map(matchRow);
  if (options.json) parts.out(`${JSON.stringify({ schemaVersion: 1, names: rows }, null, 2)}\n`);
  else parts.out(parts.csv(matchHeader, rows.map(matchCells)));
  parts.talk(matchSummary(done.value));
  parts.setExitCode(exitCodes.allCounted);
}

/**
 * `sevenbox match NAMES.csv --register FILE...`: who the names in a list stand for, without a store. Exit code 1 when a
 * file cannot be read.
 */
export function matchCommand(parts: MatchCommandParts): Command {
  return new Command('match')
    .description('Say which organisations on registers the supplier names in a list stand for')
    .argument('<names>', 'a CSV list with a column of names; numbers, postcodes and days of payment help')
    .requiredOption(
      '--register <files...>',
      'the file of Companies House, the extract of the Charity Commission, or a CSV list of organisations',
    )
    .option('--json', 'print JSON in place of CSV, with what agrees and disagrees for every candidate')
    .addHelpText('after', bandHelp)
    .action((names: string, options: MatchOptions) => match(parts, names, options));
}
