import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incoming } from '../../../test/support/imports.ts';
import { acceptedOf, importId, refusalOf } from '../../../test/support/records.ts';
import { newId } from '../newId.ts';
import { openUploads } from './openUploads.ts';
import { sizeInWords } from './receiveFile.ts';

let home: string;
const id = importId(1);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sevenbox-uploads-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('uploaded files', () => {
  it('lie byte by byte under their position and name, with their hash', async () => {
    const uploads = openUploads(home, { freeBytes: 0 });
    const text = 'Date,£\r\n'.repeat(40_000);
    const files = acceptedOf(
      await uploads.receive(id, incoming({ 'a/April £.csv': text, 'april £.csv': '' })),
    );
    expect(files).toEqual([
      {
        name: 'April £.csv',
        bytes: Buffer.byteLength(text),
        sha256: createHash('sha256').update(text).digest('hex'),
      },
      { name: 'april £ (2).csv', bytes: 0, sha256: createHash('sha256').digest('hex') },
    ]);
    const paths = uploads.pathsOf(id, files);
    expect(paths.map((path) => basename(path))).toEqual(files.map(({ name }) => name));
    expect(readFileSync(paths[0] ?? '', 'utf8')).toBe(text);
    expect(await uploads.holds(id, files)).toBe(true);
    expect(await uploads.list()).toEqual([id]);
    truncateSync(paths[0] ?? '', 5);
    expect(await uploads.holds(id, files)).toBe(false);
    expect(await uploads.holds(importId(2), files)).toBe(false);
    expect(await uploads.holds(id, [])).toBe(false);
    await uploads.remove(id);
    await uploads.remove(id);
    expect(await uploads.list()).toEqual([]);
  });

  it('stop being written as soon as a limit is met', async () => {
    let taken = 0;
    async function* endless() {
      for (; taken < 100; taken += 1) yield Buffer.alloc(1_000);
    }
    const uploads = openUploads(home, { fileBytes: 5_000, freeBytes: 0 });
    const files = (async function* () {
      yield { name: 'endless.csv', content: endless() };
    })();
    expect(refusalOf(await uploads.receive(id, files)).code).toBe('file-too-large');
    expect(taken).toBe(5);
    expect(existsSync(join(home, 'imports', id))).toBe(false);
  });

  it('have a new working folder each time, and no others are named', async () => {
    const uploads = openUploads(home);
    const scratch = await uploads.emptyScratch(id);
    writeFileSync(join(scratch, 'left'), 'over');
    expect(await uploads.emptyScratch(id)).toBe(scratch);
    expect(existsSync(join(scratch, 'left'))).toBe(false);
    await uploads.removeScratch(id);
    expect(existsSync(scratch)).toBe(false);
    mkdirSync(join(home, 'imports', 'somebody else'));
    expect(await uploads.list()).toEqual([id]);
    expect(() => uploads.pathsOf('../x' as never, [{ name: 'a', bytes: 1, sha256: '' }])).toThrow(
      'id of an import',
    );
  });
});

it('sizes are told in words', () => {
  expect([2_000_000_000, 500_000_000, 1_999].map(sizeInWords)).toEqual(['2 GB', '500 MB', '1,999 bytes']);
});

it('new identifiers are never the same', () => {
  const ids = new Set(Array.from({ length: 1_000 }, () => newId('imp')));
  expect(ids.size).toBe(1_000);
  for (const one of ids) expect(one).toMatch(/^imp_[a-z0-9]{20}$/);
});
