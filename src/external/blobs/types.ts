import type { Readable } from 'node:stream';
import type { FileType } from '../../domain/evidence/index.ts';
import type { OrganisationId } from '../../domain/organisations/index.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';

/** What one file may make us keep and unpack. */
export interface BlobLimits {
  /** Bytes of one file; 25 MB unless told. */
  readonly fileBytes: number;
  /** Bytes that stay free on the disk; 500 MB unless told. */
  readonly freeBytes: number;
  /** Files inside a document of Office; 5,000 unless told. */
  readonly parts: number;
  /** Bytes of a document of Office, unpacked; 500 MB unless told. */
  readonly unpackedBytes: number;
  /** How many times larger than packed one part of 1 MB or more may be; 200 unless told. */
  readonly ratio: number;
}

/** A file that was taken: what a record needs to name it. */
export interface StoredBlob {
  /** The hash of the bytes, which is also their address. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: FileType;
  /** For people; never a path. */
  readonly name: string;
  readonly organisation: OrganisationId;
}

/** A file that lies in the store, whether or not a record names it. */
export interface ListedBlob {
  readonly sha256: string;
  readonly bytes: number;
  /** When these bytes were last put; what is newer than a transaction may not be named by its record yet. */
  readonly putAt: Instant;
}

/** Files named by their content. Whoever asks for one has checked that it may be seen: the hash is no secret. */
export interface Blobs {
  /**
   * Takes one file, once its content is what its name says and cannot run. Refused or thrown, nothing of it stays. The
   * same bytes are kept once, whoever puts them.
   */
  readonly put: (
    content: AsyncIterable<Uint8Array>,
    about: { readonly name: string; readonly organisation: OrganisationId },
  ) => Promise<Decision<StoredBlob>>;
  /** The bytes as a stream, which the caller reads or destroys; null when they are not there in their full length. */
  readonly open: (sha256: string, bytes: number) => Promise<Readable | null>;
  readonly holds: (sha256: string) => Promise<boolean>;
  /** When some bytes were last put; null where they are not. */
  readonly putAt: (sha256: string) => Promise<Instant | null>;
  /** Where the bytes lie, to be copied; null where they are not. */
  readonly pathOf: (sha256: string) => Promise<string | null>;
  /** Removes the bytes; only for those that no record of any organisation names. */
  readonly remove: (sha256: string) => Promise<void>;
  /** All files, by hash. */
  readonly list: () => Promise<readonly ListedBlob[]>;
  /** Reads the bytes and compares them with their name. */
  readonly check: (sha256: string) => Promise<'sound' | 'damaged' | 'missing'>;
}
