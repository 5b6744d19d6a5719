import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readProviders } from '../config.ts';
import { passwordResetMessage } from '../domain/organisations/index.ts';
import { accept, type Decision, instantAt } from '../domain/values/index.ts';
import { openMailer } from '../external/email/openMailer.ts';
import type { Mailer } from '../external/email/types.ts';
import { openIdentity } from '../external/identity/openIdentity.ts';
import type { Identity, IdentityEvent } from '../external/identity/types.ts';
import { newId } from '../external/newId.ts';
import { appendEntry } from '../records/audit.ts';
import type { Store } from '../records/types.ts';
import { publicAddress } from './place.ts';
import { talk } from './product.ts';

/** The key that cookies are signed and second factors sealed with: the setting, or a file that only this user reads. */
export function secretOf({ secret, home }: Pick<Config, 'secret' | 'home'>): string {
  if (secret !== null) return secret;
  const path = join(home, 'secret.key');
  const own = `${path}.${process.pid}`;
  writeFileSync(own, randomBytes(32).toString('hex'), { mode: 0o600 });
  try {
    linkSync(own, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

/** Refuses to start when others could reach the site and a setting is not fit for that, or a file of settings is wrong. */
function providersOf({ providersFile }: Pick<Config, 'providersFile'>) {
  if (providersFile === null) return accept([]);
  const read = readProviders(readFileSync(providersFile, 'utf8'));
  return read.ok ? accept(read.value) : read;
}

/** Emails, through a mail server or into a folder of the home folder. */
export function mailerOf({ smtpUrl, mailFrom, home }: Config): Decision<Mailer> {
  return openMailer({ smtpUrl, mailFrom, outbox: join(home, 'outbox') });
}

/** Enters how people sign in, in the chain of the system, within the transaction that did it. */
async function enterEvent(
  { kind, person }: IdentityEvent,
  within: Parameters<typeof appendEntry>[0],
): Promise<void> {
  const refused = kind === 'sign-in-refused' || kind === 'second-factor-failed';
  await appendEntry(within, {
    ...{ chain: 'system', at: instantAt(Date.now()), person, organisation: null },
    actor: person === null ? 'nobody' : 'person',
    ...{ action: `identity.${kind}`, request: newId('idn'), subjects: [] },
    ...{ outcome: refused ? 'refused' : 'done', reason: refused ? kind : null },
  });
}

/** Who people are and how they sign in, over an open store; refused in words where a setting does not fit. */
export function identityOver(
  config: Config,
  store: Store,
  mode: 'real' | 'demo',
): Decision<{ readonly identity: Identity; readonly mailer: Mailer }> {
  const [mailer, providers] = [mailerOf(config), providersOf(config)];
  if (!mailer.ok) return mailer;
  if (!providers.ok) return providers;
  const baseUrl = publicAddress(config);
  const identity = openIdentity({
    db: store.identity,
    secret: secretOf(config),
    ...{ baseUrl, secureCookies: baseUrl.startsWith('https:'), mode },
    providers: mode === 'demo' ? [] : providers.value,
    idleMinutes: config.sessionIdleMinutes,
    absoluteHours: config.sessionHours,
    onEvent: enterEvent,
    sendMail: async ({ to, url }) => {
      const sent = await mailer.value.send({
        to: to.email,
        ...passwordResetMessage({ href: url, minutes: 60 }),
      });
      if (!sent.ok)
        talk(`An email could not be sent: ${sent.refusals.map(({ sentence }) => sentence).join(' ')}\n`);
    },
    onTrouble: (message) => talk(`${message}\n`),
  });
  return accept({ identity, mailer: mailer.value });
}
