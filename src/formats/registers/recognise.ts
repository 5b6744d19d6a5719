import { formatCount } from '../../domain/values/index.ts';
import {
  isCharityHeader,
  isCharityNamesHeader,
  isOtherCharityHeader,
  missingCharityColumns,
} from './charities.ts';
import { isCompanyHeader, missingCompanyColumns } from './companies.ts';
import type { Table } from './packed.ts';
import { isPlainRegister, plainColumns } from './plainColumns.ts';
import { recordBatches } from './records.ts';
import { refusing } from './refusals.ts';

/** What a table is to a reading of a register. */
export type Role = 'companies' | 'charities' | 'charity names' | 'register' | 'not used';

export interface KnownTable extends Table {
  readonly role: Role;
  readonly header: readonly string[];
  /** The first record below the header; empty where there is none. */
  readonly first: readonly string[];
}

function inWords(header: readonly string[]): string {
  const shown = header.slice(0, 8).map((name) => name.slice(0, 40));
  return `${shown.join(', ')}${header.length > 8 ? `, … (${formatCount(header.length)} columns)` : ''}`;
}

function roleOf(header: readonly string[]): Role | undefined {
  if (isCompanyHeader(header)) return 'companies';
  if (isCharityHeader(header)) return 'charities';
  if (isCharityNamesHeader(header)) return 'charity names';
  if (isOtherCharityHeader(header)) return 'not used';
  return isPlainRegister(plainColumns(header)) ? 'register' : undefined;
}

function refuseMissing(label: string, what: string, missing: readonly string[]): void {
  if (missing.length === 0) return;
  const sentence = `${label} looks like ${what} but has no column ${missing.join(', ')}. Fetch the whole file again; if its layout has changed, it needs a newer version of this program.`;
  throw refusing('register-layout', sentence);
}

async function beginning(table: Table): Promise<{ header: readonly string[]; first: readonly string[] }> {
  let header: readonly string[] = [];
  for await (const batch of recordBatches(table, () => true)) {
    header = batch.header;
    const [first] = batch.records;
    if (first !== undefined) return { header, first };
  }
  return { header, first: [] };
}

/** Reads the beginning of a table and says what it is. Throws a refusal for what is no part of any register. */
export async function recognise(table: Table): Promise<KnownTable> {
  const { header, first } = await beginning(table);
  const role = roleOf(header);
  const { label } = table;
  if (role === undefined) {
    const found = header.length === 0 ? 'It is empty.' : `Its columns are: ${inWords(header)}.`;
    const sentence = `${label} is no register that we know: it needs a column with names and one with identifiers or registered numbers. ${found}`;
    throw refusing('register-unknown', sentence);
  }
  if (role === 'companies') refuseMissing(label, 'the register of companies', missingCompanyColumns(header));
  if (role === 'charities') refuseMissing(label, 'the register of charities', missingCharityColumns(header));
  return { ...table, role, header, first };
}
