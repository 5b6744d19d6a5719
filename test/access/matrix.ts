import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { type ActionName, mayDo, organisationOf } from '../../src/domain/organisations/index.ts';
import type { Route, Site } from '../../src/web/site.ts';
import type { AccessWorld, WorldActor } from '../support/accessWorld.ts';
import { numbersFrom } from '../support/auditChain.ts';
import {
  addressOf,
  isAllowed,
  type Nameable,
  type Naming,
  namesRecord,
  statesFor,
  stranger,
  withNewRecords,
} from './addresses.ts';
import { isSignInFirst, payloadFor, whole } from './judging.ts';

/** An answer, and who got it. */
export interface Answered {
  readonly by: WorldActor;
  readonly action: ActionName;
  readonly request: string;
  readonly answer: LightMyRequestResponse;
}

/** What a run of the matrix has seen. */
export interface Seen {
  readonly world: AccessWorld;
  readonly nameable: Nameable;
  /** Requests of people that were refused: each has its entry in an audit chain. */
  readonly refused: Answered[];
  /** Hears of every answer. */
  readonly note: (answered: Answered) => void;
  /** What is answered where nothing is. */
  readonly nothing: LightMyRequestResponse;
  /** Somebody with the session that they have now. */
  readonly now: (by: WorldActor) => WorldActor;
  /** Gives back what a form has taken from whoever sent it. */
  readonly heal: (by: WorldActor) => Promise<void>;
}

/**
 * Pages that are open to whoever asks and not there all the same: without the secret of the running process, before
 * there is a token or a provider, once there is an administrator, or where a form names nothing.
 */
const notThere: readonly string[] = [
  ...['errands.', 'signIn.demo', 'signIn.provider', 'start.', 'references.removed', 'definitions.compareCsv'],
  ...['organisations.choose', 'organisations.leave'],
  // An import that the form before it cancelled has no columns to change.
  'imports.saveColumns',
];

/** Whether somebody who may can find nothing: also an own organisation, where they belong to none. */
function mayBeMissing({ action }: Route<Site>, { actor }: WorldActor): boolean {
  const ofNone = organisationOf(actor) === null && action.startsWith('organisation');
  return ofNone || notThere.some((name) => action.startsWith(name));
}

/** An invitation is open to whoever holds its link, and taken up by whoever has signed in. */
function maySignInFirst({ action }: Route<Site>, { actor }: WorldActor): boolean {
  return action === 'invitations.accept' && actor.kind === 'nobody';
}

/** Says that an answer is not how somebody is refused. */
function expectLetIn(route: Route<Site>, { by, answer }: Answered, nothing: LightMyRequestResponse): void {
  if (!maySignInFirst(route, by)) expect(isSignInFirst(answer), 'is not sent to sign in').toBe(false);
  expect(answer.statusCode, 'is no fault of ours').toBeLessThan(500);
  if (!mayBeMissing(route, by)) expect(answer.body === nothing.body, 'is refused').toBe(false);
}

/** The states in which somebody asks: all of them, or a drawn one where no state would let them in. */
function statesOfAsking(route: Route<Site>, { actor }: WorldActor, below: (bound: number) => number) {
  const states = statesFor(route);
  return mayDo(actor, route.action) ? states : [states[below(states.length)] ?? null];
}

/** Asks for a route; null where there is no such address. */
export async function ask(
  seen: Seen,
  route: Route<Site>,
  asked: Naming & { readonly head?: boolean; readonly filled?: boolean },
) {
  const url = addressOf(seen.nameable, route, asked);
  if (url === null) return null;
  const method = route.method === 'GET' && asked.head ? 'HEAD' : route.method;
  const body = route.method === 'POST' ? payloadFor(route, asked.filled ?? false) : {};
  const { request, answer } = await seen.world.send({ method, url, by: asked.by, ...body });
  const answered: Answered = { by: asked.by, action: route.action, request, answer };
  seen.note(answered);
  return answered;
}

/** Refusals of people, as the chain has to have them. */
function noteRefused(seen: Seen, answered: Answered): void {
  if (answered.by.actor.kind === 'person') seen.refused.push(answered);
}

/** What is told without a body is what is told with one; of those who may, two are asked. */
async function expectSameHead(
  seen: Seen,
  route: Route<Site>,
  { asked, shown, refused }: { readonly asked: Naming; readonly shown: Answered; readonly refused: boolean },
): Promise<void> {
  const head = await ask(seen, route, { ...asked, head: true });
  if (head === null) return;
  if (refused) noteRefused(seen, head);
  expect(head.answer.statusCode).toBe(shown.answer.statusCode);
  expect(head.answer.headers.location).toBe(shown.answer.headers.location);
  expect(head.answer.rawPayload.length).toBe(0);
}

const askedTwice: readonly string[] = ['spend-analyst', 'bidder', 'nobody elsewhere', 'nobody here'];

