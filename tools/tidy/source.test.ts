import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePrograms, readTextFiles } from './project.ts';
import { lineAt, parseSource } from './source.ts';

describe('sources', () => {
  it('counts lines from one', () => {
    expect(['a', 'b', 'c'].map((letter) => lineAt('a\nb\nc', 'a\nb\nc'.indexOf(letter)))).toEqual([1, 2, 3]);
  });
  it('names the file that does not parse', () =>
    expect(() => parseSource('src/x.ts', 'const = 1')).toThrow('src/x.ts: '));
});

describe('reading a repository', () => {
  const root = mkdtempSync(join(tmpdir(), 'tidy-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('reads text files in order and leaves out what .gitignore names', () => {
    for (const folder of ['src', 'node_modules/zod', '.git'])
      mkdirSync(join(root, folder), { recursive: true });
    const write = (path: string, text: string) => writeFileSync(join(root, path), text);
    write('.gitignore', 'node_modules/\n*.log\n');
    write('src/b.ts', 'export const b = 1;');
    write('src/a.sql', 'SELECT 1');
    write('node_modules/zod/index.js', 'no');
    write('.git/config', 'no');
    write('run.log', 'no');
    write('picture.png', 'PNG\0\0');
    const files = readTextFiles(root);
    expect(files.map((file) => file.path)).toEqual(['.gitignore', 'src/a.sql', 'src/b.ts']);
    expect(parsePrograms(files).map((file) => file.path)).toEqual(['src/b.ts']);
  });
});
