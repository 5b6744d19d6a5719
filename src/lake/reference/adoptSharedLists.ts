import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrganisationId } from '../../domain/organisations/index.ts';
import { exists, hasCode } from './editions.ts';
import { editionName, organisationFolder } from './places.ts';

const kind = 'suppliers';

/** Takes an edition away that the organisation has already: the same name means the same bytes. */
async function drop(from: string, folder: string): Promise<void> {
  const aside = join(folder, `.removed-${randomUUID()}`);
  await rename(from, aside);
  await rm(aside, { recursive: true, force: true });
}

/** Whether this moved it; another program may have moved or removed it this moment. */
async function adopt(name: string, folder: string, target: string): Promise<boolean> {
  const from = join(folder, name);
  try {
    if (await exists(join(target, name))) await drop(from, folder);
    else await rename(from, join(target, name));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    // It was added there between the look and the move; the next call drops it here.
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM') && (await exists(join(target, name)))) return false;
    throw error;
  }
}

/**
 * Gives the supplier lists of the installation, which were made before there were organisations, to one of them.
 * Each is moved in one step, so that it is always in one place, and what a stop left is moved by the next call.
 * Answers the editions that were moved; none when there is nothing left to move.
 */
export async function adoptSharedLists(
  home: string,
  organisation: OrganisationId,
): Promise<readonly string[]> {
  const reference = join(home, 'reference');
  const folder = join(reference, kind);
  const target = join(organisationFolder(reference, organisation), kind);
  const names = (await readdir(folder).catch(() => [])).filter((name) => editionName.test(name)).sort();
  if (names.length > 0) await mkdir(target, { recursive: true });
  const moved: string[] = [];
  for (const name of names) if (await adopt(name, folder, target)) moved.push(name);
  return moved;
}
