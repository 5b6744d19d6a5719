import { join } from 'node:path';
import type { OrganisationId } from '../../domain/organisations/index.ts';
import type { LadLookup } from '../../domain/places/index.ts';
import type { Postcode } from '../../domain/values/index.ts';
import { addEdition } from './addEdition.ts';
import { dataFile, editionsOf } from './editions.ts';
import { inUseOf } from './inUse.ts';
import { rootsFor } from './places.ts';
import { readLookups, readPostcodes, readSuppliers } from './readEditions.ts';
import { addRegister } from './registers/addRegister.ts';
import { openRegisters } from './registers/readRegisters.ts';
import { removeEdition } from './removeEdition.ts';
import {
  type EditionManifest,
  type ListedEdition,
  type ReferenceKind,
  type ReferenceStore,
  type RegisterPlace,
  referenceKinds,
} from './types.ts';
import { withDuck } from './withDuck.ts';

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

async function listEditions(root: string, kind: ReferenceKind): Promise<readonly ListedEdition[]> {
  const editions = await editionsOf(root, kind);
  const inUse = inUseOf(editions);
  return editions.map((one) => ({ ...one, inUse: inUse.includes(one) }));
}

/**
 * The editions under `<home>/reference`. Registers and look-ups are everybody's. Supplier lists are those of the
 * organisation, and of no other; without one they are those of the installation, which no organisation sees. Nothing is
 * made or opened before it is needed.
 */
export function openReferenceStore(home: string, organisation: OrganisationId | null = null): ReferenceStore {
  const rootOf = rootsFor(join(home, 'reference'), organisation);
  const newest: ReferenceStore['newest'] = async (kind) => (await editionsOf(rootOf(kind), kind))[0];
  return {
    ...openRegisters(join(home, 'reference')),
    addRegister: (order) => addRegister(rootOf(order.kind), order),
    add: (kind, source, today) => addEdition(rootOf(kind), { kind, source, today }),
    remove: (edition, kind) => removeEdition(rootOf, edition, kind === undefined ? referenceKinds : [kind]),
    list: async () =>
      (await Promise.all(referenceKinds.map((kind) => listEditions(rootOf(kind), kind)))).flat(),
    newest,
    postcodes: async (codes) => postcodesOf(rootOf('onspd'), await newest('onspd'), codes),
    supplierPlaces: async () => {
      const edition = await newest('suppliers');
      if (edition === undefined) return [];
      const root = rootOf(edition.kind);
      return withDuck(root, (duck) =>
        readSuppliers(duck, join(root, edition.kind, edition.edition, dataFile)),
      );
    },
    ladLookups: async () => {
      const root = rootOf('lad-lookups');
      const editions = await editionsOf(root, 'lad-lookups');
      return editions.length === 0 ? [] : lookupsOf(root, editions);
    },
  };
}
