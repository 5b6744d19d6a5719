import type { Readable } from 'node:stream';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import type { TableRow } from '../../formats/backup/rows.ts';
import type { BackupFile } from '../../formats/backup/write.ts';
import type { BackUpParts } from './parts.ts';
import { withholding } from './withholding.ts';

interface Gathered {
  readonly files: readonly BackupFile[];
  readonly batches: number;
  readonly missing: readonly string[];
}

/**
 * The files of every batch. A batch in the records has its folder, so the folders are listed after the records were
 * written down; one that is imported meanwhile is in the lake of the backup only, and restoring leaves it out.
 */
async function batchFiles({ store }: BackUpParts): Promise<Gathered> {
  const ids = [...(await store.records.batchIds())].sort();
  const [files, missing]: [BackupFile[], string[]] = [[], []];
  for (const id of ids) {
    const found = await store.lake.batchFiles(id as BatchId);
    if (found.length === 0) missing.push(id);
    files.push(...found);
  }
  return { files, batches: ids.length - missing.length, missing };
}

/** Passes rows on, and notes the hashes of files that are kept: the bytes that a backup of these rows needs. */
function notingBytes(rows: AsyncIterable<TableRow>) {
  const needed = new Set<string>();
  async function* passing() {
    for await (const one of rows) {
      const { table, row } = one;
      if (table === 'evidence_files' && row.removed_at === null) needed.add(String(row.sha256));
      yield one;
    }
  }
  return { needed, rows: passing() };
}

/** The bytes of evidence. Bytes that are removed while the backup is written stop it, and it is begun again. */
async function blobFiles({ store, blobPartName }: BackUpParts, needed: ReadonlySet<string>) {
  const [files, missing]: [BackupFile[], string[]] = [[], []];
  for (const sha256 of [...needed].sort()) {
    const path = await store.blobs.pathOf(sha256);
    if (path === null) missing.push(sha256);
    else files.push({ name: blobPartName(sha256), path });
  }
  return { files, missing };
}

function editionCount(files: readonly BackupFile[]): number {
  return files.filter(({ name }) => name.endsWith('/manifest.json')).length;
}

/** What is to be in a backup. */
export interface BackUpOrder {
  /** Without texts and values of sets of measures whose licence does not let them leave the organisation. */
  readonly shareable: boolean;
}

/**
 * A whole backup as a stream. The records are written down in one go first, as at one moment; batches never change, so
 * their files are read as the stream is taken. The stream must be read to its end or destroyed.
 */
export async function backUp(parts: BackUpParts, { shareable }: BackUpOrder): Promise<Readable> {
  const { store, now, productVersion } = parts;
  const path = await parts.scratchFile();
  try {
    const madeAt = now();
    const { kind, version, migrations } = await store.records.facts();
    const mode = (await store.records.mode()) ?? 'real';
    const leaving = withholding(store.records.dump());
    const { needed, rows: noted } = notingBytes(shareable ? leaving.rows : store.records.dump());
    const rows = await parts.writeRows(path, noted);
    const batches = await batchFiles(parts);
    const editions = await store.lake.editionFiles();
    const blobs = await blobFiles(parts, needed);
    const facts = {
      ...{ madeAt, productVersion, rows },
      store: { kind, version, migrations: [...migrations], mode },
      batches: batches.batches,
      editions: editionCount(editions),
      missing: [...batches.missing],
      withheld: leaving.count(),
      ...{ evidence: blobs.files.length, missingEvidence: blobs.missing },
      keyCheck: await store.key.check(),
    };
    const files = [{ name: 'records.jsonl', path }, ...batches.files, ...editions, ...blobs.files];
    const stream = parts.writeBackup(facts, files);
    stream.once('close', () => void parts.removeFile(path));
    return stream;
  } catch (error) {
    await parts.removeFile(path);
    throw error;
  }
}
