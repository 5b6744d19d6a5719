import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type OrganisationId, parseOrganisationId } from '../../domain/organisations/index.ts';
import { assert } from '../../domain/values/index.ts';
import { type ReferenceKind, referenceKinds } from './types.ts';

/** An edition is a folder of its name; other folders are being made or taken out. */
export const editionName = /^[0-9a-f]{12}$/;

/** Beside the kinds that are everybody's; no kind has this name. */
const organisationsName = 'organisations';

/** Kinds of which every organisation has its own editions, which nobody else may see. */
const privateKinds: readonly ReferenceKind[] = ['suppliers'];

/** The folder in which the editions of a kind lie, in a folder named as the kind. */
export type RootOf = (kind: ReferenceKind) => string;

/** The folder of what belongs to one organisation, below the reference folder. */
export function organisationFolder(reference: string, organisation: OrganisationId): string {
  assert(parseOrganisationId(organisation) === organisation, 'only an organisation has a folder');
  return join(reference, organisationsName, organisation);
}

async function organisationsIn(reference: string): Promise<readonly OrganisationId[]> {
  const names = await readdir(join(reference, organisationsName)).catch(() => []);
  return names.flatMap((name) => parseOrganisationId(name) ?? []).sort();
}

/** The folders of every organisation that has one. */
export async function organisationFolders(reference: string): Promise<readonly string[]> {
  return (await organisationsIn(reference)).map((id) => organisationFolder(reference, id));
}

/** Where one organisation finds the editions of each kind; without one those of the installation. */
export function rootsFor(reference: string, organisation: OrganisationId | null): RootOf {
  if (organisation === null) return () => reference;
  const own = organisationFolder(reference, organisation);
  return (kind) => (privateKinds.includes(kind) ? own : reference);
}

/** Every folder that may hold editions, as a path below the reference folder with `/` between its parts. */
export async function editionFolders(reference: string): Promise<readonly string[]> {
  const ids = await organisationsIn(reference);
  const own = ids.flatMap((id) => privateKinds.map((kind) => `${organisationsName}/${id}/${kind}`));
  return [...referenceKinds, ...own];
}