/** Somebody who may not: sent to sign in, or answered as if nothing were there, whether it is or not. */
async function expectRefused(seen: Seen, route: Route<Site>, asked: Naming): Promise<void> {
  const { by } = asked;
  const there = await ask(seen, route, asked);
  if (there === null) return;
  if (by.actor.kind === 'nobody' && isSignInFirst(there.answer)) {
    if (route.method === 'GET') await expectSameHead(seen, route, { asked, shown: there, refused: false });
    return;
  }
  // Whose role could, in another state, may be told in words; those words are the same for what is not there.
  const inWords = mayDo(by.actor, route.action) && there.answer.body !== seen.nothing.body;
  if (!inWords) {
    noteRefused(seen, there);
    expect(there.answer.body).toBe(seen.nothing.body);
    expect(there.answer.statusCode).toBe(404);
  }
  if (route.method === 'GET') await expectSameHead(seen, route, { asked, shown: there, refused: !inWords });
  if (!namesRecord(route)) return;
  const unknown = await ask(seen, route, { ...asked, whose: 'unknown' });
  if (unknown === null) return;
  if (!mayDo(by.actor, route.action)) noteRefused(seen, unknown);
  expect(whole(there.answer)).toBe(whole(unknown.answer));
}

/** Somebody who may is shown it; two of them and nobody in particular are asked without a body, too. */
async function expectShown(seen: Seen, route: Route<Site>, asked: Naming): Promise<void> {
  const shown = await ask(seen, route, asked);
  if (shown === null) return;
  expectLetIn(route, shown, seen.nothing);
  if (askedTwice.includes(asked.by.name)) await expectSameHead(seen, route, { asked, shown, refused: false });
}

/** Says of an error who asked, and for what. */
async function saying<T>({ by, state }: Naming, look: Promise<T>): Promise<T> {
  return look.catch((error: unknown) => {
    throw new Error(`${by.name} ${state ?? ''}: ${String(error)}`);
  });
}

function whoseOf({ world }: Seen, by: WorldActor): 'own' | 'other' {
  return organisationOf(by.actor) === world.second.organisation ? 'other' : 'own';
}

/** One route as one person asks for it, in every state; a form is sent only by those who may not. */
export async function lookAt(seen: Seen, route: Route<Site>, by: WorldActor, seed = 1): Promise<void> {
  for (const state of statesOfAsking(route, by, numbersFrom(seed))) {
    const asked: Naming = { whose: whoseOf(seen, by), state, by };
    const allowed = isAllowed(route, by, state);
    if (allowed && route.method === 'POST') continue;
    await saying(asked, (allowed ? expectShown : expectRefused)(seen, route, asked));
  }
}

const foreign = ['spend-analyst', 'administrator', 'auditor', 'contract-manager', 'procurement-officer'];

/** The word in which two addresses differ, of each. */
function difference(one: string, two: string): readonly [string, string] {
  const [ones, twos] = [one.split('/'), two.split('/')];
  const at = ones.findIndex((word, index) => word !== twos[index]);
  return [ones[at] ?? '', twos[at] ?? ''];
}

/** A record of another organisation and one that nobody has are answered alike. */
async function expectAlike(seen: Seen, route: Route<Site>, asked: Parameters<typeof ask>[2]): Promise<void> {
  const unknown = { ...asked, whose: 'unknown' } as const;
  const [one, two] = [await ask(seen, route, asked), await ask(seen, route, unknown)];
  const addresses = [addressOf(seen.nameable, route, asked), addressOf(seen.nameable, route, unknown)];
  if (one === null || two === null) return;
  const [word, none] = difference(addresses[0] ?? '', addresses[1] ?? '');
  expect(word).not.toBe(none);
  expect(whole(one.answer, word)).toBe(whole(two.answer, none));
  expect(one.answer.statusCode).not.toBe(200);
}

/** What somebody may do with records of their own: with those of another organisation they find what nobody has. */
export async function expectNothingOfOthers(seen: Seen, route: Route<Site>): Promise<void> {
  const asking = [
    ...foreign.map((name) => [seen.world.actorNamed(name), 'other'] as const),
    [seen.world.actorNamed(stranger), 'own'] as const,
  ].filter(([by]) => mayDo(by.actor, route.action));
  for (const [by, whose] of asking) {
    for (const state of statesFor(route)) {
      for (const filled of route.method === 'POST' ? [false, true] : [false]) {
        const asked = { whose, state, by, filled };
        await saying(asked, expectAlike(seen, route, asked));
      }
    }
  }
}

/** Forms that anybody may send are slow to try: passwords are hashed, and guessing is slowed down. */
const tryingAnyone: readonly string[] = ['nobody here', 'nobody elsewhere', 'auditor', stranger];

/** Forms of these groups can end the session of whoever sends them, or their membership. */
const ofOneself: readonly string[] = [
  'signIn',
  'password',
  'account',
  'organisations',
  'people',
  'invitations',
];

/** Whoever may send a form is let in, whatever it says. */
export async function sendForms(seen: Seen, route: Route<Site>, by: WorldActor): Promise<void> {
  const whose = whoseOf(seen, by);
  const [group = ''] = route.action.split('.');
  const nobody = { kind: 'nobody', here: false } as const;
  if (mayDo(nobody, route.action) && !tryingAnyone.includes(by.name)) return;
  const analyst = seen.now(seen.world.actorNamed('spend-analyst'));
  for (const state of statesFor(route)) {
    if (!isAllowed(route, by, state)) continue;
    // What the other organisation has is not made anew, so one form is enough.
    for (const filled of whose === 'own' ? [false, true] : [false]) {
      const nameable =
        whose === 'own' ? await withNewRecords(seen.world, seen.nameable, { group, analyst }) : seen.nameable;
      const asked = { whose, state, by: seen.now(by), filled };
      const sent = await saying(asked, ask({ ...seen, nameable }, route, asked));
      if (ofOneself.includes(group)) await seen.heal(by);
      if (sent !== null) await saying(asked, (async () => expectLetIn(route, sent, seen.nothing))());
    }
  }
}
