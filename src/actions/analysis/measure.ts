import { candidateNames, type Home, type PlaceIndex } from '../../domain/places/index.ts';
import type {
  Analysis,
  DefinitionSummary,
  Exclusion,
  Figure,
  UnknownSupplier,
} from '../../domain/spend/analysis.ts';
import { type LocalDefinition, ringsOf } from '../../domain/spend/definitions.ts';
import { factsFor } from '../../domain/spend/figures/basis.ts';
import type { CubeRow, ExclusionRow } from '../../domain/spend/figures/cube.ts';
import { figuresOf } from '../../domain/spend/figures/figure.ts';
import { placeUnits } from '../../domain/spend/figures/placing.ts';
import { largestUnknown, type UnknownPayee } from '../../domain/spend/figures/unknown.ts';
import type { Vocabulary } from '../../domain/spend/mapping/index.ts';
import type { AnalysisParts } from './parts.ts';
import type { KnownPlaces } from './places.ts';

/** Payees listed by name among those that could not be placed. */
export const unknownShown = 100;

export interface Measured {
  readonly coverage: Analysis['coverage'];
  readonly definitions: readonly DefinitionSummary[];
  readonly figures: readonly Figure[];
  readonly excluded: readonly Exclusion[];
  readonly unknownSuppliers: readonly UnknownSupplier[];
}

/** How a result names a definition. */
export function summaryOf(definition: LocalDefinition, places: KnownPlaces): DefinitionSummary {
  const { id, version, name, sentence, basis, fallback, scopeSentence } = definition;
  return { id, version, name, sentence, basis, fallback, scopeSentence, boundaries: places.index.vintage };
}

/** How a result names a payee that could not be placed. */
export function unknownSupplierOf(
  payee: Omit<UnknownPayee, 'widthPence'>,
  index: Pick<PlaceIndex, 'nameOf'>,
): UnknownSupplier {
  return {
    name: payee.name === '' ? 'No supplier named' : payee.name,
    payee: payee.kind,
    pence: payee.pence,
    lines: payee.lines,
    candidates: [...candidateNames(payee.candidates, index)],
  };
}

/** What a definition leaves out, with the labels that the scope rules give their classes. */
export function exclusionsOf(
  definition: LocalDefinition,
  rows: readonly ExclusionRow[],
  { scopeRules }: Pick<Vocabulary, 'scopeRules'>,
): readonly Exclusion[] {
  const labels = new Map(scopeRules.map((rule) => [rule.class as string, rule.label]));
  return rows.map((row) => ({
    definition: definition.id,
    label: labels.get(row.class) ?? row.class,
    ...row,
  }));
}

/** Answers the cube of a scope once, however many definitions share it. */
function cubes(lake: AnalysisParts['lake']): (leaveOut: readonly string[]) => Promise<readonly CubeRow[]> {
  const known = new Map<string, Promise<readonly CubeRow[]>>();
  return (leaveOut) => {
    const key = [...leaveOut].sort().join(' ');
    const rows = known.get(key) ?? lake.cube(leaveOut);
    known.set(key, rows);
    return rows;
  };
}

/** Computes the figures of every definition, the first one leading. */
export async function measure(
  { lake, vocabulary }: Pick<AnalysisParts, 'lake' | 'vocabulary'>,
  places: KnownPlaces,
  request: { readonly home: Home; readonly definitions: readonly LocalDefinition[] },
): Promise<Measured> {
  const builtIn = places.index.rings(request.home);
  const cubeOf = cubes(lake);
  const [figures, excluded]: [Figure[], Exclusion[]] = [[], []];
  let unknownSuppliers: readonly UnknownSupplier[] | null = null;
  for (const definition of request.definitions) {
    const rings = ringsOf(definition, builtIn);
    const units = placeUnits(await cubeOf(definition.leaveOut), factsFor(definition, places));
    figures.push(...figuresOf(definition.id, units, rings));
    if (definition.leaveOut.length > 0) {
      excluded.push(...exclusionsOf(definition, await lake.exclusions(definition.leaveOut), vocabulary));
    }
    const [innermost] = rings;
    unknownSuppliers ??= innermost
      ? largestUnknown(units, innermost, unknownShown).map((payee) => unknownSupplierOf(payee, places.index))
      : [];
  }
  return {
    coverage: [...(await lake.coverage())],
    definitions: request.definitions.map((definition) => summaryOf(definition, places)),
    figures,
    excluded,
    unknownSuppliers: unknownSuppliers ?? [],
  };
}
