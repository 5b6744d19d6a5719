import type { Kysely, Transaction } from 'kysely';
import { type Acting, organisationOf, personOf } from '../domain/organisations/index.ts';
import type { Instant } from '../domain/values/index.ts';
import { appendEntry } from './audit.ts';
import { changing, reading, type Scope } from './scope.ts';
import { type Touched, tracked } from './subjects.ts';
import type { Tables } from './tables.ts';

/** Transactions of one thing that is being done: each reads, or changes and enters the change in the audit chain. */
export interface Bound {
  readonly read: <T>(work: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /**
   * Carries out a change to the records that `touched` finds, and appends one entry to the audit chain when one of
   * them is another afterwards. Both or neither.
   */
  readonly change: <T>(
    touched: Touched | ((tx: Transaction<Tables>) => Promise<Touched>),
    work: (tx: Transaction<Tables>) => Promise<T>,
  ) => Promise<T>;
}

/** What transactions are bound to. */
export interface BoundTo {
  readonly db: Kysely<Tables>;
  readonly acting: Acting;
  readonly now: () => Instant;
}

/** Transactions that see what one organisation has, and change it in somebody's name. */
export function boundTo({ db, acting, now }: BoundTo): Bound {
  const organisation = organisationOf(acting.actor);
  const scope: Scope = { role: 'sevenbox_app', organisation };
  return {
    read: (work) => reading(db, scope, work),
    change: (touched, work) =>
      changing(db, scope, async (tx) => {
        const touches = typeof touched === 'function' ? await touched(tx) : touched;
        const { value, subjects } = await tracked(tx, touches, () => work(tx));
        if (subjects.length > 0) {
          const { actor, action, request } = acting;
          await appendEntry(tx, {
            ...{ chain: organisation ?? 'system', at: now(), actor: actor.kind, person: personOf(actor) },
            ...{ organisation, action, request, outcome: 'done', subjects, reason: null },
          });
        }
        return value;
      }),
  };
}
