import type { Analysis } from '../../domain/spend/analysis.ts';
import { overlaidProfiles } from '../../domain/spend/imports/profiles.ts';
import type { ImportId, UploadedFile } from '../../domain/spend/imports/types.ts';
import { headerSignature, type Profile } from '../../domain/spend/mapping/index.ts';

type State =
  | { readonly kind: 'receiving' }
  | { readonly kind: 'reading'; readonly sentence: string; readonly started: number }
  | { readonly kind: 'read'; readonly analysis: Analysis }
  | { readonly kind: 'refused'; readonly sentence: string };

/** One reading as it is held in memory. */
export interface HeldReading {
  readonly id: ImportId;
  /** Who started it; nobody else sees it. */
  readonly holder: string;
  readonly home: string;
  readonly files: readonly UploadedFile[];
  /** By the signature of a header. */
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly state: State;
  /** Being handed over as an import. */
  readonly keeping: boolean;
}

/** Whether something is being done with it, so that it cannot make room. */
export function isBusy({ state, keeping }: HeldReading): boolean {
  return keeping || state.kind === 'receiving' || state.kind === 'reading';
}

/** The signatures of the headers in a result, by the shown name of the file; files without columns are left out. */
export function signaturesOf({ files }: Analysis): Readonly<Record<string, string>> {
  const named = files.filter((file) => file.columns.length > 0);
  return Object.fromEntries(
    named.map((file) => [file.name, headerSignature(file.columns.map((column) => column.header))]),
  );
}

/** Answers by the name of a file laid over those given before; a file that the result does not name is left out. */
export function withAnswers(
  before: HeldReading['profiles'],
  said: Readonly<Record<string, Profile>>,
  signatures: Readonly<Record<string, string>>,
): HeldReading['profiles'] {
  return Object.entries(said).reduce((profiles, [file, profile]) => {
    const signature = Object.hasOwn(signatures, file) ? signatures[file] : undefined;
    return signature === undefined ? profiles : overlaidProfiles(profiles, { [signature]: profile });
  }, before);
}
