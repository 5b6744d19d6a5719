import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameIndex, nameIndexOver } from '../../domain/suppliers/index.ts';
import { openNameIndex, saveNameIndex, startNameThreads } from './index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(root, 'node_modules', '.name-index-'));
const path = join(folder, 'names.index');
const names = ['ALDERFORD JOINERY', 'BECKWICK CARE', 'CRAGSIDE WASTE', 'BECKWICK CARE', 'BECKWITH CARE'];
const asked = ['BECKWIK CARE', 'CRAGSIDE WAST', 'ALDERFORD', 'NOTHING LIKE IT'];
const nearness = { most: 5, floor: 0.3 };
const index = nameIndex(names);

/** Compiles the search alone, so that threads can run it whether or not the program is built. */
function compiled(): string {
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: join(root, 'src'), outDir: join(folder, 'compiled') },
    include: [join(root, 'src/domain/suppliers/nameIndex')],
    exclude: [join(root, 'src/**/*.test.ts')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.json')], { stdio: 'inherit' });
  return pathToFileURL(join(folder, 'compiled/domain/suppliers/nameIndex/index.js')).href;
}

beforeAll(() => saveNameIndex(path, index.tables));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a saved index of names', () => {
  it('answers as it did before it was saved', () => {
    const opened = openNameIndex(path);
    if (!opened.ok) throw new Error('the index was refused');
    const again = nameIndexOver(opened.value.tables);
    expect(again.nearestAll(asked, nearness)).toEqual(index.nearestAll(asked, nearness));
    expect(again.exact('BECKWICK CARE')).toEqual([1, 3]);
  });

  it('is the same bytes when it is saved again', () => {
    const other = join(folder, 'other.index');
    saveNameIndex(other, nameIndex(names).tables);
    expect(readFileSync(other).equals(readFileSync(path))).toBe(true);
  });

  it.each(['one byte short', 'only its head', 'empty'])('refuses a file that is %s', (how) => {
    const cut = join(folder, 'cut.index');
    saveNameIndex(cut, index.tables);
    const sizes = { 'one byte short': readFileSync(cut).length - 1, 'only its head': 4_096, empty: 0 };
    truncateSync(cut, sizes[how as keyof typeof sizes]);
    expect(openNameIndex(cut)).toMatchObject({ ok: false, refusals: [{ code: 'name-index-unreadable' }] });
  });

  it('refuses a file of another format', () => {
    const other = join(folder, 'format.index');
    writeFileSync(other, readFileSync(path, 'latin1').replace('"names 1', '"names 0'), 'latin1');
    expect(openNameIndex(other)).toMatchObject({ ok: false, refusals: [{ code: 'name-index-unreadable' }] });
    writeFileSync(other, 'x'.repeat(10_000));
    expect(openNameIndex(other).ok).toBe(false);
  });
});

describe('threads over one index', () => {
  it.each([1, 2, 3])('%s of them answer what one index answers', async (threads) => {
    const opened = openNameIndex(path);
    if (!opened.ok) throw new Error('the index was refused');
    const started = await startNameThreads(opened.value, { threads, program: compiled() });
    expect(await started.nearestAll(asked, nearness)).toEqual(index.nearestAll(asked, nearness));
    expect(await started.nearestAll([], nearness)).toEqual([]);
    await started.close();
  });
});
