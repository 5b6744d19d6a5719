import {
  type Candidates,
  type PlaceIndex,
  placeIndex,
  type SupplierPlace,
  withLookups,
} from '../../domain/places/index.ts';
import type { ReferenceUsed } from '../../domain/spend/analysis.ts';
import {
  type SupplierFacts,
  type SupplierKnowledge,
  supplierFacts,
} from '../../domain/spend/supplierFacts.ts';
import { type SupplierList, supplierList } from '../../domain/spend/supplierList.ts';
import { type PlaceCode, type Postcode, parsePostcode } from '../../domain/values/index.ts';
import type { AnalysisParts } from './parts.ts';

/** Everything known about where postcodes and suppliers are, ready to be asked. */
export interface KnownPlaces {
  readonly index: PlaceIndex;
  readonly list: SupplierList;
  readonly suppliers: SupplierFacts;
  readonly ofPostcode: (postcode: string) => Candidates;
  /** Looks up postcodes that were not known to be needed before. Before that they are placed by their sector. */
  readonly learn: (postcodes: readonly Postcode[]) => Promise<void>;
  /** Through which table a postcode is placed. */
  readonly sourceOf: (postcode: Postcode) => PlaceSource;
  readonly references: readonly ReferenceUsed[];
  readonly hasRegister: boolean;
}

/** The register of postcodes, or one of the built-in tables. */
export type PlaceSource = 'register' | 'built-in sector' | 'built-in area' | 'none';

type Parts = Pick<AnalysisParts, 'references' | 'placeTables'>;

/** Indexes of tables without a look-up, which is how most are: making one takes longer than most pages. */
const builtInIndexes = new WeakMap<AnalysisParts['placeTables'], PlaceIndex>();

function builtInIndex(tables: AnalysisParts['placeTables']): PlaceIndex {
  const index = builtInIndexes.get(tables) ?? placeIndex(tables);
  builtInIndexes.set(tables, index);
  return index;
}

/** The place tables, with an ONS look-up of the user's in place of the built-in membership where one was added. */
export async function loadPlaceIndex({
  references,
  placeTables,
}: {
  readonly references: Pick<AnalysisParts['references'], 'ladLookups'>;
  readonly placeTables: AnalysisParts['placeTables'];
}): Promise<PlaceIndex> {
  const lookups = await references.ladLookups();
  return lookups.length === 0 ? builtInIndex(placeTables) : placeIndex(withLookups(placeTables, lookups));
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

/** Postcodes at which what is known of suppliers puts them. */
function supplierPostcodes({ decisions, findings, postcodeOf }: SupplierKnowledge): readonly Postcode[] {
  const identifiers = new Set<string>();
  const said: (string | null)[] = [];
  for (const { outcome } of decisions) {
    if (outcome.kind !== 'linked') continue;
    identifiers.add(outcome.identifier);
    said.push(outcome.deliveryPostcode);
  }
  for (const { finding } of findings) {
    if (finding.kind === 'linked') identifiers.add(finding.identifier);
    if (finding.kind === 'ambiguous') for (const one of finding.identifiers) identifiers.add(one);
  }
  return [...said, ...[...identifiers].map(postcodeOf)].flatMap((text) => parsePostcode(text ?? '') ?? []);
}

/**
 * Looks up every postcode that the ledgers, the supplier list and what is known of suppliers hold, exactly where a
 * register of postcodes is there.
 */
export async function knowPlaces(
  parts: Parts,
  index: PlaceIndex,
  known: { readonly ledgerPostcodes: readonly Postcode[]; readonly suppliers: SupplierKnowledge },
): Promise<KnownPlaces> {
  const rows = await parts.references.supplierPlaces();
  const register = new Map<Postcode, { readonly code: PlaceCode }>();
  const asked = new Set<Postcode>();
  const places = new Map<string, Candidates>();
  const learn = async (postcodes: readonly Postcode[]) => {
    const fresh = [...new Set(postcodes)].filter((code) => !asked.has(code));
    if (fresh.length === 0) return;
    for (const [code, place] of await parts.references.postcodes(fresh)) register.set(code, place);
    for (const code of fresh) {
      asked.add(code);
      places.delete(code);
    }
  };
  await learn([...known.ledgerPostcodes, ...postcodesOf(rows), ...supplierPostcodes(known.suppliers)]);
  const hasRegister = (await parts.references.newest('onspd')) !== undefined;
  const ofPlace = (code: PlaceCode): Candidates => {
    const atom = index.atomOf(code);
    return atom === undefined ? 'anywhere' : [atom];
  };
  const exactly = (postcode: Postcode | undefined): Candidates => {
    const listed = postcode && register.get(postcode);
    return listed ? ofPlace(listed.code) : 'anywhere';
  };
  const ofPostcode = (text: string): Candidates => {
    const known = places.get(text);
    if (known) return known;
    const postcode = parsePostcode(text);
    const exact = exactly(postcode);
    const found = exact !== 'anywhere' || !postcode ? exact : index.place(postcode).candidates;
    places.set(text, found);
    return found;
  };
  const sourceOf = (postcode: Postcode): PlaceSource => {
    if (exactly(postcode) !== 'anywhere') return 'register';
    const { source } = index.place(postcode);
    return source === 'onspd' ? 'register' : source;
  };
  return {
    index,
    list: supplierList(rows, { ofPostcode, ofPlace }),
    suppliers: supplierFacts(known.suppliers, ofPostcode),
    ofPostcode,
    learn,
    sourceOf,
    references: await referencesUsed(parts, index, hasRegister),
    hasRegister,
  };
}
