import { join } from 'node:path';
import { accept, type Decision, type LocalDate, refuse } from '../../domain/values/index.ts';
import { convertLookups } from './convertLookups.ts';
import { type Converted, convertPostcodes } from './convertPostcodes.ts';
import { convertSuppliers } from './convertSuppliers.ts';
import { dataFile } from './editions.ts';
import { dateByName, type EditionDate, type Folders, type Made, publishEdition } from './publishing.ts';
import type { AddedEdition, PlaceKind, ReferenceSource } from './types.ts';
import { sha256Of, type UnpackedTables, unpackTables } from './unpack.ts';
import { withDuck } from './withDuck.ts';

const converters = { onspd: convertPostcodes, 'lad-lookups': convertLookups, suppliers: convertSuppliers };

interface Order {
  readonly kind: PlaceKind;
  readonly source: ReferenceSource;
  readonly today: LocalDate;
}

function dateOf({ kind, today }: Order, names: readonly string[]): EditionDate {
  return dateByName(kind === 'suppliers' ? [] : names, today);
}

async function convert(
  { kind, source }: Order,
  tables: UnpackedTables,
  folders: Folders,
): Promise<Decision<Converted>> {
  const target = join(folders.building, dataFile);
  try {
    return await withDuck(folders.scratch, (duck) => converters[kind](duck, tables, target));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown';
    return refuse('reference-unreadable', `${source.label} cannot be read as a table: ${reason}`);
  }
}

async function make(order: Order, folders: Folders): Promise<Decision<Made>> {
  const { source } = order;
  const tables = await unpackTables(source.path, source.label, folders.scratch);
  if (!tables.ok) return tables;
  const converted = await convert(order, tables.value, folders);
  if (!converted.ok) return converted;
  return accept({ ...converted.value, ...dateOf(order, [source.label, ...tables.value.names]) });
}

/** Adds an edition, or says what the same bytes change that are there already. Refuses what it cannot read. */
export async function addEdition(root: string, order: Order): Promise<Decision<AddedEdition>> {
  const { kind, source, today } = order;
  const sha256 = await sha256Of(source.path).catch(() => undefined);
  if (sha256 === undefined) {
    return refuse('reference-missing', `There is no file ${source.label} that can be read.`);
  }
  return publishEdition({
    root,
    kind,
    label: source.label,
    today,
    sha256,
    dated: dateOf(order, [source.label]),
    make: (folders) => make(order, folders),
  });
}
