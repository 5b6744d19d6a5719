import { type Acting, mayDo } from '../../domain/organisations/index.ts';
import { enterRefusal } from './entering.ts';

/**
 * A record in a state in which who asks may do what the request is for; null where there is none, or where it is in
 * another state. That is entered in the audit chain, and looks to whoever asks as if nothing were there.
 */
export async function inState<Found>(
  parts: Parameters<typeof enterRefusal>[0],
  acting: Acting,
  { found, state }: { readonly found: Found | null | undefined; readonly state: (found: Found) => string },
): Promise<Found | null> {
  if (found === null || found === undefined) return null;
  if (mayDo(acting.actor, acting.action, state(found))) return found;
  await enterRefusal(parts, acting, 'state');
  return null;
}
