import { type Anchor, anchorLines, type ChainHead, parseAnchors } from '../../domain/organisations/index.ts';
import { accept, type Decision, type Instant, refuse } from '../../domain/values/index.ts';

/** What anchors are kept with: a file, best on another computer that whoever changes the store cannot write to. */
export interface AnchorFileParts {
  /** Throws when the file cannot be read. */
  readonly readText: (path: string) => Promise<string>;
  /** Puts a text at the end of a file, which is made where there is none. Throws when that fails. */
  readonly appendText: (path: string, text: string) => Promise<void>;
  readonly now: () => Instant;
}

/** The anchors in a file; refused when it cannot be read or holds something else. */
export async function readAnchors(
  { readText }: Pick<AnchorFileParts, 'readText'>,
  path: string,
): Promise<Decision<readonly Anchor[]>> {
  try {
    return parseAnchors(await readText(path));
  } catch {
    return refuse('anchors-unreadable', `${path} cannot be read. Give the path of a file with anchors.`);
  }
}

/** Puts the heads of all chains at the end of a file; answers how many. What the file held before goes on counting. */
export async function keepAnchors(
  { appendText, now }: Pick<AnchorFileParts, 'appendText' | 'now'>,
  heads: readonly ChainHead[],
  path: string,
): Promise<Decision<number>> {
  const kept = heads.filter(({ number }) => number > 0);
  if (kept.length === 0) {
    return refuse(
      'nothing-to-anchor',
      'Nothing has been entered in an audit chain yet, so there is nothing to anchor.',
    );
  }
  try {
    await appendText(path, anchorLines(kept, now()));
  } catch {
    return refuse(
      'anchors-not-written',
      `${path} cannot be written. Give the path of a file this user may write.`,
    );
  }
  return accept(kept.length);
}
