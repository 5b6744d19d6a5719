import type { ImportId, UploadedFile } from '../../domain/spend/imports/types.ts';
import type { Decision } from '../../domain/values/index.ts';

/** What uploads may make us keep. Every refusal names the limit it met. */
export interface UploadLimits {
  /** Bytes of one file; 2 GB unless told. */
  readonly fileBytes: number;
  /** Bytes of all files of one import; 10 GB unless told. */
  readonly importBytes: number;
  /** Files of one import; 200 unless told. */
  readonly files: number;
  /** Bytes that stay free on the disk, for reading the files and for the records; 500 MB unless told. */
  readonly freeBytes: number;
}

/** The working folders of imports: uploaded bytes, and room for reading them. */
export interface Uploads {
  /**
   * Streams files to disk one after another, each flushed before the next. Refuses with a sentence what is too large or
   * does not fit on the disk; refused or thrown, no byte of the import stays.
   */
  readonly receive: (
    id: ImportId,
    files: AsyncIterable<{ readonly name: string; readonly content: AsyncIterable<Uint8Array> }>,
  ) => Promise<Decision<readonly UploadedFile[]>>;
  /** Where the files lie, in their order; each path ends in the name the file has for people. */
  readonly pathsOf: (id: ImportId, files: readonly UploadedFile[]) => readonly string[];
  /** Whether every file is there with all its bytes. */
  readonly holds: (id: ImportId, files: readonly UploadedFile[]) => Promise<boolean>;
  /** An empty folder for working files of this import, whatever an earlier reading left in it. */
  readonly emptyScratch: (id: ImportId) => Promise<string>;
  readonly removeScratch: (id: ImportId) => Promise<void>;
  /** Removes everything of an import. */
  readonly remove: (id: ImportId) => Promise<void>;
  /** Imports that have a working folder. */
  readonly list: () => Promise<readonly ImportId[]>;
}
