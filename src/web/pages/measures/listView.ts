import type { ListedSet } from '../../../actions/measures/types.ts';
import { countsOf, inForceText, setHref, sharingText, stateOf } from './setWords.ts';

function row(listed: ListedSet) {
  const { ref, set } = listed;
  return {
    ...{ name: set.name, version: set.version, href: setHref(ref), counts: countsOf(set) },
    ...{
      state: listed.stored === null ? null : stateOf(listed),
      licence: set.licence,
      sharing: sharingText(set),
    },
    inForce: inForceText(set),
  };
}

/** Versions of sets as rows: the organisation's own, and those that come with the product. */
export function listView(sets: readonly ListedSet[]) {
  return {
    own: sets.filter(({ stored }) => stored !== null).map(row),
    shipped: sets.filter(({ stored }) => stored === null).map(row),
  };
}
