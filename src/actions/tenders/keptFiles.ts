import { type Acting, personOf } from '../../domain/organisations/index.ts';
import {
  parseTenderFileId,
  type TenderFileId,
  type TenderFileKind,
} from '../../domain/procurements/index.ts';
import { accept, assert, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { MeasureRecords, StoredTenderFile } from '../../records/measureTypes.ts';
import type { IncomingFile } from '../imports/types.ts';

/** A file that has been received: where it lies for now, and what it was. */
export interface ReceivedFile {
  readonly path: string;
  /** Where working files may lie. */
  readonly scratch: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/** What files about tenders are kept with, for one thing that is being done. */
export interface KeepingParts {
  readonly acting: Acting;
  readonly records: Pick<
    MeasureRecords,
    'tenderFiles' | 'tenderFileOf' | 'addTenderFile' | 'removeTenderFile'
  >;
  /**
   * Receives a file up to so many bytes, hands it over and removes it afterwards. Refuses in words what is larger, is empty or
   * does not fit on the disk; sentences about the file call it by its name.
   */
  readonly received: <T>(
    file: IncomingFile,
    mostBytes: number,
    work: (file: ReceivedFile) => Promise<Decision<T>>,
  ) => Promise<Decision<T>>;
  readonly newFileId: () => TenderFileId;
  readonly now: () => Instant;
}

/** Files of one kind that an organisation keeps. They are for looking at one by one, and more are hard to find one in. */
export const mostFiles = 200;

/** The name of a file without the folders before it. */
export function labelOf({ name }: Pick<IncomingFile, 'name'>): string {
  const label = (name.split(/[\\/]/).at(-1) ?? '').trim();
  return label === '' ? 'file' : label.slice(-200).replace(/^\p{Cs}/u, '');
}

/** Characters that what a file is called may have. */
export const longestTitle = 200;

/** What somebody calls a file, or its name where they call it nothing. */
export function titleOf(said: string, fileName: string): Decision<string> {
  const title = said.trim() || fileName;
  if (title.length <= longestTitle) return accept(title);
  return refuse('title', `What you call them may have ${longestTitle} characters at most.`);
}

/** What is to be kept: what was read from a file, and from which. */
export interface ToKeep {
  readonly kind: TenderFileKind;
  readonly title: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly content: unknown;
}

/** Keeps what was read from a file; refuses the same file a second time, and more files than anybody looks at. */
export async function keep(parts: KeepingParts, file: ToKeep): Promise<Decision<TenderFileId>> {
  const { records, acting, newFileId, now } = parts;
  const there = await records.tenderFiles(file.kind);
  const same = there.find(({ sha256 }) => sha256 === file.sha256);
  if (same) return refuse('tender-file-there', `${file.fileName} is here already, as “${same.title}”.`);
  if (there.length >= mostFiles)
    return refuse('tender-files-many', `There are ${mostFiles} files here already. Remove one first.`);
  const id = newFileId();
  await records.addTenderFile({ ...file, id, savedBy: personOf(acting.actor), savedAt: now() });
  return accept(id);
}

/** A file of one of some kinds, by what an address says; null when there is none. */
export async function keptFile(
  { records }: { readonly records: Pick<MeasureRecords, 'tenderFileOf'> },
  text: string,
  kinds: readonly TenderFileKind[],
): Promise<StoredTenderFile | null> {
  const id = parseTenderFileId(text);
  const file = id === undefined ? null : await records.tenderFileOf(id);
  return file !== null && kinds.includes(file.kind) ? file : null;
}

/** Removes a file of one of some kinds; false when there is none. */
export async function removeKept(
  parts: Pick<KeepingParts, 'records'>,
  text: string,
  kinds: readonly TenderFileKind[],
): Promise<boolean> {
  const file = await keptFile(parts, text, kinds);
  return file !== null && parts.records.removeTenderFile(file.id);
}

/** Refuses a file whose name says that it is of another kind than those that are read. */
export function checkEnding(name: string, endings: readonly string[], words: string): Decision<null> {
  const isRead = endings.some((ending) => name.toLowerCase().endsWith(ending));
  if (isRead) return accept(null);
  return refuse('tender-file-kind', `${name} cannot be read. Choose ${words}.`);
}

/** Refuses a file whose name says that it is no table. */
export function checkTable(name: string): Decision<null> {
  return checkEnding(name, ['.csv', '.xlsx', '.ods'], 'a CSV, XLSX or ODS file');
}

/** The value of a decision that cannot be a refusal, because what it is about was checked before it was kept. */
export function certain<T>(decision: Decision<T>, assumption: string): T {
  assert(decision.ok, assumption);
  return decision.value;
}
