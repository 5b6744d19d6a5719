import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RegisterKind, registerKinds } from '../../domain/suppliers/index.ts';
import { byUse } from './inUse.ts';
import { readManifest } from './manifest.ts';
import { editionName, organisationFolders } from './places.ts';
import type { EditionManifest, ReferenceKind } from './types.ts';

/** The rows of an edition, beside its manifest. */
export const dataFile = 'data.parquet';
/** The organisations of a register, and their names. */
export const entitiesFile = 'entities.parquet';
export const namesFile = 'names.parquet';
const mostClaims = 1000;

/** Whether there is a file or folder of this path. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Whether editions of a kind hold organisations and their names. */
export function isRegister(kind: ReferenceKind): kind is RegisterKind {
  return registerKinds.some((one) => one === kind);
}

/** An error of the file system with this code, for example ENOENT. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** The manifest of an edition; undefined where there is none, or where it was taken out this moment. */
export async function manifestIn(folder: string): Promise<EditionManifest | undefined> {
  try {
    return await readManifest(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** The names in a folder; none where there is no folder. */
async function namesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Every edition of a kind, the one to use first. */
export async function editionsOf(root: string, kind: ReferenceKind): Promise<readonly EditionManifest[]> {
  const folder = join(root, kind);
  const names = (await namesOf(folder)).filter((name) => editionName.test(name));
  const manifests = await Promise.all(names.map((name) => manifestIn(join(folder, name))));
  return manifests.filter((one) => one !== undefined).sort(byUse);
}

async function highestSequence(root: string, kind: ReferenceKind): Promise<number> {
  const claimed = (await namesOf(join(root, '.sequences', kind))).map(Number).filter(Number.isSafeInteger);
  const used = (await editionsOf(root, kind)).map((one) => one.sequence);
  return [...claimed, ...used].reduce((most, one) => Math.max(most, one), 0);
}

/**
 * A number above every number of this kind. Each is claimed by making a file that must not be there yet, so that
 * two programs that add at the same moment get two numbers. In the shared folder it is above those of every
 * organisation too: what is added there last is still the last one when an organisation adopts it.
 */
export async function nextSequence(root: string, kind: ReferenceKind): Promise<number> {
  const folder = join(root, '.sequences', kind);
  await mkdir(folder, { recursive: true });
  const roots = [root, ...(await organisationFolders(root))];
  const highest = Math.max(...(await Promise.all(roots.map((one) => highestSequence(one, kind)))));
  for (let sequence = highest + 1; sequence <= highest + mostClaims; sequence += 1) {
    try {
      await writeFile(join(folder, String(sequence)), '', { flag: 'wx' });
      return sequence;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
  }
  throw new Error(`${mostClaims} programs add a reference at the same moment`);
}
