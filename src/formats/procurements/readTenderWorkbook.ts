import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readTenderSheets,
  type TenderSheet,
  type TenderToEvaluate,
} from '../../domain/procurements/index.ts';
import { type Decision, type Refusal, refuse } from '../../domain/values/index.ts';
import { ledgerFiles } from '../ledgers/index.ts';
import type { LedgerTable, OpenedLedger } from '../ledgers/types.ts';

/** 200 bids, 40 criteria and their bands fit well. */
const mostRows = 1_000;
const limits = { unpackedBytes: 20_000_000, recordCharacters: 100_000, cells: 100 };
const named = /^(tender|criteria|bands|bids)$/i;

function sheetOf({ name }: { readonly name: string }): string | null {
  const at = name.lastIndexOf(' › ');
  return at === -1 ? null : name.slice(at + 3).trim();
}

async function openedIn(path: string): Promise<readonly OpenedLedger[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'sevenbox-tender-'));
  try {
    const opened: OpenedLedger[] = [];
    for await (const one of ledgerFiles(limits).open([path], scratch)) opened.push(one);
    return opened;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function tenderSheet(table: LedgerTable): TenderSheet {
  const lines = [...table.head, ...table.spread].map(({ line, cells }) => ({ row: line, cells }));
  return { sheet: sheetOf(table), lines };
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
  const opened = await openedIn(path);
  const refusals = problemsOf(opened);
  if (refusals.length > 0) return { ok: false, refusals };
  const sheets = opened.flatMap((one) =>
    one.kind === 'table' && one.table.records <= mostRows ? [tenderSheet(one.table)] : [],
  );
  if (sheets.length === 0) return refuse('tender-empty', `${path} holds no table.`);
  return readTenderSheets(sheets);
}
