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

/** Counts what was written against what was read. Any difference is a fault of the disk or of ours, never of the file. */
async function checked(duck: Duck, parts: readonly ReadPart[], paths: { entities: string; names: string }) {
  const sql = fillSql('register-check', {
    written: written(paths.entities),
    written_names: written(paths.names),
    names: stagedNames(parts),
  });
  const [row] = await duck.rows(sql);
  const [kept, entities, numbered, keptNames, names, current] = [
    row?.kept,
    row?.entities,
    row?.numbered,
    row?.kept_names,
    row?.names,
    row?.current_names,
  ].map(Number);
  if (kept === undefined || names === undefined) throw new Error('nothing was written');
  const isWhole = kept === entities && kept === numbered && kept === current && keptNames === names;
  if (!isWhole) {
    throw new Error(
      `${formatCount(kept)} organisations with ${formatCount(Number(keptNames))} names were written as ${formatCount(Number(entities))} with ${formatCount(names)}`,
    );
  }
  return { rows: kept, names };
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
