import {
  type Acting,
  type ActionName,
  type Actor,
  type Belonging,
  mayDo,
  needsSignIn,
  type OrganisationId,
  organisationOf,
  type PersonId,
  personOf,
} from '../../domain/organisations/index.ts';
import type { Instant } from '../../domain/values/index.ts';
import type { Store } from '../../records/types.ts';

/** Somebody who has a session. */
export interface SignedIn {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  readonly session: string;
  /** The organisation that was chosen; the person may have left it since. */
  readonly organisation: OrganisationId | null;
}

/** Who comes in: what they are here, and where else they belong. */
export interface Visitor {
  readonly actor: Actor;
  readonly signedIn: SignedIn | null;
  /** Where the person works now; null for nobody and for whoever belongs nowhere. */
  readonly organisation: Belonging | null;
  /** All organisations of the person. */
  readonly belongings: readonly Belonging[];
  /** Whether the people here are the invented ones of the demonstration. */
  readonly demo: boolean;
}

/** Nobody has signed in; `here` where the request comes from the computer that the program runs on. */
export function nobody(here: boolean): Visitor {
  return { actor: { kind: 'nobody', here }, signedIn: null, organisation: null, belongings: [], demo: false };
}

/** Somebody in one of the organisations they belong to: the one that was chosen, else the first. */
export function visitorOf(signedIn: SignedIn, belongings: readonly Belonging[]): Visitor {
  const chosen = belongings.find(({ organisation }) => organisation === signedIn.organisation);
  const organisation = chosen ?? belongings[0] ?? null;
  const { person, name } = signedIn;
  const { organisation: id, roles } = organisation ?? { organisation: null, roles: [] };
  return {
    actor: { kind: 'person', person, name, organisation: id, roles },
    signedIn,
    organisation,
    belongings,
    demo: false,
  };
}

/** Whether a visitor is let in for an action, has to sign in first, or is refused. Pure. */
export function decideEntering({ actor }: Visitor, action: ActionName): 'in' | 'sign-in' | 'refused' {
  if (mayDo(actor, action)) return 'in';
  return actor.kind === 'nobody' && needsSignIn(action) ? 'sign-in' : 'refused';
}

/** Enters in the audit chain that an access was refused, and why. */
export async function enterRefusal(
  { store, now }: { readonly store: Pick<Store, 'enter'>; readonly now: () => Instant },
  { actor, action, request }: Acting,
  reason: string,
): Promise<void> {
  const organisation = organisationOf(actor);
  await store.enter({
    ...{ chain: organisation ?? 'system', at: now(), actor: actor.kind, person: personOf(actor) },
    ...{ organisation, action, request, outcome: 'refused', subjects: [], reason },
  });
}
