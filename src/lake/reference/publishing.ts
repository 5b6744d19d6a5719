import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Decision, type LocalDate, monthNamed, refuse } from '../../domain/values/index.ts';
import { editionsOf, exists, hasCode, manifestIn, nextSequence } from './editions.ts';
import { inUseOf } from './inUse.ts';
import { licenceOf } from './licences.ts';
import { writeManifest } from './manifest.ts';
import type { AddedEdition, EditionManifest, ReferenceKind } from './types.ts';

/** When an edition is of, and who says so. */
export type EditionDate = Pick<EditionManifest, 'date' | 'dateFrom'>;

/** What was made of a source in the folder of an edition that is not published yet. */
export type Made = EditionDate &
  Pick<EditionManifest, 'rows' | 'leftOut' | 'notes'> &
  Partial<Pick<EditionManifest, 'holds' | 'names' | 'keyedBy'>>;

/** Two folders that are taken away afterwards, whatever happens: one for work, one that becomes the edition. */
export interface Folders {
  readonly scratch: string;
  readonly building: string;
}

/** A source that is to become an edition. The same bytes are the same edition. */
export interface Addition {
  readonly root: string;
  readonly kind: ReferenceKind;
  /** What people should see as the source. */
  readonly label: string;
  readonly today: LocalDate;
  readonly sha256: string;
  /** What the name or a person says about the date, where the same bytes had none before. */
  readonly dated: EditionDate;
  readonly make: (folders: Folders) => Promise<Decision<Made>>;
}

type Changed = Pick<AddedEdition, 'alreadyThere' | 'dated' | keyof EditionManifest>;

/** The date by the month in a name, else the day it was added. */
export function dateByName(names: readonly string[], today: LocalDate): EditionDate {
  const month = names.map(monthNamed).find((found) => found !== undefined);
  return month === undefined
    ? { date: today, dateFrom: 'day added' }
    : { date: month, dateFrom: 'file name' };
}

/** The first twelve digits of the hash. */
function nameOf(sha256: string): string {
  return sha256.slice(0, 12);
}

function folderOf({ root, kind, sha256 }: Addition): string {
  return join(root, kind, nameOf(sha256));
}

/** Another process may publish the same edition first; its folder then stands and ours is dropped. */
async function publish(building: string, folder: string): Promise<boolean> {
  try {
    await rename(building, folder);
    return true;
  } catch (error) {
    if (await exists(folder)) return false;
    throw error;
  }
}

/** Whether a date is better known now: it was not known, or a person gives another. */
function isDated(found: EditionManifest, dated: EditionDate): boolean {
  if (dated.dateFrom === 'given') return found.date !== dated.date;
  return found.dateFrom === 'day added' && dated.dateFrom !== 'day added';
}

/** What the same bytes change that were added before; undefined where they are not there any more. */
async function again(addition: Addition): Promise<Changed | undefined> {
  const { root, kind, label } = addition;
  const found = await manifestIn(folderOf(addition));
  if (found === undefined) return undefined;
  const dated = isDated(found, addition.dated);
  const inUse = inUseOf(await editionsOf(root, kind)).some((one) => one.edition === found.edition);
  const returns = kind === 'suppliers' && !inUse;
  if (!dated && !returns) return { ...found, alreadyThere: true, dated };
  const manifest = {
    ...found,
    ...(dated ? { ...addition.dated, source: label } : {}),
    ...(returns ? { sequence: await nextSequence(root, kind) } : {}),
  };
  try {
    await writeManifest(folderOf(addition), manifest);
    return { ...manifest, alreadyThere: true, dated };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function manifestOf(
  { root, kind, label, today, sha256 }: Addition,
  made: Made,
): Promise<EditionManifest> {
  return {
    kind,
    edition: nameOf(sha256),
    source: label,
    date: made.date,
    dateFrom: made.dateFrom,
    addedOn: today,
    rows: made.rows,
    names: made.names ?? 0,
    leftOut: made.leftOut,
    notes: made.notes,
    licence: licenceOf[kind],
    sha256,
    sequence: await nextSequence(root, kind),
    holds: made.holds ?? [],
    keyedBy: made.keyedBy ?? '',
    approximate: false,
  };
}

async function build(addition: Addition): Promise<Decision<Changed>> {
  const { root, kind, label } = addition;
  const unique = randomUUID();
  const scratch = join(root, kind, `.unpacking-${unique}`);
  const building = join(root, kind, `.adding-${unique}`);
  await mkdir(scratch, { recursive: true });
  await mkdir(building);
  try {
    const made = await addition.make({ scratch, building });
    if (!made.ok) return made;
    const manifest = await manifestOf(addition, made.value);
    await writeManifest(building, manifest);
    if (await publish(building, folderOf(addition))) {
      return accept({ ...manifest, alreadyThere: false, dated: false });
    }
    const there = await again(addition);
    return there ? accept(there) : refuse('reference-busy', `${label} was being removed. Add it again.`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(building, { recursive: true, force: true });
  }
}

/** Makes and publishes an edition in one step, or says what the same bytes change that are there already. */
export async function publishEdition(addition: Addition): Promise<Decision<AddedEdition>> {
  const { root, kind } = addition;
  const before = inUseOf(await editionsOf(root, kind));
  const there = await again(addition);
  const changed = there ? accept(there) : await build(addition);
  if (!changed.ok) return changed;
  const inUse = inUseOf(await editionsOf(root, kind));
  const replaced = before.filter((old) => inUse.every((one) => one.edition !== old.edition));
  return accept({ ...changed.value, inUse, replaced });
}
