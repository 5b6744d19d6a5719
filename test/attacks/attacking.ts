import type { LightMyRequestResponse } from 'fastify';
import { type BareWorld, here, type Sent, type WorldActor } from '../support/accessWorld.ts';
import { testPassword } from '../support/identity.ts';

/** Somebody without a session, from an internet address. */
export function unknownFrom(address: string, cookie: string | null = null): WorldActor {
  return {
    name: 'somebody',
    actor: { kind: 'nobody', here: address === here },
    cookie,
    from: address,
    email: null,
  };
}

/** The same person at another browser, or with another cookie. */
export function withCookie(by: WorldActor, cookie: string): WorldActor {
  return { ...by, cookie };
}

type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

function isPairs(fields: Fields): fields is Exclude<Fields, Readonly<Record<string, string>>> {
  return Array.isArray(fields);
}

function encoded(fields: Fields): string {
  const form = new URLSearchParams();
  for (const [name, value] of isPairs(fields) ? fields : Object.entries(fields)) form.append(name, value);
  return form.toString();
}

/** Sends a form as a page of ours does. */
export async function post(
  { send }: Pick<BareWorld, 'send'>,
  [by, url]: readonly [WorldActor, string],
  fields: Fields,
  headers: Sent['headers'] = {},
): Promise<LightMyRequestResponse> {
  return (await send({ method: 'POST', url, by, payload: encoded(fields), headers })).answer;
}

/** Asks for a page. */
export async function get(
  { send }: Pick<BareWorld, 'send'>,
  [by, url]: readonly [WorldActor, string],
  headers: Sent['headers'] = {},
): Promise<LightMyRequestResponse> {
  return (await send({ method: 'GET', url, by, headers })).answer;
}

/** What a browser sends back of the cookies of an answer. */
export function cookieOf({ headers }: LightMyRequestResponse): string {
  return [headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
}

/** Signs in with a password, at a browser that may hold cookies already. */
export function signInAt(
  world: BareWorld,
  by: WorldActor,
  email: string,
  more: Readonly<Record<string, string>> = {},
) {
  return post(world, [by, '/sign-in'], { email, password: testPassword, ...more });
}

/** Whether a cookie opens the page on one's own account. */
export async function opens(world: BareWorld, cookie: string): Promise<boolean> {
  return (await get(world, [unknownFrom('203.0.113.200', cookie), '/account'])).statusCode === 200;
}

export function personOfActor({ actor }: WorldActor) {
  if (actor.kind !== 'person') throw new Error('Nobody is signed in.');
  return actor.person;
}
