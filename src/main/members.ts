import { createHash, randomBytes } from 'node:crypto';
import { guarded } from '../actions/access/guarded.ts';
import { auditCalls } from '../actions/audit/auditPage.ts';
import { memberCalls } from '../actions/people/memberCalls.ts';
import { organisationCalls } from '../actions/people/organisationCalls.ts';
import type { LinkSecret, MemberParts } from '../actions/people/parts.ts';
import { type Acting, organisationOf, parseInvitationId } from '../domain/organisations/index.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import type { Site } from '../web/site.ts';
import type { HouseParts } from './house.ts';
import type { SiteSettings } from './openSite.ts';
import { publicAddress } from './place.ts';

/** The calls on who belongs to an organisation, on the organisation itself and on what was done in it. */
export type BelongingCalls = Pick<Site, 'people' | 'organisation' | 'audit'>;

/** A secret of 256 bits for a link, and the hash that is kept of it. */
function newLink(): LinkSecret {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}

function newInvitationId() {
  const id = parseInvitationId(newId('inv'));
  assert(id !== undefined, 'a new id is one of an invitation');
  return id;
}

/** Carries out one thing after another for each organisation. */
function turns(): (organisation: string) => MemberParts['inTurn'] {
  const last = new Map<string, Promise<unknown>>();
  return (organisation) => (work) => {
    const next = (last.get(organisation) ?? Promise.resolve()).then(work, work);
    const settled = next
      .catch(() => undefined)
      .then(() => {
        if (last.get(organisation) === settled) last.delete(organisation);
      });
    last.set(organisation, settled);
    return next;
  };
}

/** What stands behind the pages on people, the organisation and the audit chain; each request gets calls of its own. */
export function openMembers(
  { config }: SiteSettings,
  { store, identity, mailer }: HouseParts,
  now: () => Instant,
): (acting: Acting) => BelongingCalls {
  const turnOf = turns();
  return (acting) => {
    const records = store.as(acting);
    const parts: MemberParts = {
      ...{ acting, records, identity, mailer, newInvitationId, newLink, now },
      mailFolder: config.smtpUrl === null ? 'outbox' : null,
      hrefOf: (path) => new URL(path, publicAddress(config)).href,
      inTurn: turnOf(organisationOf(acting.actor) ?? 'nobody'),
    };
    return {
      people: guarded(acting, memberCalls(parts)),
      organisation: guarded(acting, organisationCalls(parts)),
      audit: guarded(acting, auditCalls({ records })),
    };
  };
}
