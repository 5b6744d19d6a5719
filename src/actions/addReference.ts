import { accept, type Decision, type LocalDate, refuse } from '../domain/values/index.ts';
import type { download } from '../external/download.ts';
import type { AddedEdition, ReferenceKind, ReferenceStore } from '../lake/reference/types.ts';

export type AddedReference = AddedEdition;

export interface AddReferenceParts {
  readonly store: Pick<ReferenceStore, 'add'>;
  readonly download: typeof download;
  /** Makes an empty scratch file name, hands it over, and removes the file afterwards. */
  readonly withScratchFile: <T>(work: (path: string) => Promise<T>) => Promise<T>;
  readonly today: LocalDate;
}

const kinds: readonly ReferenceKind[] = ['onspd', 'lad-lookups', 'suppliers'];

/** A kind as people write it, or which kinds there are. */
export function referenceKind(text: string): Decision<ReferenceKind> {
  const known = kinds.find((one) => one === text);
  if (known !== undefined) return accept(known);
  return refuse('reference-kind', `There is no kind "${text}". The kinds are ${kinds.join(', ')}.`);
}

function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Adds an edition of a register from a file or an address, and says what is in use from now on. */
export async function addReference(
  parts: AddReferenceParts,
  kind: string,
  from: string,
): Promise<Decision<AddedReference>> {
  const known = referenceKind(kind);
  if (!known.ok) return known;
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) {
    return parts.store.add(known.value, { path: from, label: fileNameOf(from) }, parts.today);
  }
  return parts.withScratchFile(async (path) => {
    const fetched = await parts.download(from, path);
    return fetched.ok ? parts.store.add(known.value, fetched.value, parts.today) : fetched;
  });
}
