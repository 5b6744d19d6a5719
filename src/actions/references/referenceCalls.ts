import type { Figure } from '../../domain/spend/analysis.ts';
import { pairFigures } from '../../domain/spend/figureChange.ts';
import type { ReadRegister } from '../../domain/suppliers/index.ts';
import { accept, type Decision, type LocalDate } from '../../domain/values/index.ts';
import type { EditionManifest, ReferenceKind, ReferenceStore } from '../../lake/reference/types.ts';
import { addFiles } from '../addReference.ts';
import type { IncomingFile } from '../imports/types.ts';
import type { EditionChange, ReferenceCalls } from './types.ts';

export interface ReferenceParts {
  readonly store: Pick<ReferenceStore, 'add' | 'addRegister' | 'remove' | 'list' | 'supplierPlaces'>;
  readonly readRegister: ReadRegister;
  /** Which editions of one kind are in use, of those that are there; the rule of the store. */
  readonly inUseOf: (editions: readonly EditionManifest[]) => readonly EditionManifest[];
  /** Makes an empty scratch file name, hands it over, and removes the file afterwards. */
  readonly withScratchFile: <T>(work: (path: string) => Promise<T>) => Promise<T>;
  /** Streams an upload to a path; answers its bytes, or refuses what is too large or does not fit on the disk. */
  readonly receive: (file: {
    readonly path: string;
    readonly name: string;
    readonly content: AsyncIterable<Uint8Array>;
  }) => Promise<Decision<number>>;
  /** The figures of the leading definition over all current batches; empty without ledgers. */
  readonly figures: () => Promise<readonly Figure[]>;
  readonly today: () => LocalDate;
  /** Told that an edition came or went, before `figures` is asked again. */
  readonly changed: (edition: EditionManifest, what: 'added' | 'removed') => Promise<void>;
  /** What changed last, kept between requests. */
  readonly last: LastChanges;
}

const mostKept = 20;

/** What the last changes were, so that the page after one can show it. In memory only: figures move on. */
export class LastChanges {
  private readonly kept = new Map<string, EditionChange>();

  keep(change: EditionChange): void {
    const key = `${change.edition.kind}/${change.edition.edition}`;
    this.kept.delete(key);
    this.kept.set(key, change);
    for (const oldest of [...this.kept.keys()].slice(0, -mostKept)) this.kept.delete(oldest);
  }

  of(edition: string, kind: ReferenceKind): EditionChange | null {
    return this.kept.get(`${kind}/${edition}`) ?? null;
  }
}

function labelOf(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? name).slice(0, 200);
}

/** The figures before, then the work, then the figures after; nothing is worked out again where nothing was done. */
async function around<T extends EditionManifest>(
  parts: ReferenceParts,
  what: 'added' | 'removed',
  work: () => Promise<Decision<T>>,
): Promise<Decision<{ readonly edition: T; readonly changes: ReturnType<typeof pairFigures> }>> {
  const before = await parts.figures();
  const done = await work();
  if (!done.ok) return done;
  await parts.changed(done.value, what);
  return accept({ edition: done.value, changes: pairFigures(before, await parts.figures()) });
}

function addIn(parts: ReferenceParts, kind: ReferenceKind, file: IncomingFile) {
  const label = labelOf(file.name);
  return parts.withScratchFile(async (path) => {
    const received = await parts.receive({ path, name: label, content: file.content });
    if (!received.ok) return received;
    const edition = { kind, files: [{ path, label }], today: parts.today(), date: null };
    return around(parts, 'added', () => addFiles(parts, edition));
  });
}

/** Everything the pages on reference data ask for: editions added from uploads and taken out, with what that changed. */
export function referenceCalls(parts: ReferenceParts): ReferenceCalls {
  const { last } = parts;
  return {
    list: () => parts.store.list(),
    suppliers: () => parts.store.supplierPlaces(),
    add: async (kind, file) => {
      const added = await addIn(parts, kind, file);
      if (!added.ok) return added;
      const change = { kind: 'added', ...added.value } as const;
      last.keep(change);
      return accept(change);
    },
    remove: async (edition, kind) => {
      const removed = await around(parts, 'removed', () =>
        parts.store.remove(edition.trim().toLowerCase(), kind),
      );
      if (!removed.ok) return removed;
      const change = { kind: 'removed', ...removed.value } as const;
      last.keep(change);
      return accept(change);
    },
    without: async ({ kind, edition }) => {
      const others = await parts.store.list();
      return parts.inUseOf(others.filter((one) => one.kind === kind && one.edition !== edition));
    },
    changeOf: (edition, kind) => last.of(edition, kind),
  };
}
