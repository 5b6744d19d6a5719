import type { RegisteredEntity } from '../../../domain/suppliers/index.ts';
import type { RegisterStore } from '../types.ts';

/** Organisations that are remembered; when there are more, all are looked up anew. */
const mostRemembered = 200_000;

/**
 * Looks organisations up once as long as the same editions are in use: editions never change, and looking up hundreds
 * reads a whole one.
 */
export function rememberEntities(
  store: Pick<RegisterStore, 'registers' | 'entitiesOf'>,
): Pick<RegisterStore, 'entitiesOf'> {
  let [editions, known] = ['', new Map<string, RegisteredEntity | null>()];
  return {
    entitiesOf: async (identifiers) => {
      const now = (await store.registers()).map(({ kind, edition }) => `${kind} ${edition}`).join(', ');
      if (now !== editions || known.size > mostRemembered) [editions, known] = [now, new Map()];
      const kept = known;
      const fresh = [...new Set(identifiers)].filter((identifier) => !kept.has(identifier));
      const found = await store.entitiesOf(fresh);
      for (const identifier of fresh) kept.set(identifier, found.get(identifier) ?? null);
      return new Map(
        identifiers.flatMap((identifier) => {
          const entity = kept.get(identifier);
          return entity ? [[identifier, entity] as const] : [];
        }),
      );
    },
  };
}
