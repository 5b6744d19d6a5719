import {
  type Candidates,
  type PlaceIndex,
  placeIndex,
  type SupplierPlace,
  withLookups,
} from '../../domain/places/index.ts';
import type { ReferenceUsed } from '../../domain/spend/analysis.ts';
import { type SupplierList, supplierList } from '../../domain/spend/supplierList.ts';
import { type PlaceCode, type Postcode, parsePostcode } from '../../domain/values/index.ts';
import type { AnalysisParts } from './parts.ts';

/** Everything known about where postcodes and suppliers are, ready to be asked. */
export interface KnownPlaces {
  readonly index: PlaceIndex;
  readonly list: SupplierList;
  readonly ofPostcode: (postcode: string) => Candidates;
  readonly references: readonly ReferenceUsed[];
  readonly hasRegister: boolean;
}

type Parts = Pick<AnalysisParts, 'references' | 'placeTables'>;

/** The place tables, with an ONS look-up of the user's in place of the built-in membership where one was added. */
export async function loadPlaceIndex({ references, placeTables }: Parts): Promise<PlaceIndex> {
  return placeIndex(withLookups(placeTables, await references.ladLookups()));
}

function postcodesOf(rows: readonly SupplierPlace[]): readonly Postcode[] {
  return rows.flatMap((row) => [row.postcode, row.deliveryPostcode].filter((code) => code !== null));
}

async function referencesUsed({ references }: Parts, index: PlaceIndex, hasRegister: boolean) {
  const builtIn = index.references.filter((reference) => !hasRegister || !reference.approximate);
  const added = await references.list();
  const editions = added.flatMap((edition) =>
    edition.inUse
      ? [
          {
            kind: edition.kind,
            source: edition.source,
            date: edition.date as string,
            rows: edition.rows,
            licence: edition.licence,
            approximate: false,
          },
        ]
      : [],
  );
  return [...editions, ...builtIn];
}

/** Looks up every postcode that the ledgers and the supplier list hold, exactly where a register is there. */
export async function knowPlaces(
  parts: Parts,
  index: PlaceIndex,
  ledgerPostcodes: readonly Postcode[],
): Promise<KnownPlaces> {
  const rows = await parts.references.supplierPlaces();
  const wanted = [...new Set([...ledgerPostcodes, ...postcodesOf(rows)])];
  const register = await parts.references.postcodes(wanted);
  const hasRegister = (await parts.references.newest('onspd')) !== undefined;
  const places = new Map<string, Candidates>();
  const ofPlace = (code: PlaceCode): Candidates => {
    const atom = index.atomOf(code);
    return atom === undefined ? 'anywhere' : [atom];
  };
  const ofPostcode = (text: string): Candidates => {
    const known = places.get(text);
    if (known) return known;
    const postcode = parsePostcode(text);
    const listed = postcode && register.get(postcode);
    const exact = listed ? ofPlace(listed.code) : 'anywhere';
    const found = exact !== 'anywhere' || !postcode ? exact : index.place(postcode).candidates;
    places.set(text, found);
    return found;
  };
  return {
    index,
    list: supplierList(rows, { ofPostcode, ofPlace }),
    ofPostcode,
    references: await referencesUsed(parts, index, hasRegister),
    hasRegister,
  };
}
