import type { Command } from 'commander';
import { type CommitmentsCommandParts, commitmentsCommand } from '../cli/commitments.ts';
import { evaluateCommand } from '../cli/evaluate.ts';
import type { Speaking } from '../cli/storeParts.ts';
import { valuesCommand } from '../cli/values.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readDeflatorFile, readValueFile } from '../formats/measures/readValueFile.ts';
import { readResultsFile } from '../formats/procurements/readResultsFile.ts';
import { readTenderFile } from '../formats/procurements/readTenderFile.ts';
import { builtStyles } from '../web/pages/assets.ts';
import { commitmentsHtml } from '../web/pages/commitments/report.ts';
import { rehearsalHtml } from '../web/pages/rehearsal/report.ts';

/** The commands about tenders, and about values for measures, with their real parts. They need no store. */
export function tenderCommands(
  speaking: Speaking,
  writeFile: CommitmentsCommandParts['writeFile'],
): readonly Command[] {
  const csv: CommitmentsCommandParts['csv'] = (header, rows) =>
    writeCsv(
      header,
      rows.map((row) => row.map(textCell)),
    );
  return [
    valuesCommand({ ...speaking, csv, readValues: readValueFile, readDeflators: readDeflatorFile }),
    evaluateCommand({
      ...{ ...speaking, writeFile, readTender: readTenderFile },
      report: (evaluation) => rehearsalHtml(evaluation, builtStyles()),
    }),
    commitmentsCommand({
      ...{ ...speaking, writeFile, csv, readResults: readResultsFile },
      report: (procurements, about) => commitmentsHtml(procurements, about, builtStyles()),
    }),
  ];
}
