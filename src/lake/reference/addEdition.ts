import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Decision, type LocalDate, monthNamed, refuse } from '../../domain/values/index.ts';
import { convertLookups } from './convertLookups.ts';
import { type Converted, convertPostcodes } from './convertPostcodes.ts';
import { convertSuppliers } from './convertSuppliers.ts';
import { dataFile, editionsOf, exists, hasCode, manifestIn, nextSequence } from './editions.ts';
import { inUseOf } from './inUse.ts';
import { licenceOf } from './licences.ts';
import { writeManifest } from './manifest.ts';
import type { AddedEdition, EditionManifest, ReferenceKind, ReferenceSource } from './types.ts';
import { sha256Of, type UnpackedTables, unpackTables } from './unpack.ts';
import { withDuck } from './withDuck.ts';

const converters = { onspd: convertPostcodes, 'lad-lookups': convertLookups, suppliers: convertSuppliers };

interface Order {
  readonly kind: ReferenceKind;
  readonly source: ReferenceSource;
  readonly today: LocalDate;
}

interface Addition extends Order {
  readonly root: string;
  readonly sha256: string;
  /** Where the edition will be. */
  readonly folder: string;
}

type Changed = Pick<AddedEdition, 'alreadyThere' | 'dated' | keyof EditionManifest>;

/** The first twelve digits of the hash. */
function nameOf(sha256: string): string {
  return sha256.slice(0, 12);
}

function dateOf(
  kind: ReferenceKind,
  names: readonly string[],
  today: LocalDate,
): Pick<EditionManifest, 'date' | 'dateFrom'> {
  const month = kind === 'suppliers' ? undefined : names.map(monthNamed).find((found) => found !== undefined);
  return month === undefined
    ? { date: today, dateFrom: 'day added' }
    : { date: month, dateFrom: 'file name' };
}

async function convert(
  kind: ReferenceKind,
  tables: UnpackedTables,
  label: string,
  folders: { readonly scratch: string; readonly building: string },
): Promise<Decision<Converted>> {
  const target = join(folders.building, dataFile);
  try {
    return await withDuck(folders.scratch, (duck) => converters[kind](duck, tables, target));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown';
    return refuse('reference-unreadable', `${label} cannot be read as a table: ${reason}`);
  }
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

/** What the same bytes change that were added before; undefined where they are not there any more. */
async function again(addition: Addition): Promise<Changed | undefined> {
  const { root, kind, source, today, folder } = addition;
  const found = await manifestIn(folder);
  if (found === undefined) return undefined;
  const month = dateOf(kind, [source.label], today);
  const dated = found.dateFrom === 'day added' && month.dateFrom === 'file name';
  const inUse = inUseOf(await editionsOf(root, kind)).some((one) => one.edition === found.edition);
  const returns = kind === 'suppliers' && !inUse;
  if (!dated && !returns) return { ...found, alreadyThere: true, dated };
  const manifest = {
    ...found,
    ...(dated ? { ...month, source: source.label } : {}),
    ...(returns ? { sequence: await nextSequence(root, kind) } : {}),
  };
  try {
    await writeManifest(folder, manifest);
    return { ...manifest, alreadyThere: true, dated };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function manifestOf(
  { root, kind, source, today, sha256 }: Addition,
  tables: UnpackedTables,
  converted: Converted,
): Promise<EditionManifest> {
  return {
    kind,
    edition: nameOf(sha256),
    source: source.label,
    ...dateOf(kind, [source.label, ...tables.names], today),
    addedOn: today,
    rows: converted.rows,
    leftOut: converted.leftOut,
    notes: converted.notes,
    licence: licenceOf[kind],
    sha256,
    sequence: await nextSequence(root, kind),
    holds: converted.holds ?? [],
    approximate: false,
  };
}

async function build(addition: Addition): Promise<Decision<Changed>> {
  const { root, kind, source, folder } = addition;
  const unique = randomUUID();
  const scratch = join(root, kind, `.unpacking-${unique}`);
  const building = join(root, kind, `.adding-${unique}`);
  await mkdir(scratch, { recursive: true });
  await mkdir(building);
  try {
    const tables = await unpackTables(source.path, source.label, scratch);
    if (!tables.ok) return tables;
    const converted = await convert(kind, tables.value, source.label, { scratch, building });
    if (!converted.ok) return converted;
    const manifest = await manifestOf(addition, tables.value, converted.value);
    await writeManifest(building, manifest);
    if (await publish(building, folder)) return accept({ ...manifest, alreadyThere: false, dated: false });
    const there = await again(addition);
    return there
      ? accept(there)
      : refuse('reference-busy', `${source.label} was being removed. Add it again.`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(building, { recursive: true, force: true });
  }
}

/** Adds an edition, or says what the same bytes change that are there already. Refuses what it cannot read. */
export async function addEdition(root: string, order: Order): Promise<Decision<AddedEdition>> {
  const { kind, source } = order;
  const sha256 = await sha256Of(source.path).catch(() => undefined);
  if (sha256 === undefined) {
    return refuse('reference-missing', `There is no file ${source.label} that can be read.`);
  }
  const before = inUseOf(await editionsOf(root, kind));
  const addition = { ...order, root, sha256, folder: join(root, kind, nameOf(sha256)) };
  const there = await again(addition);
  const changed = there ? accept(there) : await build(addition);
  if (!changed.ok) return changed;
  const inUse = inUseOf(await editionsOf(root, kind));
  const replaced = before.filter((old) => inUse.every((one) => one.edition !== old.edition));
  return accept({ ...changed.value, inUse, replaced });
}
