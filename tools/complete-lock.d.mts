export interface LockRow {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockRow>>;
}

/** The optional packages that others in the lock file name and that have no row of their own. */
export function missingRows(lock: LockFile): readonly { readonly name: string; readonly version: string }[];

/** The lock file with a row for every optional package, in npm's own order. */
export function completeLock(lock: LockFile): LockFile;
