import { candidateNames, type Home, type Ring } from '../../domain/places/index.ts';
import type {
  Analysis,
  DefinitionSummary,
  Exclusion,
  Figure,
  UnknownSupplier,
} from '../../domain/spend/analysis.ts';
import { type LocalDefinition, ringsOf } from '../../domain/spend/definitions.ts';
import { factsFor } from '../../domain/spend/figures/basis.ts';
import type { CubeRow } from '../../domain/spend/figures/cube.ts';
import { figuresOf } from '../../domain/spend/figures/figure.ts';
import { type PlacedUnit, placeUnits } from '../../domain/spend/figures/placing.ts';
import { largestUnknown } from '../../domain/spend/figures/unknown.ts';
import type { AnalysisParts } from './parts.ts';
import type { KnownPlaces } from './places.ts';

/** Payees listed by name among those that could not be placed. */
const unknownShown = 100;

export interface Measured {
  readonly coverage: Analysis['coverage'];
  readonly definitions: readonly DefinitionSummary[];
  readonly figures: readonly Figure[];
  readonly excluded: readonly Exclusion[];
  readonly unknownSuppliers: readonly UnknownSupplier[];
}

function summaryOf(definition: LocalDefinition, places: KnownPlaces): DefinitionSummary {
  const { id, version, name, sentence, basis, fallback, scopeSentence } = definition;
  return { id, version, name, sentence, basis, fallback, scopeSentence, boundaries: places.index.vintage };
}

function unknownOf(
  units: readonly PlacedUnit[],
  ring: Ring,
  places: KnownPlaces,
): readonly UnknownSupplier[] {
  return largestUnknown(units, ring, unknownShown).map((payee) => ({
    name: payee.name === '' ? 'No supplier named' : payee.name,
    payee: payee.kind,
    pence: payee.pence,
    lines: payee.lines,
    candidates: [...candidateNames(payee.candidates, places.index)],
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
  const labels = new Map(vocabulary.scopeRules.map((rule) => [rule.class as string, rule.label]));
  const builtIn = places.index.rings(request.home);
  const cubeOf = cubes(lake);
  const [figures, excluded]: [Figure[], Exclusion[]] = [[], []];
  let unknownSuppliers: readonly UnknownSupplier[] | null = null;
  for (const definition of request.definitions) {
    const rings = ringsOf(definition, builtIn);
    const units = placeUnits(
      await cubeOf(definition.leaveOut),
      factsFor(definition, places.list, places.ofPostcode),
    );
    figures.push(...figuresOf(definition.id, units, rings));
    if (definition.leaveOut.length > 0) {
      for (const row of await lake.exclusions(definition.leaveOut)) {
        excluded.push({ definition: definition.id, label: labels.get(row.class) ?? row.class, ...row });
      }
    }
    const [innermost] = rings;
    unknownSuppliers ??= innermost ? unknownOf(units, innermost, places) : [];
  }
  return {
    coverage: [...(await lake.coverage())],
    definitions: request.definitions.map((definition) => summaryOf(definition, places)),
    figures,
    excluded,
    unknownSuppliers: unknownSuppliers ?? [],
  };
}
