import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerFiles } from './index.ts';
import type { LedgerTable, OpenedLedger, OpenLimits } from './types.ts';

/** Everything that a file holds. Working files lie in `scratch`, and are needed as long as a table is. */
export async function openedFrom(
  path: string,
  scratch: string,
  limits: Partial<OpenLimits>,
): Promise<readonly OpenedLedger[]> {
  const opened: OpenedLedger[] = [];
  for await (const one of ledgerFiles(limits).open([path], scratch)) opened.push(one);
  return opened;
}

/** Carries something out with a folder for working files, which is removed afterwards. */
export async function withWorkingFolder<T>(work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'sevenbox-reading-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The name of the sheet in the name of a table, which is that of its file too; null for a file that is one table. */
export function sheetOf({ name }: { readonly name: string }): string | null {
  const at = name.lastIndexOf(' › ');
  return at === -1 ? null : name.slice(at + 3).trim();
}

/** The rows of a table that was small enough to be held, with the numbers that people see beside them. */
export function heldRows({ head, spread }: Pick<LedgerTable, 'head' | 'spread'>) {
  return [...head, ...spread].map(({ line, cells }) => ({ row: line, cells }));
}

/** The column of each field by the words of a header: the first that fits, and each column for one field. */
export function columnsNamed<Field extends string>(
  header: readonly string[],
  headings: readonly (readonly [Field, RegExp])[],
): ReadonlyMap<Field, number> {
  const columns = new Map<Field, number>();
  header.forEach((cell, at) => {
    const words = cell
      .replace(/[()_.-]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const field = headings.find(([, pattern]) => pattern.test(words))?.[0];
    if (field !== undefined && !columns.has(field)) columns.set(field, at);
  });
  return columns;
}
