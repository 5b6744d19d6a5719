import { join } from 'node:path';
import type { RegisterKind } from '../../../domain/suppliers/index.ts';
import { formatCount } from '../../../domain/values/index.ts';
import { type Duck, fileLiteral, fillSql, literal } from '../../duckdb.ts';
import { entitiesFile, namesFile } from '../editions.ts';
import type { ReadPart } from './readParts.ts';
import { stagedEntities, stagedNames } from './staging.ts';

/** What the files of a register hold, read again after they were written. */
export interface ConvertedRegister {
  readonly rows: number;
  readonly names: number;
  /** Organisations whose identifier another record had before. */
  readonly repeated: number;
  readonly holds: readonly string[];
}

function written(path: string): string {
  return `read_parquet(${fileLiteral(path)}, hive_partitioning = false)`;
}

/** How many names should have been written: those read, but for organisations that repeat an identifier. */
async function keptNames(duck: Duck, parts: readonly ReadPart[], kept: number): Promise<number> {
  const sum = (of: (part: ReadPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  if (kept === sum(({ tally }) => tally.organisations)) return sum(({ tally }) => tally.names);
  const [row] = await duck.rows(fillSql('register-kept-names', { names: stagedNames(parts) }));
  return Number(row?.names);
}

/** Counts what was written against what was read. Any difference is a fault of the disk or of ours, never of the file. */
async function checked(duck: Duck, parts: readonly ReadPart[], paths: { entities: string; names: string }) {
  const sql = fillSql('register-check', {
    written: written(paths.entities),
    written_names: written(paths.names),
  });
  const [row] = await duck.rows(sql);
  const [rows, names, kept] = [Number(row?.entities), Number(row?.names), Number(row?.kept)];
  const expected = await keptNames(duck, parts, kept);
  const isNumbered = kept === Number(row?.numbered) && kept === Number(row?.current_names);
  if (kept !== rows || !isNumbered || expected !== names) {
    throw new Error(
      `${formatCount(kept)} organisations with ${formatCount(expected)} names were written as ${formatCount(rows)} with ${formatCount(names)}.`,
    );
  }
  return { rows, names };
}

async function schemes(duck: Duck, kind: RegisterKind, path: string): Promise<readonly string[]> {
  if (kind !== 'register') return [];
  const rows = await duck.rows(fillSql('register-schemes', { written: written(path) }));
  return rows.map(({ scheme }) => String(scheme));
}

/** Numbers and sorts the organisations of all parts and writes them and their names as Parquet. */
export async function convertRegister(
  duck: Duck,
  register: { readonly kind: RegisterKind; readonly parts: readonly ReadPart[]; readonly building: string },
): Promise<ConvertedRegister> {
  const { kind, parts, building } = register;
  const paths = { entities: join(building, entitiesFile), names: join(building, namesFile) };
  const entities = stagedEntities(parts);
  await duck.run('SET preserve_insertion_order = false');
  await duck.run(fillSql('register-numbers', { entities }));
  await duck.run(fillSql('register-entities', { entities, target: literal(paths.entities) }));
  await duck.run(fillSql('register-names', { names: stagedNames(parts), target: literal(paths.names) }));
  const { rows, names } = await checked(duck, parts, paths);
  const read = parts.reduce((sum, { tally }) => sum + tally.organisations, 0);
  return { rows, names, repeated: read - rows, holds: await schemes(duck, kind, paths.entities) };
}
