import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { readBatchManifest } from '../batches/manifest.ts';
import { fileLiteral } from '../duckdb.ts';
import { dataFile, entitiesFile, isRegister, namesFile } from '../reference/editions.ts';
import { readManifest } from '../reference/manifest.ts';
import { editionFolders, editionName } from '../reference/places.ts';
import { withDuck } from '../reference/withDuck.ts';
import type { BatchCondition, LakeInspector } from './types.ts';

const linesFile = 'lines.parquet';

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

/** SHA-256 of a file; null when it cannot be read to its end. */
async function sha256Of(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** Rows of a Parquet file; null when it does not read. */
async function rowsOf(path: string): Promise<number | null> {
  try {
    const sql = `SELECT count(*) AS n FROM read_parquet(${fileLiteral(path)}, hive_partitioning = false)`;
    const [row] = await withDuck(tmpdir(), (duck) => duck.rows(sql));
    return typeof row?.n === 'number' ? row.n : null;
  } catch {
    return null;
  }
}

async function conditionOf(folder: string): Promise<BatchCondition> {
  const names = await namesIn(folder);
  if (names.length === 0) return { kind: 'missing' };
  const noted = await readBatchManifest(folder);
  if (noted === null) return { kind: 'damaged', why: 'has no list of its files that reads' };
  for (const [name, sha256] of Object.entries(noted.files)) {
    if (!names.includes(name)) return { kind: 'damaged', why: `has lost its file ${name}` };
    const found = await sha256Of(join(folder, name));
    if (found === null) return { kind: 'damaged', why: `has a file ${name} that cannot be read` };
    if (found !== sha256) return { kind: 'damaged', why: `has a file ${name} that was changed` };
  }
  const lines = await rowsOf(join(folder, linesFile));
  if (lines === null) return { kind: 'damaged', why: 'has lines that do not read' };
  return { kind: 'whole', lines };
}

async function editionTrouble(folder: string): Promise<string | null> {
  try {
    const manifest = await readManifest(folder);
    const rows = await rowsOf(join(folder, isRegister(manifest.kind) ? entitiesFile : dataFile));
    if (rows === null) return 'has rows that do not read';
    if (rows !== manifest.rows) return `has ${rows} rows and should have ${manifest.rows}`;
    if (!isRegister(manifest.kind)) return null;
    const names = await rowsOf(join(folder, namesFile));
    if (names === null) return 'has names that do not read';
    return names === manifest.names ? null : `has ${names} names and should have ${manifest.names}`;
  } catch {
    return 'has no description that reads';
  }
}

/** The editions of everybody and those of each organisation, as paths below the reference folder. */
async function editionsIn(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of await editionFolders(root)) {
    const names = (await namesIn(join(root, folder))).filter((name) => editionName.test(name));
    found.push(...names.map((name) => `${folder}/${name}`));
  }
  return found;
}

async function filesIn(folder: string, under: string) {
  const names = (await namesIn(folder)).filter((name) => /^[a-z0-9][a-z0-9-]*\.(parquet|json)$/.test(name));
  return names.map((name) => ({ name: `${under}/${name}`, path: join(folder, name) }));
}

/** Looks at the lake in one folder and the reference editions in another. Nothing is made where nothing is. */
export function openInspector(folders: { readonly lake: string; readonly reference: string }): LakeInspector {
  const { lake, reference } = folders;
  const folderOf = (batch: BatchId) => join(lake, batch);
  return {
    drafts: async () => (await namesIn(lake)).filter((name) => name.startsWith('.draft-')),
    batch: (batch) => conditionOf(folderOf(batch)),
    editions: async () => {
      const found = [];
      for (const name of await editionsIn(reference)) {
        found.push({ name, why: await editionTrouble(join(reference, name)) });
      }
      return found;
    },
    batchFiles: (batch) => filesIn(folderOf(batch), `lake/${batch}`),
    editionFiles: async () => {
      const names = await editionsIn(reference);
      const all = names.map((name) => filesIn(join(reference, name), `reference/${name}`));
      return (await Promise.all(all)).flat();
    },
  };
}
