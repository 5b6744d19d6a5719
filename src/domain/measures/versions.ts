import { accept, type Decision, formatDay, type LocalDate, refuse } from '../values/index.ts';
import { checkMeasureSet } from './checking/checkMeasureSet.ts';
import type { MeasureSet } from './measureSet.ts';

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}

/**
 * What a version says, as one text that is the same for the same content, whatever the order of its keys. Whether it is
 * published, and the day on which it ends, are no part of it: these two may be settled later. Its SHA-256 is the hash
 * of the version.
 */
export function contentOf(set: MeasureSet): string {
  const { status: _status, inForceUntil: _until, ...content } = set;
  return JSON.stringify(inOrder(content));
}

function label({ name, version }: MeasureSet): string {
  return `${name}, version ${version}`;
}

/** The set as published, or everything that stands in the way. */
export function publishSet(set: MeasureSet): Decision<MeasureSet> {
  const published: MeasureSet = { ...set, status: 'published' };
  const problems = checkMeasureSet(published);
  if (problems.length === 0) return accept(published);
  return { ok: false, refusals: problems.map(({ code, sentence }) => ({ code, sentence })) };
}

function endsLater(stored: MeasureSet, next: MeasureSet): boolean {
  return stored.inForceUntil === null || stored.inForceUntil === next.inForceUntil;
}

/**
 * Whether a version may be stored in the place of the same version. A draft may always be replaced; a published version
 * never changes, except that a last day may be given where it had none.
 */
export function replaceVersion(stored: MeasureSet, next: MeasureSet): Decision<MeasureSet> {
  if (stored.id !== next.id || stored.version !== next.version) {
    return refuse(
      'set-other-version',
      `${label(next)} is not ${label(stored)}. Save it as a version of its own.`,
    );
  }
  if (stored.status === 'draft') return accept(next);
  if (next.status === 'draft') {
    return refuse(
      'set-published',
      `${label(stored)} is published and cannot become a draft again. Make a new version.`,
    );
  }
  if (contentOf(stored) !== contentOf(next) || !endsLater(stored, next)) {
    return refuse(
      'set-published',
      `${label(stored)} is published, and a published version never changes. Make a new version with what you want to change.`,
    );
  }
  return accept(next);
}

/** Whether a version still says what it said when it was published. The hash is worked out by the caller. */
export function verifyVersion(
  set: MeasureSet,
  hashes: { readonly published: string; readonly now: string },
): Decision<MeasureSet> {
  if (hashes.published === hashes.now) return accept(set);
  return refuse(
    'set-changed',
    `${label(set)} does not say any more what was published. Its hash was ${hashes.published} and is ${hashes.now}. Put the published file back.`,
  );
}

/** The published version of a set that is in force on the day on which a procurement commences. */
export function versionOn(
  sets: readonly MeasureSet[],
  id: string,
  commencedOn: LocalDate | null,
): Decision<MeasureSet> {
  if (commencedOn === null) {
    return refuse(
      'commencement-unknown',
      'The day on which the procurement commences is not known, so no version can be chosen. Give that day.',
    );
  }
  const found = sets
    .filter((set) => set.id === id && set.status === 'published')
    .filter(({ inForceUntil }) => inForceUntil === null || commencedOn <= inForceUntil)
    .flatMap((set) => (set.inForceFrom === null ? [] : [{ set, from: set.inForceFrom }]))
    .filter(({ from }) => from <= commencedOn)
    .toSorted((one, other) => (one.from < other.from ? 1 : -1))[0];
  if (found) return accept(found.set);
  return refuse(
    'version-none',
    `No published version of “${id}” is in force on ${formatDay(commencedOn)}. Choose another set or publish a version.`,
  );
}
