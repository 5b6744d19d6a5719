import type { Command } from 'commander';
import { type CommitmentsCommandParts, commitmentsCommand } from '../cli/commitments.ts';
import { evaluateCommand } from '../cli/evaluate.ts';
import type { Speaking } from '../cli/storeParts.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readResultsFile } from '../formats/procurements/readResultsFile.ts';
import { readTenderFile } from '../formats/procurements/readTenderFile.ts';
import { builtStyles } from '../web/pages/assets.ts';
import { commitmentsHtml } from '../web/pages/commitments/report.ts';
import { rehearsalHtml } from '../web/pages/rehearsal/report.ts';

/** The commands about tenders with their real parts. They need no store. */
export function tenderCommands(
  speaking: Speaking,
  writeFile: CommitmentsCommandParts['writeFile'],
): readonly Command[] {
  return [
    evaluateCommand({
      ...{ ...speaking, writeFile, readTender: readTenderFile },
      report: (evaluation) => rehearsalHtml(evaluation, builtStyles()),
    }),
    commitmentsCommand({
      ...{ ...speaking, writeFile, readResults: readResultsFile },
      csv: (header, rows) =>
        writeCsv(
          header,
          rows.map((row) => row.map(textCell)),
        ),
      report: (procurements, about) => commitmentsHtml(procurements, about, builtStyles()),
    }),
  ];
}
