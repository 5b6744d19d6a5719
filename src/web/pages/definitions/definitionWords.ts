import type { DefinitionCalls } from '../../../actions/definitions/types.ts';
import type { LocalDefinition } from '../../../domain/spend/definitions.ts';
import { dayInLondon, formatDay, type Instant, millisecondsOf } from '../../../domain/values/index.ts';

export type DefinitionPieces = Awaited<ReturnType<DefinitionCalls['parts']>>;

const basisTexts: Readonly<Record<LocalDefinition['basis'], string>> = {
  'ledger address': 'The address in the ledger, or in your supplier list',
  'delivery site': 'The site where the work is done, from your supplier list or a review',
  'registered office': 'The registered office, from a register',
};

/** Which address counts, in words. */
export function basisText({ basis, fallback }: Pick<LocalDefinition, 'basis' | 'fallback'>): string {
  const standIn = basis === 'ledger address' ? 'the registered office' : 'the address in the ledger';
  return fallback ? `${basisTexts[basis]}; where it is not known, ${standIn}` : basisTexts[basis];
}

/** The names of a definition's rings in order; a ring that home does not have is left out. */
export function ringTexts(definition: LocalDefinition, pieces: DefinitionPieces): readonly string[] {
  return definition.rings.flatMap((ring) => {
    if (typeof ring !== 'string') return [ring.name];
    return pieces.rings.filter((one) => one.id === ring).map((one) => one.name);
  });
}

/** The places of a definition's own ring by name; empty where it has none. */
export function ownRingPlaces(definition: LocalDefinition, pieces: DefinitionPieces): readonly string[] {
  return definition.rings.flatMap((ring) =>
    typeof ring === 'string' ? [] : ring.codes.map((code) => pieces.placeName(code)),
  );
}

/** What is left out, by what pages call it. */
export function leftOutTexts(definition: LocalDefinition, pieces: DefinitionPieces): readonly string[] {
  return definition.leaveOut.map((id) => pieces.classes.find((one) => one.id === id)?.label ?? id);
}

/** `9 November 2026`, the day in London. */
export function dayOfInstant(at: Instant): string {
  return formatDay(dayInLondon(millisecondsOf(at)));
}

/** What a definition or version is called where two stand side by side. */
export function sideNames(before: LocalDefinition, after: LocalDefinition): readonly [string, string] {
  if (before.id === after.id) return [`Version ${before.version}`, `Version ${after.version}`];
  return [before.name, after.name];
}
