import type { Candidates, PlaceIndex, Ring } from '../places/index.ts';
import type { Analysis } from './analysis.ts';
import type { LocalDefinition } from './definitions.ts';
import type { CubeRow } from './figures/cube.ts';
import { type PlaceFacts, placePayee, settledSuppliers } from './figures/placing.ts';

/** One candidate of something that `lines.csv` names in its column `place`. */
export interface PlaceRow {
  readonly place: string;
  readonly code: string;
  readonly name: string;
  readonly source: string;
}

type Named = Pick<PlaceIndex, 'nameOf'>;

function rowsFor(place: string, candidates: Candidates, source: string, index: Named): PlaceRow[] {
  if (candidates === 'anywhere') return [];
  return [...candidates].sort().map((code) => ({ place, code, name: index.nameOf(code), source }));
}

/** Every place that the units of a figure may be in: by supplier where a fact names one, else by ledger postcode. */
export function placeRows(cube: readonly CubeRow[], facts: PlaceFacts, index: Named): readonly PlaceRow[] {
  const rows = new Map<string, readonly PlaceRow[]>();
  for (const { place, candidates, source } of settledSuppliers(cube, facts)) {
    rows.set(place, rowsFor(place, candidates, source ?? '', index));
  }
  for (const row of cube) {
    const place = `postcode ${row.postcode ?? ''}`;
    if (row.postcode === null || rows.has(place)) continue;
    const { settled, candidates } = placePayee(row, facts);
    if (!settled) rows.set(place, rowsFor(place, candidates, 'ledger postcode', index));
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, found]) => found);
}

/** `definition.json`: the definition with its rings spelled out as codes. */
export function definitionFile(definition: LocalDefinition, rings: readonly Ring[], boundaries: string) {
  return {
    ...definition,
    boundaries,
    rings: rings.map(({ id, name, codes }) => ({ id, name, codes: [...codes] })),
  };
}

/** `figure.json`: the figures of one definition, what they were made from, and by what. */
export function figureFile(analysis: Analysis, definition: string) {
  const { schemaVersion, product, title, home, control, amountBasis, references } = analysis;
  const figures = analysis.figures.filter((figure) => figure.definition === definition);
  const files = analysis.files
    .filter((file) => file.status === 'read')
    .map(({ name, sha256, control }) => ({ name, sha256, control }));
  return {
    schemaVersion,
    product,
    title,
    home,
    definition,
    control,
    amountBasis,
    figures,
    files,
    references,
  };
}
