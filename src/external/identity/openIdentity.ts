import { assert } from '../../domain/values/index.ts';
import { authOver } from './auth.ts';
import { passwordsAt } from './passwords.ts';
import { providerTripsAt } from './providerTrips.ts';
import { secondFactorsAt } from './secondFactors.ts';
import { sessionsAt } from './sessions.ts';
import { type IdentityParts, type IdentitySettings, passwordResetPath } from './settings.ts';
import { signingInAt } from './signingIn.ts';
import type { Identity, IdentityMail } from './types.ts';
import { worksOver } from './work.ts';

function checkSettings({ secret, baseUrl, secureCookies, providers, mode }: IdentitySettings): void {
  assert(secret.length >= 32, 'the secret has at least 32 characters');
  const https = new URL(baseUrl).protocol === 'https:';
  assert(https || !secureCookies, 'secure cookies need a site on HTTPS');
  const ids = providers.map(({ id }) => id);
  assert(
    ids.every((id) => /^[a-z0-9-]{1,40}$/.test(id) && id !== 'credential'),
    'providers have ids of small letters, digits and hyphens',
  );
  assert(new Set(ids).size === ids.length, 'no two providers have the same id');
  assert(mode === 'real' || ids.length === 0, 'a demonstration has no providers');
}

/** Sends messages without keeping anybody waiting, and knows which are still on their way. */
function outgoing(send: (mail: IdentityMail) => Promise<void>, onTrouble: (message: string) => void) {
  const going = new Set<Promise<void>>();
  return {
    send: (mail: IdentityMail) => {
      const one = send(mail)
        .catch(() => onTrouble(`A message of the kind ${mail.kind} could not be sent.`))
        .finally(() => going.delete(one));
      going.add(one);
    },
    settled: async () => {
      await Promise.all(going);
    },
  };
}

/**
 * Opens sign-in over a store. Everything a call does happens as a whole or not at all, and `onEvent` has been told of
 * it, and has kept it, before the call answers.
 */
export function openIdentity<T>(parts: IdentityParts<T>): Identity {
  checkSettings(parts);
  const { onTrouble = () => {} } = parts;
  const works = worksOver(parts);
  const mails = outgoing(parts.sendMail, onTrouble);
  const sendResetLink = (to: IdentityMail['to'], token: string) => {
    const url = new URL(passwordResetPath, parts.baseUrl);
    url.searchParams.set('token', token);
    const { email, name } = to;
    works.afterwards(() => mails.send({ to: { email, name }, kind: 'password-reset', url: url.href }));
  };
  const authParts = { works, settings: parts, sendResetLink, onTrouble };
  const desk = { works, settings: parts, auth: authOver(authParts, []) };
  return {
    ...signingInAt(desk),
    ...passwordsAt(desk),
    ...secondFactorsAt(desk),
    ...sessionsAt(desk),
    ...providerTripsAt(desk, (provider) => authOver(authParts, [provider])),
    settled: mails.settled,
  };
}
