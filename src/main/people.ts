import { createHash, createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Visitor } from '../actions/access/entering.ts';
import { guarded } from '../actions/access/guarded.ts';
import { accountCalls } from '../actions/account/accountCalls.ts';
import { joiningCalls } from '../actions/signIn/joining.ts';
import type { Asking, SignInParts } from '../actions/signIn/parts.ts';
import { signInCalls } from '../actions/signIn/signInCalls.ts';
import { oneTimeLink, startCalls } from '../actions/signIn/start.ts';
import type { Acting } from '../domain/organisations/index.ts';
import { instantAt } from '../domain/values/index.ts';
import type { Mailer } from '../external/email/types.ts';
import { newId } from '../external/newId.ts';
import { commonPasswords } from '../external/passwordList.ts';
import type { Arriving } from '../web/door.ts';
import type { Site } from '../web/site.ts';
import type { HouseParts } from './house.ts';
import { secretOf } from './identity.ts';
import type { SiteSettings } from './openSite.ts';
import { publicAddress } from './place.ts';
import { talk } from './product.ts';

/** The calls with which people sign in, and change what concerns themselves. */
export type PeopleCalls = Pick<Site, 'signIn' | 'start' | 'joining' | 'account'>;

/** Sends emails without keeping anybody waiting, and knows which are still on their way. */
function posting(mailer: Mailer) {
  const going = new Set<Promise<void>>();
  const post: SignInParts['post'] = (to, message) => {
    const one: Promise<void> = mailer
      .send({ to, ...message })
      .then((sent): void => {
        if (!sent.ok) talk(`An email could not be sent: ${sent.refusals[0]?.sentence}\n`);
      })
      .catch(() => {
        talk('An email could not be sent.\n');
      })
      .finally(() => void going.delete(one));
    going.add(one);
  };
  return { post, settled: async () => void (await Promise.all(going)) };
}

/** A hash that only this installation can make; the key is one of its own, drawn from the secret. */
function keyedBy(secret: string): (text: string) => string {
  const key = createHmac('sha256', secret).update('counts of attempts').digest();
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

/** What stands behind the pages on which people sign in, made once; each request gets calls of its own. */
export function openPeople({ config, mode }: SiteSettings, { store, identity, mailer }: HouseParts) {
  const { post, settled } = posting(mailer);
  const link = oneTimeLink();
  const parts: SignInParts = {
    ...{ store, identity, mode, post },
    keyed: keyedBy(secretOf(config)),
    pause: (milliseconds) => wait(milliseconds),
    now: () => instantAt(Date.now()),
    blocklist: commonPasswords,
    hrefOf: (path) => new URL(path, publicAddress(config)).href,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    newId,
  };
  const callsFor = (acting: Acting, visitor: Visitor, arriving: Arriving): PeopleCalls => {
    const { headers, address, request } = arriving;
    const asking: Asking = { visitor, cookie: headers.cookie, address, request };
    return {
      signIn: guarded(acting, signInCalls(parts, asking)),
      start: guarded(acting, startCalls(parts, asking, link)),
      joining: guarded(acting, joiningCalls(parts, asking)),
      account: guarded(acting, accountCalls(parts, asking)),
    };
  };
  return {
    callsFor,
    settled,
    /** The path of the page for the first start; null where somebody is administrator, and in a demonstration. */
    startPath: async () => {
      const open = mode === 'real' && !(await store.hasAdministrator());
      return open ? `/start/${link.token}` : null;
    },
  };
}
