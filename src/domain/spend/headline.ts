import type { Analysis } from './analysis.ts';
import { partYears } from './coverage.ts';
import { comparePeriods } from './figures/cube.ts';
import { type Finding, findingFor } from './findings.ts';

/** The finding that stands above a result: the default definition, its innermost place, all its years. */
export function headlineFinding(analysis: Analysis): Finding {
  const definition = analysis.definitions[0];
  const under = analysis.figures.filter((figure) => figure.definition === definition?.id);
  const ring = under[0]?.ring;
  const partial = partYears(analysis);
  const years = under
    .filter((figure) => figure.ring.id === ring?.id)
    .map((figure) => ({ ...figure, partYear: partial.includes(figure.period) }))
    .toSorted((one, other) => comparePeriods(one.period, other.period));
  return findingFor(years, ring?.name ?? analysis.home.name, definition?.basis ?? 'ledger address');
}
