import { guarded } from '../actions/access/guarded.ts';
import { revisingCalls } from '../actions/measures/revisingCalls.ts';
import { type MeasureSetId, mayLeave, parseMeasureSetId } from '../domain/measures/index.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { readShippedSets } from '../formats/measures/readSets.ts';
import { readDatedValues, readGovernmentModels } from '../formats/measures/readTables.ts';
import type { Store } from '../records/types.ts';
import type { Site } from '../web/site.ts';
import { measuresIn } from './measuresOnSite.ts';
import { tendersIn } from './tenders.ts';

interface Parts {
  readonly home: string;
  readonly store: Store;
  readonly now: () => Instant;
}

function newSetId(): MeasureSetId {
  const id = parseMeasureSetId(newId('set'));
  assert(id !== undefined, 'a new id is one');
  return id;
}

/** Measures, tenders and commitments of the organisation that is acted in: the calls of a request. */
export function procuringIn({
  home,
  store,
  now,
}: Parts): (
  acting: Acting,
) => Pick<Site, 'measures' | 'revising' | 'openMeasures' | 'tenders' | 'commitments'> {
  const shipped = readShippedSets();
  const openMeasures = {
    sets: shipped.filter((set) => set.id === 'open-measures' && mayLeave(set)),
    models: readGovernmentModels(),
    values: readDatedValues(),
  };
  return (acting) => {
    const records = store.as(acting);
    return {
      ...tendersIn({ home, store, now }, acting),
      ...measuresIn({ home, store, shipped, newSetId, now }, acting),
      openMeasures,
      revising: guarded(acting, revisingCalls({ acting, records, shipped, newSetId, now })),
    };
  };
}
