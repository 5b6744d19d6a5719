import { Command, Option } from 'commander';
import type { Analysed } from '../actions/analysis/analyseLedgers.ts';
import type { AnalysisRequest } from '../actions/analysis/parts.ts';
import type { Analysis } from '../domain/spend/analysis.ts';
import type { LocalDefinition } from '../domain/spend/definitions.ts';
import { type Answers, answersSchema } from '../domain/spend/mapping/index.ts';
import { accept, type Decision, type Refusal, refuse } from '../domain/values/index.ts';
import { analysisText } from './analysisText.ts';
import { exitCodes } from './exitCodes.ts';

/** What the command hands to the one who runs the analysis. */
export interface AnalyseOrder {
  readonly request: AnalysisRequest;
  readonly bundle: string | null;
}

export interface AnalyseCommandParts {
  readonly analyse: (order: AnalyseOrder) => Promise<Decision<Analysed>>;
  readonly definitionsLedBy: (nameOrFile: string | undefined) => Decision<readonly LocalDefinition[]>;
  readonly readText: (path: string) => Promise<Decision<string>>;
  readonly writeFile: (path: string, content: string | Uint8Array) => Promise<Decision<null>>;
  readonly csv: (analysis: Analysis) => string;
  readonly workbook: (analysis: Analysis) => Promise<Uint8Array>;
  readonly report: (analysis: Analysis) => string;
  /** Serves the result until the program is stopped; answers the address. */
  readonly serve: (analysed: Analysed, bundle: string | null) => Promise<Decision<string>>;
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly progress: (sentence: string) => void;
  readonly setExitCode: (code: number) => void;
}

interface Options {
  readonly home: string;
  readonly title?: string;
  readonly definition?: string;
  readonly amountColumn?: string;
  readonly amountBasis?: 'net' | 'gross';
  readonly dateOrder?: 'dmy' | 'mdy';
  readonly answers?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly xlsx?: string;
  readonly html?: string;
  readonly bundle?: string;
  readonly serve?: boolean;
}

function tell(parts: AnalyseCommandParts, refusals: readonly Refusal[], code: number): void {
  for (const refusal of refusals) parts.talk(`${refusal.sentence}\n`);
  parts.setExitCode(code);
}

async function readAnswers(
  parts: AnalyseCommandParts,
  path: string | undefined,
): Promise<Decision<Answers | undefined>> {
  if (path === undefined) return accept(undefined);
  const text = await parts.readText(path);
  if (!text.ok) return text;
  try {
    const read = answersSchema.safeParse(JSON.parse(text.value));
    if (read.success) return accept(read.data);
    const [issue] = read.error.issues;
    const where = issue ? ` ${issue.path.join('.') || 'It'}: ${issue.message}.` : '';
    return refuse('answers-unreadable', `${path} does not have the shape of saved answers.${where}`);
  } catch {
    return refuse('answers-unreadable', `${path} cannot be used as answers, because it is not JSON.`);
  }
}

const orders = { dmy: 'day first', mdy: 'month first' } as const;

async function orderOf(
  parts: AnalyseCommandParts,
  paths: readonly string[],
  options: Options,
): Promise<Decision<AnalyseOrder>> {
  const definitions = parts.definitionsLedBy(options.definition);
  const answers = await readAnswers(parts, options.answers);
  if (!definitions.ok) return definitions;
  if (!answers.ok) return answers;
  const mapping = {
    amountColumn: options.amountColumn,
    amountBasis: options.amountBasis,
    dateOrder: options.dateOrder && orders[options.dateOrder],
    answers: answers.value,
  };
  const title = options.title ?? null;
  const request = { paths, home: options.home, definitions: definitions.value, mapping, title };
  const quiet = { demonstration: false, progress: parts.progress };
  return accept({ bundle: options.bundle ?? null, request: { ...request, ...quiet } });
}

/** 0 when every file counted, 2 when a file was set aside or a question is open. */
export function exitCodeOf(analysis: Analysis): number {
  const setAside = analysis.files.some((file) => file.status === 'set-aside');
  return setAside || !analysis.files.some((file) => file.status === 'read')
    ? exitCodes.somethingSetAside
    : exitCodes.allCounted;
}

