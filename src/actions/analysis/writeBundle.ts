import { definitionFile, figureFile, type PlaceRow, placeRows } from '../../domain/spend/bundle.ts';
import { type LocalDefinition, ringsOf } from '../../domain/spend/definitions.ts';
import { factsFor } from '../../domain/spend/figures/basis.ts';
import { settledSuppliers } from '../../domain/spend/figures/placing.ts';
import type { FigureLines } from '../../lake/ledgers/types.ts';
import type { Analysed } from './analyseLedgers.ts';

export interface BundleParts {
  readonly lake: FigureLines;
  /** Makes the folder and says where a file of it lies. */
  readonly pathOf: (name: string) => Promise<string>;
  readonly writeText: (name: string, text: string) => Promise<void>;
  readonly placesCsv: (rows: readonly PlaceRow[]) => string;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Writes the figures of one definition so that anyone can recompute them with DuckDB and nothing else. */
export async function writeBundle(
  parts: BundleParts,
  analysed: Analysed,
  definition: LocalDefinition,
): Promise<void> {
  const { lake } = parts;
  const { index } = analysed.places;
  const facts = factsFor(definition, analysed.places);
  const cube = await lake.cube(definition.leaveOut);
  const rings = ringsOf(definition, index.rings(analysed.home));
  const about = { settled: settledSuppliers(cube, facts), names: analysed.tableNames };
  await lake.writeLines(await parts.pathOf('lines.csv'), definition.leaveOut, about);
  await parts.writeText('places.csv', parts.placesCsv(placeRows(cube, facts, index)));
  await parts.writeText('definition.json', json(definitionFile(definition, rings, index.vintage)));
  await parts.writeText('figure.json', json(figureFile(analysed.analysis, definition.id)));
  await parts.writeText('recompute.sql', lake.recomputeSql);
}
