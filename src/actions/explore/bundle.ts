import type { Analysis } from '../../domain/spend/analysis.ts';
import type { PlaceRow } from '../../domain/spend/bundle.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import type { FigureLines } from '../../lake/ledgers/types.ts';
import { writeBundle } from '../analysis/writeBundle.ts';
import type { Now, Places } from './state.ts';

/** What bundles of stored figures are made with; `main.ts` hands the real parts in. */
export interface BundleParts {
  /** A new working folder. */
  readonly newFolder: () => Promise<{
    readonly path: string;
    readonly pathOf: (name: string) => string;
    readonly writeText: (name: string, text: string) => Promise<void>;
    readonly remove: () => Promise<void>;
  }>;
  /** Opens the lines of batches; what does not fit into memory goes below `scratch`. */
  readonly openLines: (
    batches: readonly BatchId[],
    scratch: string,
  ) => Promise<FigureLines & { readonly close: () => Promise<void> }>;
  readonly placesCsv: (rows: readonly PlaceRow[]) => string;
}

/** The files of a bundle, which lie in a working folder until `remove`. */
export interface StoredBundle {
  readonly files: readonly { readonly name: string; readonly path: string }[];
  readonly remove: () => Promise<void>;
}

const names = ['definition.json', 'figure.json', 'lines.csv', 'places.csv', 'recompute.sql'] as const;

/** Writes what recomputes the figures of one definition over all current batches. */
export async function bundleOf(
  { newFolder, openLines, placesCsv }: BundleParts,
  seen: { readonly analysis: Analysis; readonly now: Now; readonly places: Places },
  definition: LocalDefinition,
): Promise<StoredBundle> {
  const { analysis, now, places } = seen;
  const folder = await newFolder();
  try {
    const batches = now.batches.map(({ id }) => id);
    const lines = await openLines(batches, folder.path);
    try {
      const parts = {
        lake: lines,
        pathOf: async (name: string) => folder.pathOf(name),
        writeText: folder.writeText,
        placesCsv,
      };
      const tableNames = now.batches.map(({ name }, index) => [index + 1, name] as const);
      await writeBundle(parts, { analysis, home: places.home, places, tableNames }, definition);
    } finally {
      await lines.close();
    }
    return {
      files: names.map((name) => ({ name, path: folder.pathOf(name) })),
      remove: folder.remove,
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
