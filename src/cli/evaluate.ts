import { Command } from 'commander';
import { type Evaluation, evaluate, type TenderToEvaluate } from '../domain/procurements/index.ts';
import type { Decision } from '../domain/values/index.ts';
import { evaluationJson } from '../formats/procurements/evaluationJson.ts';
import { evaluationText } from './evaluateText.ts';
import { exitCodes } from './exitCodes.ts';
import { pageRefusals, type Speaking, sayRefused } from './storeParts.ts';

export interface EvaluateCommandParts extends Speaking {
  readonly readTender: (path: string) => Promise<Decision<TenderToEvaluate>>;
  readonly writeFile: (path: string, content: string) => Promise<Decision<null>>;
  readonly report: (evaluation: Evaluation) => string;
}

interface EvaluateOptions {
  readonly json?: boolean;
  readonly html?: string;
}

async function run(parts: EvaluateCommandParts, path: string, options: EvaluateOptions): Promise<void> {
  const unwritable = pageRefusals(options.html, path);
  if (unwritable.length > 0) return sayRefused(parts, unwritable);
  const tender = await parts.readTender(path);
  if (!tender.ok) return sayRefused(parts, tender.refusals);
  const evaluation = evaluate(tender.value);
  if (options.html !== undefined) {
    const written = await parts.writeFile(options.html, parts.report(evaluation));
    if (!written.ok) return sayRefused(parts, written.refusals);
    parts.talk(`Wrote ${options.html}\n`);
  }
  parts.out(
    options.json ? `${JSON.stringify(evaluationJson(evaluation), null, 2)}\n` : evaluationText(evaluation),
  );
  parts.setExitCode(exitCodes.allCounted);
}

const example = `
A tender is a JSON file, version 1 of the schema that docs/guide/evaluating-a-tender.md describes, or an XLSX, ODS or CSV
file with the same in it:
  { "schemaVersion": 1,
    "criteria": [ { "id": "price", "name": "Price", "weight": 60, "kind": "price", "formula": "lowest" },
                  { "id": "quality", "name": "Quality", "weight": 40, "kind": "panel", "top": 5 } ],
    "bids": [ { "id": "A", "price": 950000, "scores": { "quality": 4 } } ] }
`;

/**
 * `sevenbox evaluate TENDER.json|.xlsx|.ods|.csv`: points under the chosen and the other formulas, ranks, and what the award hangs on, for
 * officers whose tender suite keeps price and quality. No store. Exit code 1 when the file cannot be used.
 */
export function evaluateCommand(parts: EvaluateCommandParts): Command {
  return new Command('evaluate')
    .description('Score a tender under every formula, and say what the award hangs on')
    .argument('<tender>', 'a JSON, XLSX, ODS or CSV file with criteria and bids')
    .option('--json', 'print JSON, with every number exactly')
    .option('--html <file>', 'write the result as one HTML page as well')
    .addHelpText('after', example)
    .action((path: string, options: EvaluateOptions) => run(parts, path, options));
}