async function writeOutputs(
  parts: AnalyseCommandParts,
  analysis: Analysis,
  options: Options,
): Promise<boolean> {
  const wanted: readonly (readonly [string, string | Uint8Array])[] = [
    ...(options.xlsx ? [[options.xlsx, await parts.workbook(analysis)] as const] : []),
    ...(options.html ? [[options.html, parts.report(analysis)] as const] : []),
  ];
  for (const [path, content] of wanted) {
    const written = await parts.writeFile(path, content);
    if (!written.ok) {
      tell(parts, written.refusals, exitCodes.failed);
      return false;
    }
    parts.talk(`Wrote ${path}\n`);
  }
  return true;
}

async function run(parts: AnalyseCommandParts, paths: readonly string[], options: Options): Promise<void> {
  const order = await orderOf(parts, paths, options);
  if (!order.ok) return tell(parts, order.refusals, exitCodes.wrongUse);
  const analysed = await parts.analyse(order.value);
  if (!analysed.ok) return tell(parts, analysed.refusals, exitCodes.wrongUse);
  const { analysis } = analysed.value;
  if (!(await writeOutputs(parts, analysis, options))) return;
  if (options.json) parts.out(`${JSON.stringify(analysis, null, 2)}\n`);
  else if (options.csv) parts.out(parts.csv(analysis));
  else parts.out(analysisText(analysis));
  if (options.bundle) parts.talk(`Wrote the bundle to ${options.bundle}\n`);
  if (options.json || options.csv) {
    for (const file of analysis.files.filter((one) => one.status === 'set-aside'))
      parts.talk(`${file.name}: ${file.why}\n`);
  }
  parts.setExitCode(exitCodeOf(analysis));
  if (!options.serve) return;
  const served = await parts.serve(analysed.value, order.value.bundle);
  if (served.ok) parts.talk(`The same result as pages: ${served.value} (stop with Ctrl+C)\n`);
  else tell(parts, served.refusals, exitCodes.failed);
}

const examples = `
Examples:
  sevenbox analyse payments/ --home E08000034
  sevenbox analyse 2023-*.csv --home Kirklees --amount-basis net --html report.html
  sevenbox analyse payments/ --home E08000034 --definition third-party --json > figures.json

Exit codes: 0 everything was counted; 2 a file was set aside or a question is open, the others
are counted; 64 the command was used wrongly; 1 something else went wrong.
`;

/** `sevenbox analyse LEDGER... --home CODE`. Data goes to stdout, talk and progress to stderr. */
export function analyseCommand(parts: AnalyseCommandParts): Command {
  return new Command('analyse')
    .description('Read payment ledgers and print local spend with its bounds')
    .argument('<ledger...>', 'files, folders or patterns: CSV, TSV, XLSX, ODS, also in .gz and .zip')
    .requiredOption('--home <code>', 'code or name of the authority that is home, for example E08000034')
    .option('--title <name>', 'whose ledgers these are, for headings')
    .option(
      '--definition <file or name>',
      'the definition of local that leads: ledger-all (usual), third-party, same-region, delivery-site, or a JSON file',
    )
    .option('--amount-column <name>', 'the column to add up, by name or as #3')
    .addOption(
      new Option(
        '--amount-basis <basis>',
        'whether amounts are without VAT (net) or with it (gross)',
      ).choices(['net', 'gross']),
    )
    .addOption(new Option('--date-order <order>', 'how 03/04/2021 is read').choices(['dmy', 'mdy']))
    .option('--answers <file>', 'saved answers to questions, as JSON')
    .addOption(new Option('--json', 'print the whole result as JSON').conflicts('csv'))
    .option('--csv', 'print the figures as CSV')
    .option('--xlsx <file>', 'write everything as a workbook')
    .option('--html <file>', 'write the result as one page that opens anywhere')
    .option('--serve', 'show the result as pages on this computer until stopped')
    .option('--bundle <folder>', 'write the figures so that they can be recomputed with DuckDB alone')
    .addHelpText('after', examples)
    .action((paths: string[], options: Options) => run(parts, paths, options));
}
