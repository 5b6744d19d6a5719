import { demoTitle } from './layouts.ts';
import { planLedgers, type Sheaf } from './plan.ts';
import type { TableControl } from './tables.ts';
import { gzipped, textFile, workbookFile, zipped } from './writing.ts';

export { demoTitle } from './layouts.ts';
export type { TableControl } from './tables.ts';
export { demoHome } from './zones.ts';

/** One file of the demonstration: a plain name without folders, and its bytes. */
export interface DemoFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was planted in one table, under the name by which an analysis reports it. */
export interface DemoControl extends TableControl {
  readonly name: string;
}

const notes = [
  'A demonstration: the council, its suppliers and every payment are invented.',
  'One sheet for each month. Amounts are in pounds, without VAT.',
  'Names of people are kept back. Payments of salaries, tax and levies are listed with the others.',
];

function named({ file, inside }: Sheaf): string {
  return inside ?? file.replace(/\.gz$/, '');
}

async function bytesOf(file: string, sheaves: readonly Sheaf[]): Promise<Uint8Array> {
  if (file.endsWith('.xlsx')) {
    const title = `${demoTitle}: payments to suppliers, April 2019 to March 2020`;
    return workbookFile(
      title,
      notes,
      sheaves.map((sheaf) => ({ name: named(sheaf), table: sheaf.table })),
    );
  }
  const texts = sheaves.map((sheaf) => ({ name: named(sheaf), bytes: textFile(sheaf.table, sheaf.manner) }));
  if (file.endsWith('.zip')) return zipped(texts);
  const whole = Buffer.concat(texts.map(({ bytes }) => bytes));
  return file.endsWith('.gz') ? gzipped(whole) : whole;
}

/**
 * Four financial years of ledgers of an invented council, as messy as real ones: other headers, dates, encodings
 * and containers every year, credits, redacted payees, postings listed twice, lines that do not read, totals
 * below the lines. Every supplier is invented, company numbers start with 99, and postcodes end in letters that
 * no address has. The same bytes in every run, whatever the clock, the time zone and the locale.
 */
export async function demoLedgers(): Promise<readonly DemoFile[]> {
  const files = new Map<string, Sheaf[]>();
  for (const sheaf of planLedgers()) files.set(sheaf.file, [...(files.get(sheaf.file) ?? []), sheaf]);
  return Promise.all(
    [...files].map(async ([name, sheaves]) => ({ name, bytes: await bytesOf(name, sheaves) })),
  );
}

/** What an analysis of the demonstration must find in each of its tables. */
export function demoControls(): readonly DemoControl[] {
  return planLedgers().map(({ file, inside, table }) => ({
    ...table.control,
    name: inside === null ? file : `${file} › ${inside}`,
  }));
}
