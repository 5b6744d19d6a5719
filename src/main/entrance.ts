import { decideEntering, enterRefusal, nobody, type Visitor, visitorOf } from '../actions/access/entering.ts';
import { type Acting, personOf } from '../domain/organisations/index.ts';
import type { Instant } from '../domain/values/index.ts';
import type { Identity } from '../external/identity/types.ts';
import type { Store } from '../records/types.ts';
import type { Arriving, Door } from '../web/door.ts';
import { go, missing, type Site } from '../web/site.ts';

/** What the entrance of a site works with. */
export interface EntranceParts {
  readonly store: Pick<Store, 'enter' | 'belongingsOf'>;
  readonly identity: Pick<Identity, 'whoAsks'>;
  readonly siteFor: (acting: Acting, visitor: Visitor, arriving: Arriving) => Site;
  /** Whether a request comes from the computer that the program runs on. */
  readonly isHere: (arriving: Arriving) => boolean;
  readonly now: () => Instant;
}

/** Requests with a session that does not hold are entered, but not more of them than this in a minute. */
const mostUnknownSessions = 60;

interface Came {
  readonly visitor: Visitor;
  readonly setCookies: readonly string[];
}

async function whoCame({ store, identity, isHere }: EntranceParts, arriving: Arriving): Promise<Came> {
  const who = await identity.whoAsks({ cookie: arriving.headers.cookie });
  if (who === null) return { visitor: nobody(isHere(arriving)), setCookies: [] };
  const { setCookies, ...signedIn } = who;
  return { visitor: visitorOf(signedIn, await store.belongingsOf(who.person)), setCookies };
}

/** Lets a few things happen in each minute. */
function fewInAMinute(most: number, now: () => Instant): () => boolean {
  let minute = '';
  let count = 0;
  return () => {
    const current = now().slice(0, 16);
    if (current !== minute) [minute, count] = [current, 0];
    count += 1;
    return count <= most;
  };
}

/** Back to where somebody wanted to go, once they have signed in; only for addresses that show something. */
function signInFirst({ kind, url }: Arriving): string {
  if (kind !== 'page' && kind !== 'download') return '/sign-in';
  // A form without fields leaves a question mark behind its address.
  return `/sign-in?${new URLSearchParams({ next: url.replace(/\?$/, '') })}`;
}

/** The door of the site: finds out who asks, looks into the access table, and enters what was refused. */
export function entrance(parts: EntranceParts): Door<Site> {
  const mayEnter = fewInAMinute(mostUnknownSessions, parts.now);
  return async (arriving) => {
    const { action, request, headers, kind } = arriving;
    if (kind === 'asset') {
      const visitor = nobody(false);
      return { site: parts.siteFor({ actor: visitor.actor, action, request }, visitor, arriving) };
    }
    const { visitor, setCookies } = await whoCame(parts, arriving);
    const acting: Acting = { actor: visitor.actor, action, request };
    const decided = decideEntering(visitor, action);
    if (visitor.signedIn === null && headers.cookie?.includes('session') && mayEnter()) {
      await enterRefusal(parts, acting, 'session-unknown');
    }
    if (decided === 'in') {
      const person = personOf(visitor.actor);
      return { site: parts.siteFor(acting, visitor, arriving), setCookies, person };
    }
    if (decided === 'sign-in') return { answer: go(signInFirst(arriving)) };
    await enterRefusal(parts, acting, 'role');
    return { answer: missing };
  };
}
