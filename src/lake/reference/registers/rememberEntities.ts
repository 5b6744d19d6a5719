import type { RegisterStore } from '../types.ts';

/** Organisations that are remembered; when there are more, all are looked up anew. */
const mostRemembered = 200_000;

type LookUp<T> = (identifiers: readonly string[]) => Promise<ReadonlyMap<string, T>>;

/** Remembers what was found for each org-id, and that nothing was, as long as the same editions are in use. */
function remembered<T>({ registers }: Pick<RegisterStore, 'registers'>, lookUp: LookUp<T>): LookUp<T> {
  let [editions, known] = ['', new Map<string, T | null>()];
  return async (identifiers) => {
    const now = (await registers()).map(({ kind, edition }) => `${kind} ${edition}`).join(', ');
    if (now !== editions || known.size > mostRemembered) [editions, known] = [now, new Map()];
    const kept = known;
    const fresh = [...new Set(identifiers)].filter((identifier) => !kept.has(identifier));
    const found = await lookUp(fresh);
    for (const identifier of fresh) kept.set(identifier, found.get(identifier) ?? null);
    return new Map(
      identifiers.flatMap((identifier) => {
        const one = kept.get(identifier) ?? null;
        return one === null ? [] : [[identifier, one] as const];
      }),
    );
  };
}

/**
 * Looks organisations up once as long as the same editions are in use: editions never change, and looking up hundreds
 * reads a whole one.
 */
export function rememberEntities(
  store: Pick<RegisterStore, 'registers' | 'entitiesOf' | 'entitiesNaming'>,
): Pick<RegisterStore, 'entitiesOf' | 'entitiesNaming'> {
  return {
    entitiesOf: remembered(store, store.entitiesOf),
    entitiesNaming: remembered(store, store.entitiesNaming),
  };
}
