import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/values/index.ts';
import { openBackup, unpackAll, writeBackup } from './index.ts';
import { isPartName } from './manifest.ts';

const organisation = `org_${'a'.repeat(20)}`;
const own = `reference/organisations/${organisation}/suppliers/0123456789ab`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-part-names-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('names of parts of a backup', () => {
  it.each([
    'records.jsonl',
    `lake/bat_${'a'.repeat(20)}/lines.parquet`,
    'reference/suppliers/0123456789ab/manifest.json',
    'reference/lad-lookups/0123456789ab/data.parquet',
    `${own}/manifest.json`,
    `${own}/data.parquet`,
    `blobs/ab/cd/abcd${'0'.repeat(60)}`,
  ])('%s may be one', (name) => {
    expect(isPartName(name)).toBe(true);
  });

  it.each([
    `reference/organisations/${organisation}/suppliers/../../data.parquet`,
    `reference/organisations/../suppliers/0123456789ab/data.parquet`,
    `reference/organisations/org_../suppliers/0123456789ab/data.parquet`,
    `reference/organisations/${organisation.toUpperCase()}/suppliers/0123456789ab/data.parquet`,
    `reference/organisations/${organisation}a/suppliers/0123456789ab/data.parquet`,
    `reference/organisations/${organisation}/onspd/0123456789ab/data.parquet`,
    `reference/organisations/${organisation}/0123456789ab/data.parquet`,
    'reference/organisations/0123456789ab/data.parquet',
    `reference//organisations/${organisation}/suppliers/0123456789ab/data.parquet`,
    `/${own}/data.parquet`,
    `../${own}/data.parquet`,
    `${own}/../data.parquet`,
    `${own}/data.parquet\n`,
    `${own}\\data.parquet`,
    `${own}/.manifest-x`,
    `reference/organisations/${organisation}/.sequences/suppliers/1`,
    `blobs/ab/ce/abcd${'0'.repeat(60)}`,
    `blobs/ab/cd/abcd${'0'.repeat(59)}`,
    `blobs/ab/cd/abcd${'0'.repeat(60)}.pdf`,
    `blobs/incoming/abcd${'0'.repeat(60)}`,
    `blobs/../cd/abcd${'0'.repeat(60)}`,
  ])('%s may be none', (name) => {
    expect(isPartName(name)).toBe(false);
  });

  it('property: whatever is put together, a name stays inside the folder it is written to', () => {
    const strange = fc.constantFrom('..', '.', '', '\\', '\0', 'reference', 'organisations', 'lake', 'onspd');
    const usual = (text: string) => fc.oneof({ weight: 8, arbitrary: fc.constant(text) }, strange);
    const names = [`${own}/data.parquet`, 'reference/suppliers/0123456789ab/manifest.json', 'records.jsonl'];
    const name = fc
      .constantFrom(...names)
      .chain((text) => fc.tuple(...text.split('/').map(usual)))
      .map((parts) => parts.join('/'));
    let allowed = 0;
    fc.assert(
      fc.property(name, (text) => {
        if (!isPartName(text)) return;
        allowed += 1;
        expect(resolve('/home', text)).toBe(`/home/${text}`.replaceAll('/', sep));
        expect(text).not.toMatch(/\.\.|\\|\0|\/\//);
      }),
      { numRuns: 2000 },
    );
    expect(allowed).toBeGreaterThan(100);
  });
});

it('the list of an organisation comes back from a backup byte for byte, under its name', async () => {
  const texts = {
    [`${own}/manifest.json`]: '{"kind":"suppliers"}',
    [`${own}/data.parquet`]: 'PAR1 not really',
  };
  const files = [];
  for (const [name, text] of Object.entries({ 'records.jsonl': '', ...texts })) {
    const path = join(folder, String(files.length));
    await writeFile(path, text);
    files.push({ name, path });
  }
  const facts = {
    ...{ madeAt: instantAt(1_790_000_000_000), productVersion: '0.1.0', rows: {}, missing: [] },
    store: { kind: 'embedded' as const, version: 'x', migrations: [1], mode: 'real' as const },
    ...{ batches: 0, editions: 1, evidence: 0, missingEvidence: [], keyCheck: null, withheld: 0 },
  };
  const path = join(folder, 'store.zip');
  await writeFile(path, await buffer(writeBackup(facts, files)));
  const backup = await openBackup(path);
  if (!backup.ok) throw new Error(backup.refusals[0]?.sentence);
  const out = join(folder, 'out');
  expect(await unpackAll(backup.value, out)).toMatchObject({ ok: true });
  backup.value.close();
  for (const [name, text] of Object.entries(texts)) {
    expect(await readFile(join(out, name), 'utf8')).toBe(text);
  }
  expect((await readdir(join(out, own))).sort()).toEqual(['data.parquet', 'manifest.json']);
});
