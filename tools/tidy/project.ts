import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource, type SourceFile } from './source.ts';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const textBytesMax = 20_000_000;

function ignoredNames(root: string): readonly RegExp[] {
  const path = join(root, '.gitignore');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return ['.git', ...lines]
    .map((line) => line.trim().replace(/\/$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new RegExp(`^/?${line.replace(/[.+^$()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}$`));
}

function* pathsBelow(root: string, folder: string, ignored: readonly RegExp[]): Generator<string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (ignored.some((pattern) => pattern.test(entry.name) || pattern.test(path))) continue;
    if (entry.isDirectory()) yield* pathsBelow(root, path, ignored);
    else if (entry.isFile()) yield path;
  }
}

/**
 * Every text file of the repository that `.gitignore` does not name, in the order of its path. Git itself is
 * not asked, so that the test also runs in an unpacked copy.
 */
export function readTextFiles(root: string): readonly TextFile[] {
  return [...pathsBelow(root, '', ignoredNames(root))]
    .filter((path) => statSync(join(root, path)).size <= textBytesMax)
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
    .filter(({ bytes }) => !bytes.subarray(0, 8_000).includes(0))
    .map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
}

/** The parsed programs among the text files. */
export function parsePrograms(files: readonly TextFile[]): readonly SourceFile[] {
  return files
    .filter(({ path }) => /\.(ts|mjs|js)$/.test(path) && /^(src|test|tools|bench)\/|^[^/]+$/.test(path))
    .map(({ path, text }) => parseSource(path, text));
}
