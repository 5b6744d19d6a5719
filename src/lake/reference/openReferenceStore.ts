import { randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LadLookup } from '../../domain/places/index.ts';
import { accept, type Decision, type LocalDate, type Postcode, refuse } from '../../domain/values/index.ts';
import { type Duck, openDuck } from '../duckdb.ts';
import { convertLookups } from './convertLookups.ts';
import { type Converted, convertPostcodes } from './convertPostcodes.ts';
import { convertSuppliers } from './convertSuppliers.ts';
import { monthNamed } from './editionDate.ts';
import { licenceOf } from './licences.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { readLookups, readPostcodes, readSuppliers } from './readEditions.ts';
import {
  type AddedEdition,
  type EditionManifest,
  type ReferenceKind,
  type ReferenceSource,
  type ReferenceStore,
  type RegisterPlace,
  referenceKinds,
} from './types.ts';
import { sha256Of, type UnpackedTables, unpackTables } from './unpack.ts';

const converters = { onspd: convertPostcodes, 'lad-lookups': convertLookups, suppliers: convertSuppliers };
const dataFile = 'data.parquet';
const editionName = /^[0-9a-f]{12}$/;

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function withDuck<T>(scratch: string, work: (duck: Duck) => Promise<T>): Promise<T> {
  const duck = await openDuck({ scratch, memoryMegabytes: 1000 });
  try {
    return await work(duck);
  } finally {
    duck.close();
  }
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function newestFirst(left: EditionManifest, right: EditionManifest): number {
  return (
    compareText(right.date, left.date) ||
    compareText(right.addedOn, left.addedOn) ||
    compareText(left.edition, right.edition)
  );
}

async function editionsOf(root: string, kind: ReferenceKind): Promise<readonly EditionManifest[]> {
  const folder = join(root, kind);
  if (!(await exists(folder))) return [];
  const names = (await readdir(folder)).filter((name) => editionName.test(name));
  const manifests = await Promise.all(names.map((name) => readManifest(join(folder, name))));
  return manifests.sort(newestFirst);
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

async function build(
  root: string,
  kind: ReferenceKind,
  source: ReferenceSource,
  known: { readonly sha256: string; readonly today: LocalDate },
): Promise<Decision<AddedEdition>> {
  const parent = join(root, kind);
  const unique = randomUUID();
  const scratch = join(parent, `.unpacking-${unique}`);
  const building = join(parent, `.adding-${unique}`);
  await mkdir(scratch, { recursive: true });
  await mkdir(building);
  try {
    const tables = await unpackTables(source.path, source.label, scratch);
    if (!tables.ok) return tables;
    const converted = await convert(kind, tables.value, source.label, { scratch, building });
    if (!converted.ok) return converted;
    const edition = known.sha256.slice(0, 12);
    const manifest: EditionManifest = {
      kind,
      edition,
      source: source.label,
      ...dateOf(kind, [source.label, ...tables.value.names], known.today),
      addedOn: known.today,
      ...converted.value,
      licence: licenceOf[kind],
      sha256: known.sha256,
      approximate: false,
    };
    await writeManifest(building, manifest);
    const folder = join(parent, edition);
    const published = await publish(building, folder);
    return accept({ ...(published ? manifest : await readManifest(folder)), alreadyThere: !published });
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(building, { recursive: true, force: true });
  }
}

async function addEdition(
  root: string,
  kind: ReferenceKind,
  source: ReferenceSource,
  today: LocalDate,
): Promise<Decision<AddedEdition>> {
  const sha256 = await sha256Of(source.path).catch(() => undefined);
  if (sha256 === undefined)
    return refuse('reference-missing', `There is no file ${source.label} that can be read.`);
  const folder = join(root, kind, sha256.slice(0, 12));
  if (await exists(folder)) return accept({ ...(await readManifest(folder)), alreadyThere: true });
  return build(root, kind, source, { sha256, today });
}

/** Each half of a look-up may come from its own edition: the newest that has it counts. */
async function lookupsOf(root: string, editions: readonly EditionManifest[]): Promise<readonly LadLookup[]> {
  const all = await withDuck(root, (duck) =>
    Promise.all(editions.map((one) => readLookups(duck, join(root, one.kind, one.edition, dataFile)))),
  );
  const combined = all.find((rows) => rows.some((row) => row.combinedAuthority !== null)) ?? [];
  const regions = all.find((rows) => rows.some((row) => row.region !== null)) ?? [];
  if (combined === regions) return combined;
  return [
    ...combined.map((row) => ({ ...row, region: null })),
    ...regions.map((row) => ({ ...row, combinedAuthority: null })),
  ];
}

async function postcodesOf(
  root: string,
  edition: EditionManifest | undefined,
  codes: readonly Postcode[],
): Promise<ReadonlyMap<Postcode, RegisterPlace>> {
  if (edition === undefined || codes.length === 0) return new Map();
  const file = join(root, edition.kind, edition.edition, dataFile);
  return withDuck(root, (duck) => readPostcodes(duck, file, codes));
}

/** The editions under `<home>/reference`. Nothing is made or opened before it is needed. */
export function openReferenceStore(home: string): ReferenceStore {
  const root = join(home, 'reference');
  const newest: ReferenceStore['newest'] = async (kind) => (await editionsOf(root, kind))[0];
  return {
    add: (kind, source, today) => addEdition(root, kind, source, today),
    list: async () => (await Promise.all(referenceKinds.map((kind) => editionsOf(root, kind)))).flat(),
    newest,
    postcodes: async (codes) => postcodesOf(root, await newest('onspd'), codes),
    supplierPlaces: async () => {
      const edition = await newest('suppliers');
      if (edition === undefined) return [];
      return withDuck(root, (duck) =>
        readSuppliers(duck, join(root, edition.kind, edition.edition, dataFile)),
      );
    },
    ladLookups: async () => {
      const editions = await editionsOf(root, 'lad-lookups');
      return editions.length === 0 ? [] : lookupsOf(root, editions);
    },
  };
}
