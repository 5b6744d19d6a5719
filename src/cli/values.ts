import { Command, InvalidArgumentError, Option } from 'commander';
import {
  asPublished,
  type ReadDeflators,
  type ReadValues,
  type UpratedValues,
  upratedValues,
  type ValueKind,
  type ValueProblem,
  valueKinds,
} from '../domain/measures/index.ts';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import type { ValueFileToRead } from '../formats/measures/readValueFile.ts';
import { exitCodes } from './exitCodes.ts';
import { type Speaking, sayRefused } from './storeParts.ts';
import { deflatorJson, deflatorRows, deflatorText, valueJson, valueRows, valueText } from './valuesText.ts';

export interface ValuesCommandParts extends Speaking {
  readonly readValues: (
    kind: Exclude<ValueKind, 'deflators'>,
    file: ValueFileToRead,
  ) => Promise<Decision<ReadValues>>;
  readonly readDeflators: (file: ValueFileToRead) => Promise<Decision<ReadDeflators>>;
  readonly csv: (header: readonly string[], rows: readonly (readonly (string | null)[])[]) => string;
}

interface Options {
  readonly kind: ValueKind;
  readonly sheet?: string;
  readonly source?: string;
  readonly address?: string;
  readonly licence?: string;
  readonly priceYear?: string;
  readonly uprateTo?: string;
  readonly deflators?: string;
  readonly deflatorsLicence?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

function aYear(text: string): string {
  if (/^\d{4}(\/\d{2})?$/.test(text)) return text;
  throw new InvalidArgumentError('A year is written 2026, a financial year 2025/26.');
}

function fileOf(path: string, options: Options): ValueFileToRead {
  const { sheet = null, source = null, address = null, licence = null, priceYear = null } = options;
  return { path, sheet, source, address, licence, priceYear };
}

async function uprated(
  parts: ValuesCommandParts,
  read: ReadValues,
  options: Options,
): Promise<Decision<UpratedValues>> {
  const { uprateTo, deflators } = options;
  if (uprateTo === undefined) return accept(asPublished(read));
  if (deflators === undefined)
    return refuse('deflators-missing', 'Say with --deflators which file has the price levels to uprate by.');
  const none = { sheet: null, source: null, address: null, priceYear: null };
  const licence = options.deflatorsLicence ?? null;
  const levels = await parts.readDeflators({ ...none, path: deflators, licence });
  if (!levels.ok) return levels;
  const { table, problems } = levels.value;
  const found = upratedValues(read, uprateTo, table);
  const told = problems.map(({ place, sentence }) => ({ place, sentence: `Price levels, ${sentence}` }));
  return accept({ ...found, problems: [...found.problems, ...told] });
}

function sayProblems({ talk, setExitCode }: Speaking, problems: readonly ValueProblem[]): void {
  for (const { sentence } of problems) talk(`${sentence}\n`);
  setExitCode(problems.length === 0 ? exitCodes.allCounted : exitCodes.somethingSetAside);
}

async function runDeflators(parts: ValuesCommandParts, path: string, options: Options): Promise<void> {
  const read = await parts.readDeflators(fileOf(path, options));
  if (!read.ok) return sayRefused(parts, read.refusals);
  const { table, problems } = read.value;
  if (options.json) parts.out(`${JSON.stringify(deflatorJson(read.value), null, 2)}\n`);
  else if (options.csv) parts.out(parts.csv(...deflatorRows(table)));
  else parts.out(deflatorText(table));
  sayProblems(parts, problems);
}

async function run(parts: ValuesCommandParts, path: string, options: Options): Promise<void> {
  if (options.kind === 'deflators') return runDeflators(parts, path, options);
  const read = await parts.readValues(options.kind, fileOf(path, options));
  if (!read.ok) return sayRefused(parts, read.refusals);
  const found = await uprated(parts, read.value, options);
  if (!found.ok) return sayRefused(parts, found.refusals);
  if (options.json) parts.out(`${JSON.stringify(valueJson(found.value), null, 2)}\n`);
  else if (options.csv) parts.out(parts.csv(...valueRows(found.value.values)));
  else parts.out(valueText(found.value.values));
  sayProblems(parts, found.value.problems);
}

/**
 * `sevenbox values FILE --kind KIND`: reads published values for measures out of a file, each with its source, licence, year of
 * prices and row, and brings them to other prices where asked. No store. Exit code 1 when the file cannot be used, 2 when
 * rows were left out.
 */
export function valuesCommand(parts: ValuesCommandParts): Command {
  return new Command('values')
    .description('Read published values for measures: unit costs, carbon, wages or price levels')
    .argument('<file>', 'an XLSX, ODS or CSV file, laid out as docs/guide/importing-values.md describes')
    .addOption(new Option('--kind <kind>', 'what the file holds').choices(valueKinds).makeOptionMandatory())
    .option('--sheet <name>', 'the sheet to read, where several could be meant')
    .option('--source <text>', 'where the values come from, where the file does not say it well')
    .option('--address <url>', 'the page of the publisher')
    .option(
      '--licence <text>',
      'the licence, where the file does not say it; unit costs have to say it themselves',
    )
    .option('--price-year <year>', 'the year of the prices, where the file does not say it', aYear)
    .option('--uprate-to <year>', 'show the values in the prices of this year as well', aYear)
    .option('--deflators <file>', 'the price levels to uprate by')
    .option('--deflators-licence <text>', 'the licence of the price levels, where their file does not say it')
    .addOption(new Option('--json', 'print JSON, with every number exactly').conflicts('csv'))
    .option('--csv', 'print CSV, with the columns of data/measures')
    .action((path: string, options: Options) => run(parts, path, options));
}
