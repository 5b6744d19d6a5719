import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { writeZip } from '../../../test/support/zipFile.ts';
import { accept, instantAt } from '../../domain/values/index.ts';
import {
  type BackupFacts,
  openBackup,
  readRows,
  saveBackup,
  unpackAll,
  writeBackup,
  writeRows,
} from './index.ts';
import { sealing, unsealedComment } from './seal.ts';

const facts: BackupFacts = {
  madeAt: instantAt(1_790_000_000_000),
  productVersion: '0.1.0',
  store: { kind: 'embedded', version: 'PostgreSQL 17.5', migrations: [1], mode: 'real' },
  rows: { owners: 1 },
  batches: 1,
  editions: 0,
  missing: [],
  ...{ evidence: 0, missingEvidence: [], keyCheck: null, withheld: 0 },
};
const lines = 'lake/bat_aaaaaaaaaaaaaaaaaaaa/lines.parquet';
const records = '{"table":"owners","row":{"name":"Examplewell Council"}}\n';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function writtenAs(content: Readable | Buffer, name = 'store.zip'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function sources() {
  await writeFile(join(folder, 'records'), records);
  await writeFile(join(folder, 'lines'), Buffer.alloc(300_000, 'not really Parquet '));
  return [
    { name: 'records.jsonl', path: join(folder, 'records') },
    { name: lines, path: join(folder, 'lines') },
  ];
}

async function codeOf(path: string): Promise<string> {
  const backup = await openBackup(path);
  if (!backup.ok) return backup.refusals[0]?.code ?? '';
  try {
    const unpacked = await unpackAll(backup.value, join(folder, `out-${Math.random()}`));
    return unpacked.ok ? 'whole' : (unpacked.refusals[0]?.code ?? '');
  } finally {
    backup.value.close();
  }
}

interface Made {
  readonly manifest?: unknown;
  readonly files: Readonly<Record<string, string>>;
  /** Another name of the same length in the finished zip. */
  readonly renamed?: readonly [string, string];
}

/** A sealed zip as nobody but an attacker would make it. */
async function crafted({ manifest, files, renamed }: Made): Promise<string> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  if (manifest !== undefined) zip.addBuffer(Buffer.from(JSON.stringify(manifest)), 'manifest.json');
  zip.end({ forceZip64Format: false, comment: unsealedComment });
  let bytes = await buffer(zip.outputStream);
  if (renamed) bytes = Buffer.from(bytes.toString('latin1').replaceAll(...renamed), 'latin1');
  return writtenAs(Readable.from([bytes]).pipe(sealing()), 'crafted.zip');
}

function partOf(name: string, text: string) {
  return { name, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
}

const manifestOf = (parts: readonly unknown[]) => ({
  format: 'sevenbox backup',
  version: 1,
  ...facts,
  parts,
});

describe('a backup file', () => {
  it('gives back every part, and says what it holds', async () => {
    const path = await writtenAs(writeBackup(facts, await sources()));
    const backup = await openBackup(path);
    if (!backup.ok) throw new Error(backup.refusals[0]?.sentence);
    expect(backup.value.manifest).toMatchObject(facts);
    const out = join(folder, 'out');
    expect(await unpackAll(backup.value, out)).toEqual(accept(null));
    backup.value.close();
    expect(await readFile(join(out, 'records.jsonl'), 'utf8')).toBe(records);
    expect(await readFile(join(out, lines))).toEqual(await readFile(join(folder, 'lines')));
  });

  it('is the same bytes for the same store', async () => {
    const files = await sources();
    expect(await buffer(writeBackup(facts, files))).toEqual(await buffer(writeBackup(facts, files)));
  });

  it('is refused with one byte flipped at any of 50 seeded places', async () => {
    const bytes = await buffer(writeBackup(facts, await sources()));
    let seed = 20_261_123;
    for (let turn = 0; turn < 50; turn += 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const flipped = Buffer.from(bytes);
      const place = seed % bytes.length;
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (turn % 8));
      expect(await codeOf(await writtenAs(flipped)), `byte ${place}`).toMatch(
        /^(backup-damaged|not-a-backup)$/,
      );
    }
  });

  it('is refused when it is cut short anywhere', async () => {
    const bytes = await buffer(writeBackup(facts, await sources()));
    for (const length of [0, 1, 50, 5000, bytes.length - 64, bytes.length - 1]) {
      expect(await codeOf(await writtenAs(bytes.subarray(0, length)))).toBe('not-a-backup');
    }
  });

  it('is not a PDF, an ordinary zip, a folder or nothing', async () => {
    expect(await codeOf(await writtenAs(Buffer.from('%PDF-1.7\n%EOF\n')))).toBe('not-a-backup');
    await writeZip(join(folder, 'ordinary.zip'), { 'april.csv': 'a,b\n'.repeat(100) });
    expect(await codeOf(join(folder, 'ordinary.zip'))).toBe('not-a-backup');
    expect(await codeOf(folder)).toBe('backup-missing');
    expect(await codeOf(join(folder, 'none.zip'))).toBe('backup-missing');
  });
});

