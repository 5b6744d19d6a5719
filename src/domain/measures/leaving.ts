import type { Measure, MeasureSet } from './measureSet.ts';
import type { Unit } from './units.ts';

/** Whether texts and values of a set may leave the organisation: whether its licence lets it be passed on. */
export function mayLeave({ redistributable }: Pick<MeasureSet, 'redistributable'>): boolean {
  return redistributable;
}

/** What may leave of a measure of a set that may not: its reference and what it is counted in. */
export interface LeavingMeasure {
  readonly reference: string;
  readonly unit: Unit;
}

/** What stands in the place of a text that may not leave. */
export const withheldText = 'Withheld: the licence of this list does not let it leave the organisation.';

function withheldMeasure(measure: Measure, source: MeasureSet['source']): Measure {
  const { reference, unit, lists, recordOnly } = measure;
  return {
    ...{ reference, unit, lists, recordOnly, title: reference, guidance: '', evidence: [], proxy: null },
    ...{ localOnly: false, weighting: '1', partialAttribution: false },
    ...{ source, licence: 'Withheld', confirmed: true },
  };
}

/**
 * What of a set may leave the organisation, as a set: all of it where its licence lets it be passed on. Of any other set
 * its name, its dates, its references, units and lists stay, so that it can be named and counted, and no text, value or
 * source of a value. Every way out asks here.
 */
export function withheld(set: MeasureSet): MeasureSet {
  if (mayLeave(set)) return set;
  const source = { title: withheldText, address: null };
  return {
    ...set,
    ...{ source, note: withheldText, hourRates: { staff: null, expert: null } },
    removed: set.removed.map((removal) => ({ ...removal, sentence: withheldText })),
    lists: set.lists.map((list) => ({ ...list, name: list.id })),
    ...{ onePlace: [], permittedDoubleCounts: [] },
    themes: set.themes.map((theme, at) => ({
      ...{ id: `theme-${at + 1}`, title: `Theme ${at + 1}`, confirmed: true },
      outcomes: theme.outcomes.map(({ measures }, index) => ({
        ...{ id: `theme-${at + 1}-${index + 1}`, title: `Outcome ${at + 1}.${index + 1}`, confirmed: true },
        measures: measures.map((measure) => withheldMeasure(measure, source)),
      })),
    })),
  };
}

/** What of the measures of a set may leave in any case: references and units in the order of the set. */
export function leavingMeasures(set: MeasureSet): readonly LeavingMeasure[] {
  return set.themes.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ measures }) => measures.map(({ reference, unit }) => ({ reference, unit }))),
  );
}
