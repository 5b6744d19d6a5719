import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { notATable, refusalIn } from './refusals.ts';
import type { OpenedLedger } from './types.ts';

/** A file to look into. */
export interface FoundFile {
  readonly path: string;
  /** Shown to people: its name, or its path below the folder that was given. */
  readonly name: string;
  /** True when a person named this very file; in a folder, other kinds of files are merely ignored. */
  readonly named: boolean;
}

export type Found = { readonly kind: 'file'; readonly file: FoundFile } | OpenedLedger;

const mostFiles = 100_000;
const mostFolders = 32;

function byCodeUnit(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Files below a folder in name order. Hidden ones and links to folders are left out. */
async function* below(folder: string, prefix: string, depth: number): AsyncGenerator<Found> {
  if (depth > mostFolders) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) {
    yield missing(prefix.replace(/\/$/, '') || folder, entries);
    return;
  }
  const shown = entries.filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('~$'));
  for (const entry of shown.toSorted((left, right) => byCodeUnit(left.name, right.name))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* below(path, `${prefix}${entry.name}/`, depth + 1);
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path))))
      yield { kind: 'file', file: { path, name: prefix + entry.name, named: false } };
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

async function matches(pattern: string): Promise<readonly string[]> {
  const patterns = pattern.replaceAll('\\', '/');
  const found = await glob(patterns, { onlyFiles: true, absolute: true, dot: false });
  return found.toSorted(byCodeUnit);
}

function missing(path: string, error: Error): OpenedLedger {
  const refusal = refusalIn(error) ?? { code: 'unreadable-file', sentence: 'This cannot be read.' };
  return { kind: 'refused', name: path, refusal };
}

async function* findOne(path: string): AsyncGenerator<Found> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) yield { kind: 'file', file: { path, name: basename(path), named: true } };
  else if (found?.isDirectory()) {
    let any = false;
    for await (const each of below(path, '', 0)) {
      any = true;
      yield each;
    }
    if (!any) yield missing(path, notATable.emptyFolder());
  } else if (found) yield missing(path, notATable.special());
  else if (isDynamicPattern(path)) {
    const files = await matches(path);
    for (const file of files)
      yield { kind: 'file', file: { path: file, name: basename(file), named: false } };
    if (files.length === 0) yield missing(path, notATable.noMatch());
  } else yield missing(path, notATable.missing());
}

/** Finds what the given paths mean: files, everything below folders, and globs. Never throws for a bad path. */
export async function* findFiles(paths: readonly string[]): AsyncGenerator<Found> {
  let count = 0;
  for (const path of paths) {
    try {
      for await (const found of findOne(path)) {
        count += 1;
        if (count > mostFiles) throw notATable.tooMany(mostFiles);
        yield found;
      }
    } catch (error) {
      if (!(error instanceof Error) || refusalIn(error) === undefined) throw error;
      yield missing(path, error);
    }
  }
}

const ledgerEndings = /\.(?:csv|tsv|tab|txt|psv|dat|xlsx|xlsm|xls|xlsb|ods)(?:\.gz)?$/i;
const packedEndings = /\.(?:gz|zip)$/i;
const notes = /^(?:readme|licen[cs]e|notice|copying|changelog|datapackage)\b/i;

/** Why a file in a folder or zip is passed over by its name alone; undefined when it may be a ledger. */
export function whyIgnored(name: string): string | undefined {
  const last = basename(name);
  if (notes.test(last)) return 'Notes about the data, not a ledger.';
  if (ledgerEndings.test(last) || packedEndings.test(last)) return undefined;
  return last.includes('.')
    ? `Files ending in ${last.slice(last.lastIndexOf('.'))} do not hold a ledger we can read.`
    : 'The name does not say that this is a CSV, Excel or ODS file.';
}
