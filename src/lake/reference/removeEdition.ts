import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { editionsOf, hasCode } from './editions.ts';
import { inUseOf } from './inUse.ts';
import type { RootOf } from './places.ts';
import type { EditionManifest, ReferenceKind, RemovedEdition } from './types.ts';

function noEdition(edition: string): Decision<never> {
  const sentence = `There is no edition "${edition.slice(0, 40)}". \`sevenbox reference list\` shows the editions there are.`;
  return refuse('reference-no-edition', sentence);
}

function chosen(found: readonly EditionManifest[], edition: string): Decision<EditionManifest> {
  const [only, other] = found;
  if (only === undefined) return noEdition(edition);
  if (other === undefined) return accept(only);
  const sentence = `Edition ${edition} is there as ${only.kind} and as ${other.kind}. Say which with --kind ${only.kind} or --kind ${other.kind}.`;
  return refuse('reference-two-kinds', sentence);
}

/** Out of sight in one step, and only then deleted: nobody reads half an edition. */
async function takeOut(root: string, { kind, edition }: EditionManifest): Promise<Decision<undefined>> {
  const aside = join(root, kind, `.removed-${randomUUID()}`);
  try {
    await rename(join(root, kind, edition), aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return noEdition(edition);
    if (!hasCode(error, 'EBUSY', 'EPERM', 'EACCES')) throw error;
    const sentence = `Edition ${edition} cannot be removed: another program is reading it, or you may not write to its folder.`;
    return refuse('reference-busy', sentence);
  }
  await rm(aside, { recursive: true, force: true });
  return accept(undefined);
}

/** Takes an edition out of the kinds looked at. Refuses one that is not there, and one there under two kinds. */
export async function removeEdition(
  rootOf: RootOf,
  edition: string,
  kinds: readonly ReferenceKind[],
): Promise<Decision<RemovedEdition>> {
  const editions = (await Promise.all(kinds.map((kind) => editionsOf(rootOf(kind), kind)))).flat();
  const decision = chosen(
    editions.filter((one) => one.edition === edition),
    edition,
  );
  if (!decision.ok) return decision;
  const { value } = decision;
  const root = rootOf(value.kind);
  const before = inUseOf(editions.filter((one) => one.kind === value.kind));
  const taken = await takeOut(root, value);
  if (!taken.ok) return taken;
  const inUse = inUseOf(await editionsOf(root, value.kind));
  return accept({ ...value, wasInUse: before.includes(value), inUse });
}
