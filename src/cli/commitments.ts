import { Command } from 'commander';
import { commitmentFinding, commitmentTable, type PastProcurement } from '../domain/procurements/index.ts';
import type { Decision } from '../domain/values/index.ts';
import { commitmentCells, commitmentHeader } from '../formats/procurements/commitmentCells.ts';
import { exitCodes } from './exitCodes.ts';
import { pageRefusals, type Speaking, sayRefused } from './storeParts.ts';

export interface CommitmentsCommandParts extends Speaking {
  readonly readResults: (path: string) => Promise<Decision<readonly PastProcurement[]>>;
  readonly writeFile: (path: string, content: string) => Promise<Decision<null>>;
  readonly csv: (header: readonly string[], rows: readonly (readonly (string | null)[])[]) => string;
  readonly report: (
    procurements: readonly PastProcurement[],
    about: { readonly title: string | null; readonly isPublic: boolean },
  ) => string;
}

interface Options {
  readonly html?: string;
  readonly title?: string;
  readonly public?: boolean;
}

async function run(parts: CommitmentsCommandParts, path: string, options: Options): Promise<void> {
  const unwritable = pageRefusals(options.html, path);
  if (unwritable.length > 0) return sayRefused(parts, unwritable);
  const results = await parts.readResults(path);
  if (!results.ok) return sayRefused(parts, results.refusals);
  const about = { title: options.title ?? null, isPublic: options.public === true };
  if (options.html !== undefined) {
    const written = await parts.writeFile(options.html, parts.report(results.value, about));
    if (!written.ok) return sayRefused(parts, written.refusals);
    parts.talk(`Wrote ${options.html}\n`);
  }
  const table = commitmentTable(results.value, about);
  const { title, sentences } = commitmentFinding(table);
  parts.out(parts.csv(commitmentHeader, table.map(commitmentCells)));
  parts.talk(`${[`${title}.`, ...sentences].join(' ')}\n`);
  parts.setExitCode(exitCodes.allCounted);
}

/**
 * `sevenbox commitments RESULTS.csv`: what bidders promised in past procurements, as a share of the contract value. The table
 * goes to standard output. Exit code 1 when a line cannot be right, with a sentence for each.
 */
export function commitmentsCommand(parts: CommitmentsCommandParts): Command {
  return new Command('commitments')
    .description('Show what bidders promised in past procurements, as a share of the contract value')
    .argument('<results>', 'a CSV file: procurement, contract value, status, bidder, commitment, winner')
    .option('--html <file>', 'write the chart as one HTML page as well')
    .option('--title <name>', 'whose procurements these are, for the page')
    .option('--public', 'hide what could show single bids: ranges of fewer than three')
    .action((path: string, options: Options) => run(parts, path, options));
}