describe('a made-up backup', () => {
  it('cannot write outside its folder', async () => {
    const climbing = '../../bbbb.jsonl';
    const listed = await crafted({
      manifest: manifestOf([partOf('records.jsonl', records), partOf(climbing, 'x')]),
      files: { 'records.jsonl': records, 'aa/aa/bbbb.jsonl': 'x' },
      renamed: ['aa/aa/bbbb.jsonl', climbing],
    });
    expect(await codeOf(listed)).toBe('backup-suspicious');
    for (const name of ['/etc/xyz', 'lake/../x', 'lake/bat_aaaaaaaaaaaaaaaaaaaa/..', 'C:\\x', 'store.lock']) {
      const path = await crafted({
        manifest: manifestOf([partOf('records.jsonl', records), partOf(name, 'x')]),
        files: { 'records.jsonl': records },
      });
      expect(await codeOf(path), name).toBe('backup-suspicious');
    }
    expect(existsSync(join(folder, 'bbbb.jsonl'))).toBe(false);
  });

  it('is refused when its manifest and its files do not agree', async () => {
    const record = partOf('records.jsonl', records);
    const files = { 'records.jsonl': records };
    const cases: readonly Made[] = [
      { files },
      { manifest: { hello: 1 }, files },
      { manifest: manifestOf([]), files: {} },
      { manifest: manifestOf([record]), files: { ...files, 'more.txt': 'x' } },
      { manifest: manifestOf([record, partOf(lines, 'x')]), files },
      { manifest: manifestOf([record, record]), files },
      { manifest: manifestOf([{ ...record, bytes: record.bytes - 1 }]), files },
    ];
    for (const made of cases) expect(await codeOf(await crafted(made))).toBe('backup-suspicious');
    const other = { ...record, sha256: 'a'.repeat(64) };
    expect(await codeOf(await crafted({ manifest: manifestOf([other]), files }))).toBe('backup-damaged');
  });

  it('cannot unpack to far more than its size', async () => {
    const zeros = '0'.repeat(150 * 1024 ** 2);
    const path = await crafted({
      manifest: manifestOf([partOf('records.jsonl', zeros)]),
      files: { 'records.jsonl': zeros },
    });
    expect(await codeOf(path)).toBe('backup-suspicious');
  });
});

describe('saving', () => {
  const check = async () => accept('checked');
  const bytes = () => Readable.from([Buffer.from('new')]);

  it('never replaces a file without force', async () => {
    const path = await writtenAs(Buffer.from('old'));
    expect(await saveBackup(path, bytes(), check, { force: false })).toMatchObject({
      refusals: [{ code: 'backup-there' }],
    });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await saveBackup(path, bytes(), check, { force: true })).toEqual(accept('checked'));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['store.zip']);
  });

  it('leaves no file when the disk is full, the stream breaks off or the check fails', async () => {
    const path = join(folder, 'store.zip');
    const full = () =>
      new Writable({
        write(_chunk, _encoding, done) {
          done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
        },
      });
    const broken = new Readable({
      read() {
        this.destroy(new Error('the other end went away'));
      },
    });
    const codes = [];
    for (const saved of [
      await saveBackup(path, bytes(), check, { force: false, write: full }),
      await saveBackup(path, broken, check, { force: false }),
      await saveBackup(path, bytes(), openBackup, { force: false }),
      await saveBackup(join(folder, 'none', 'store.zip'), bytes(), check, { force: false }),
    ])
      codes.push(saved.ok ? 'ok' : saved.refusals[0]?.code);
    expect(codes).toEqual(['disk-full', 'backup-cut-off', 'not-a-backup', 'file-unwritable']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('ends with an error when a file of the store cannot be read', async () => {
    const files = [...(await sources()), { name: lines, path: join(folder, 'gone') }];
    const path = join(folder, 'store.zip');
    const saved = await saveBackup(path, writeBackup(facts, files), openBackup, { force: false });
    expect(saved.ok).toBe(false);
    expect(existsSync(path)).toBe(false);
  });

  it('stops reading the store when nobody takes the backup any more', async () => {
    await mkdir(join(folder, 'many'));
    const stream = writeBackup(facts, await sources());
    stream.destroy();
    await new Promise((resolve) => stream.once('close', resolve));
    expect(stream.destroyed).toBe(true);
  });
});

describe('rows', () => {
  async function* some() {
    yield { table: 'owners', row: { id: 1, name: 'Examplewell\nCouncil £' } };
    yield { table: 'owners', row: { id: 2, deep: { list: [1, null, 'x'] } } };
    yield { table: 'imports', row: { text: 'y'.repeat(3_000_000) } };
  }

  it('come back as they were, long ones too', async () => {
    const path = join(folder, 'rows');
    expect(await writeRows(path, some())).toEqual({ owners: 2, imports: 1 });
    const [back, there] = [[], []] as [unknown[], unknown[]];
    for await (const row of readRows(path)) back.push(row);
    for await (const row of some()) there.push(row);
    expect(back).toEqual(there);
  });

  it('are refused when one is cut short or is no row', async () => {
    const read = async (text: string) => {
      const path = join(folder, 'rows');
      await writeFile(path, text);
      for await (const row of readRows(path)) expect(row).toBeDefined();
    };
    await expect(read('{"table":"owners","row":{}}\n{"tab')).rejects.toThrow('cut short');
    await expect(read('{"table":1}\n')).rejects.toThrow();
    await expect(read('nothing\n')).rejects.toThrow();
  });
});
