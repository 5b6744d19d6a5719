import { type Decision, type LocalDate, refuse } from '../domain/values/index.ts';
import type { download } from '../external/download.ts';
import type { AddedEdition, ReferenceKind, ReferenceStore } from '../lake/reference/types.ts';

export interface AddReferenceParts {
  readonly store: Pick<ReferenceStore, 'add'>;
  readonly download: typeof download;
  /** Makes an empty scratch file name, hands it over, and removes the file afterwards. */
  readonly withScratchFile: <T>(work: (path: string) => Promise<T>) => Promise<T>;
  readonly today: LocalDate;
}

const kinds: readonly ReferenceKind[] = ['onspd', 'lad-lookups', 'suppliers'];

function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Adds an edition of a register from a file or an address. The same bytes again change nothing. */
export async function addReference(
  parts: AddReferenceParts,
  kind: string,
  from: string,
): Promise<Decision<AddedEdition>> {
  const known = kinds.find((one) => one === kind);
  if (known === undefined) {
    return refuse('reference-kind', `There is no kind "${kind}". The kinds are ${kinds.join(', ')}.`);
  }
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) {
    return parts.store.add(known, { path: from, label: fileNameOf(from) }, parts.today);
  }
  return parts.withScratchFile(async (path) => {
    const fetched = await parts.download(from, path);
    return fetched.ok ? parts.store.add(known, fetched.value, parts.today) : fetched;
  });
}
