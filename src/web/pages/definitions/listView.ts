import type { DefinitionInUse } from '../../../actions/definitions/types.ts';
import {
  basisText,
  type DefinitionPieces,
  dayOfInstant,
  leftOutTexts,
  ownRingPlaces,
  ringTexts,
} from './definitionWords.ts';

export interface DefinitionRow {
  readonly name: string;
  readonly href: string;
  readonly sentence: string;
  readonly leads: boolean;
  readonly rings: readonly string[];
  readonly address: string;
  readonly leftOut: readonly string[];
  readonly version: string;
}

export interface DefinitionView extends DefinitionRow {
  readonly id: string;
  readonly shipped: boolean;
  /** Places of the own ring; empty where there is none. */
  readonly places: readonly string[];
  readonly versions: readonly {
    readonly version: string;
    readonly day: string;
    readonly note: string;
    /** The comparison with the version before; null for the first. */
    readonly compare: string | null;
  }[];
}

function versionText({ shipped, definition }: DefinitionInUse): string {
  return shipped ? `${definition.version}, comes with Sevenbox` : definition.version;
}

function row(one: DefinitionInUse, pieces: DefinitionPieces): DefinitionRow {
  const { definition } = one;
  return {
    name: definition.name,
    href: `/definitions/${definition.id}`,
    sentence: definition.sentence,
    leads: one.leads,
    rings: ringTexts(definition, pieces),
    address: basisText(definition),
    leftOut: leftOutTexts(definition, pieces),
    version: versionText(one),
  };
}

/** Every definition as a row of a table. */
export function definitionRows(
  all: readonly DefinitionInUse[],
  pieces: DefinitionPieces,
): readonly DefinitionRow[] {
  return all.map((one) => row(one, pieces));
}

/** The address of a comparison; each side is `id` or `id@version`. */
export function compareHref(before: string, after: string): string {
  return `/definitions/compare?before=${encodeURIComponent(before)}&after=${encodeURIComponent(after)}`;
}

function versionsOf({
  definition,
  savedAt,
  note,
  older,
  shipped,
}: DefinitionInUse): DefinitionView['versions'] {
  if (shipped || savedAt === null) return [];
  const all = [{ definition, savedAt, note }, ...older];
  return all.map((one, position) => {
    const previous = all[position + 1]?.definition;
    return {
      version: one.definition.version,
      day: dayOfInstant(one.savedAt),
      note: one.note === '' && previous === undefined ? 'First version' : one.note,
      compare:
        previous === undefined
          ? null
          : compareHref(`${previous.id}@${previous.version}`, `${previous.id}@${one.definition.version}`),
    };
  });
}

/** One definition in full, with its versions. */
export function definitionView(one: DefinitionInUse, pieces: DefinitionPieces): DefinitionView {
  return {
    ...row(one, pieces),
    id: one.definition.id,
    shipped: one.shipped,
    places: ownRingPlaces(one.definition, pieces),
    versions: versionsOf(one),
  };
}
