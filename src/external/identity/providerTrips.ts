import { z } from 'zod';
import { accept, type Decision } from '../../domain/values/index.ts';
import { answered, headersOf } from './answers.ts';
import type { Auth } from './auth.ts';
import { ownPath } from './nextPage.ts';
import type { Desk } from './parts.ts';
import { refusals } from './refusals.ts';
import type { ProviderSettings } from './settings.ts';
import type { Identity, ProviderReturn, ProviderTrip } from './types.ts';

const startedSchema = z.object({ url: z.string() });

/** What the library says of a trip that failed, and what we say. */
const failures: Readonly<Record<string, Decision<never>>> = {
  state_mismatch: refusals.providerTrip,
  state_not_found: refusals.providerTrip,
  signup_disabled: refusals.notInvited,
  account_not_linked: refusals.notLinked,
  unable_to_create_user: refusals.notLinked,
};

interface Trips extends Desk {
  readonly authFor: (provider: string) => Auth | null;
}

async function start(
  { works, settings, authFor }: Trips,
  { provider, next, invited }: ProviderTrip,
): ReturnType<Identity['startProvider']> {
  const auth = authFor(provider);
  if (!auth) return refusals.providerUnknown;
  await auth.$context;
  const callbackURL = new URL(ownPath(next, settings.baseUrl), settings.baseUrl).href;
  const body = { provider, callbackURL, requestSignUp: invited, disableRedirect: true };
  return works.during('with-network', async () => {
    const answer = await answered(auth.api.signInSocial({ body, headers: new Headers(), asResponse: true }));
    if (!answer.ok) return refusals.providerSilent;
    return accept({ redirect: startedSchema.parse(answer.body).url, setCookies: answer.setCookies });
  });
}

function refusalFor(location: string | null, baseUrl: string): Decision<never> {
  const code = location === null ? null : new URL(location, baseUrl).searchParams.get('error');
  return failures[code ?? ''] ?? refusals.providerFailed;
}

async function finish(
  { works, settings, authFor }: Trips,
  { provider, query, headers }: ProviderReturn,
): ReturnType<Identity['finishProvider']> {
  const auth = authFor(provider);
  if (!auth) return refusals.providerUnknown;
  await auth.$context;
  const request = { params: { id: provider }, query, headers: headersOf(headers), method: 'GET' as const };
  return works.during('with-network', async () => {
    const answer = await answered(auth.api.callbackOAuth({ ...request, asResponse: true }));
    const person = works.subject();
    if (person) {
      const next = ownPath(answer.location ?? '/', settings.baseUrl);
      return accept({ person, next, setCookies: answer.setCookies });
    }
    works.tell({ kind: 'sign-in-refused', person: null, session: null });
    return refusalFor(answer.location, settings.baseUrl);
  });
}

/** A copy of the library for each provider, made when somebody first wants to go there. */
function authPerProvider(
  providers: readonly ProviderSettings[],
  make: (provider: ProviderSettings) => Auth,
): (id: string) => Auth | null {
  const made = new Map<string, Auth>();
  return (id) => {
    const provider = providers.find((one) => one.id === id);
    if (!provider) return null;
    const auth = made.get(id) ?? make(provider);
    made.set(id, auth);
    return auth;
  };
}

/** Signing in by way of another system that knows the person. */
export function providerTripsAt(
  desk: Desk,
  make: (provider: ProviderSettings) => Auth,
): Pick<Identity, 'providers' | 'startProvider' | 'finishProvider'> {
  const { providers } = desk.settings;
  const trips = { ...desk, authFor: authPerProvider(providers, make) };
  return {
    providers: () => providers.map(({ id, name }) => ({ id, name })),
    startProvider: (trip) => start(trips, trip),
    finishProvider: (back) => finish(trips, back),
  };
}
