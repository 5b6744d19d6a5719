import type { ReadRegister, RegisterFile } from '../domain/suppliers/index.ts';
import { registerKinds } from '../domain/suppliers/index.ts';
import { accept, type Decision, type LocalDate, localDateFrom, refuse } from '../domain/values/index.ts';
import type { download } from '../external/download.ts';
import type {
  AddedEdition,
  ReferenceKind,
  ReferenceStore,
  RegisterProgress,
} from '../lake/reference/types.ts';

export type AddedReference = AddedEdition;
export type AddingProgress = RegisterProgress;

/** What adding an edition of any kind needs. */
export interface AddingParts {
  readonly store: Pick<ReferenceStore, 'add' | 'addRegister'>;
  readonly readRegister: ReadRegister;
  /** Told how far a register has come. */
  readonly progress?: (progress: AddingProgress) => void;
}

export interface AddReferenceParts extends AddingParts {
  readonly download: typeof download;
  /** Makes an empty scratch file name, hands it over, and removes the file afterwards. */
  readonly withScratchFile: <T>(work: (path: string) => Promise<T>) => Promise<T>;
  readonly today: LocalDate;
}

/** What a person asks to be added. */
export interface ReferenceOrder {
  readonly kind: string;
  /** Files, folders or web addresses; several only of a register. */
  readonly from: readonly string[];
  /** The day of which a register is, as a person writes it. */
  readonly date: string | null;
}

const kinds: readonly ReferenceKind[] = ['onspd', 'lad-lookups', 'suppliers', ...registerKinds];

/** A kind as people write it, or which kinds there are. */
export function referenceKind(text: string): Decision<ReferenceKind> {
  const known = kinds.find((one) => one === text);
  if (known !== undefined) return accept(known);
  return refuse('reference-kind', `There is no kind "${text}". The kinds are ${kinds.join(', ')}.`);
}

function givenDate(text: string | null): Decision<LocalDate | null> {
  if (text === null) return accept(null);
  const [, year, month, day = '1'] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text.trim()) ?? [];
  const date = localDateFrom(Number(year), Number(month), Number(day));
  if (date !== undefined) return accept(date);
  return refuse('reference-date', `"${text}" is not a date. Write it like 2026-11-01 or 2026-11.`);
}

/** The files of one edition, and when they are of. */
export interface EditionFiles {
  readonly kind: ReferenceKind;
  readonly files: readonly RegisterFile[];
  readonly today: LocalDate;
  readonly date: LocalDate | null;
}

/** Adds files that are here as one edition: a register of organisations, or one file of another kind. */
export async function addFiles(
  { store, readRegister, progress }: AddingParts,
  { kind, files, today, date }: EditionFiles,
): Promise<Decision<AddedReference>> {
  const [first, second] = files;
  if (first === undefined) return refuse('reference-no-file', 'Name a file to add.');
  if (kind === 'companies' || kind === 'charities' || kind === 'register') {
    const order = { kind, files, today, date, read: readRegister };
    return store.addRegister(progress === undefined ? order : { ...order, progress });
  }
  if (second !== undefined) {
    return refuse(
      'reference-one-file',
      `Only a register comes in several files. Add ${kind} one file at a time.`,
    );
  }
  if (date !== null) {
    const sentence = `A date can only be given for a register of organisations. Put the month into the name of the file instead, such as ONSPD_MAY_2025.csv.`;
    return refuse('reference-no-date', sentence);
  }
  return store.add(kind, first, today);
}

function fileNameOf(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? path
  );
}

const isAddress = (from: string) => /^[a-z][a-z0-9+.-]+:\/\//i.test(from);

/** Fetches what is at addresses one after another, and works with all files while the fetched ones are there. */
async function withFiles<T>(
  parts: AddReferenceParts,
  from: readonly string[],
  work: (files: readonly RegisterFile[]) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const [first, ...others] = from;
  if (first === undefined) return work([]);
  if (!isAddress(first)) {
    const file = { path: first, label: fileNameOf(first) };
    return withFiles(parts, others, (files) => work([file, ...files]));
  }
  return parts.withScratchFile(async (path) => {
    const fetched = await parts.download(first, path);
    if (!fetched.ok) return fetched;
    return withFiles(parts, others, (files) => work([fetched.value, ...files]));
  });
}

/** Adds an edition from files or addresses, and says what is in use from now on. */
export async function addReference(
  parts: AddReferenceParts,
  { kind, from, date }: ReferenceOrder,
): Promise<Decision<AddedReference>> {
  const known = referenceKind(kind);
  if (!known.ok) return known;
  const given = givenDate(date);
  if (!given.ok) return given;
  return withFiles(parts, from, (files) =>
    addFiles(parts, { kind: known.value, files, today: parts.today, date: given.value }),
  );
}
