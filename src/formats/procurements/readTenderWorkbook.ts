import {
  readTenderSheets,
  type TenderSheet,
  type TenderToEvaluate,
} from '../../domain/procurements/index.ts';
import { type Decision, type Refusal, refuse } from '../../domain/values/index.ts';
import { heldRows, openedFrom, sheetOf, withWorkingFolder } from '../ledgers/smallFiles.ts';
import type { LedgerTable, OpenedLedger } from '../ledgers/types.ts';

/** 200 bids, 40 criteria and their bands fit well. */
const mostRows = 1_000;
const limits = { unpackedBytes: 20_000_000, recordCharacters: 100_000, cells: 100 };
const named = /^(tender|criteria|bands|bids)$/i;

function tenderSheet(table: LedgerTable): TenderSheet {
  return { sheet: sheetOf(table), lines: heldRows(table) };
}

/** Sheets that are laid out as another is do not matter here; those of a tender have to be readable. */
function problemsOf(opened: readonly OpenedLedger[]): readonly Refusal[] {
  return opened.flatMap((one) => {
    if (one.kind === 'ignored') return [];
    if (one.kind === 'refused') {
      const sheet = sheetOf(one);
      return sheet === null || named.test(sheet)
        ? [{ code: one.refusal.code, sentence: `${one.name}: ${one.refusal.sentence}` }]
        : [];
    }
    if (one.table.records <= mostRows) return [];
    const sentence = `${one.table.name} has more than 1,000 rows, which no tender needs.`;
    return named.test(sheetOf(one.table) ?? 'tender') ? [{ code: 'tender-large', sentence }] : [];
  });
}

/**
 * Reads a tender from an XLSX, ODS or CSV file, laid out as the guide to evaluating says. Refuses with a sentence for
 * everything that is wrong, each with its sheet, row and column.
 */
export async function readTenderWorkbook(path: string): Promise<Decision<TenderToEvaluate>> {
  const opened = await withWorkingFolder((scratch) => openedFrom(path, scratch, limits));
  const refusals = problemsOf(opened);
  if (refusals.length > 0) return { ok: false, refusals };
  const sheets = opened.flatMap((one) =>
    one.kind === 'table' && one.table.records <= mostRows ? [tenderSheet(one.table)] : [],
  );
  if (sheets.length === 0) return refuse('tender-empty', `${path} holds no table.`);
  return readTenderSheets(sheets);
}
