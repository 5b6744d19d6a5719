import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { ProviderSettings } from '../../src/external/identity/settings.ts';

/** Somebody the provider knows. */
export interface ProvidedPerson {
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
}

/** An OpenID provider on this computer, such as a council's directory. */
export interface TestProvider {
  /** How Sevenbox is registered there. */
  readonly settings: ProviderSettings;
  /** Whoever signs in from now on is this person; null cancels every sign-in. */
  readonly be: (person: ProvidedPerson | null) => void;
  /** What browsers were sent to the provider with, in order. */
  readonly asked: readonly URLSearchParams[];
  /** Does what a browser does from the address it was sent to; answers the address the provider sends it back to. */
  readonly visit: (address: string) => Promise<URL>;
  readonly stop: () => Promise<void>;
}

const client = { id: 'sevenbox', secret: 'a secret that is only for tests' };

function keys() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] };
}

/** Claims are in the ID token or asked for afterwards: providers differ, and both must do. */
function providerAt(issuer: string, back: string, known: Map<string, ProvidedPerson>): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [back] }],
    jwks: keys(),
    cookies: { keys: ['a key that is only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => {
      const person = known.get(subject);
      if (!person) return undefined;
      const { email, emailVerified, name } = person;
      return {
        accountId: subject,
        claims: async () => ({ sub: subject, email, email_verified: emailVerified, name }),
      };
    },
  });
}

async function consentTo(provider: Provider, subject: string): Promise<string> {
  const grant = new provider.Grant({ accountId: subject, clientId: client.id });
  grant.addOIDCScope('openid profile email');
  return grant.save();
}

/** Answers every question of the provider as the person would. */
async function interact(
  provider: Provider,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  person: ProvidedPerson | null,
): Promise<void> {
  if (!person) {
    return provider.interactionFinished(request, response, { error: 'access_denied' });
  }
  const { subject } = person;
  await provider.interactionFinished(request, response, {
    login: { accountId: subject },
    consent: { grantId: await consentTo(provider, subject) },
  });
}

function visitOver(back: string) {
  return async (address: string): Promise<URL> => {
    const cookies = new Map<string, string>();
    let at = new URL(address);
    for (let hops = 0; hops < 10 && !at.href.startsWith(back); hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`${at.pathname} answered ${response.status}: ${await response.text()}`);
      at = new URL(location, at);
    }
    return at;
  };
}

/**
 * Starts a provider that sends people back to `${baseUrl}/sign-in/callback/${id}`. It asks nothing: whoever `be` named
 * is signed in and agrees to everything.
 */
export async function startOidcProvider({
  baseUrl,
  id = 'council',
}: {
  readonly baseUrl: string;
  readonly id?: string;
}): Promise<TestProvider> {
  const known = new Map<string, ProvidedPerson>();
  const asked: URLSearchParams[] = [];
  let person: ProvidedPerson | null = null;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const back = `${baseUrl}/sign-in/callback/${id}`;
  const provider = providerAt(issuer, back, known);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    if (pathname === '/auth') asked.push(searchParams);
    if (!pathname.startsWith('/interaction/')) return void answer(request, response);
    interact(provider, { request, response }, person).catch(() => response.writeHead(500).end());
  });
  return {
    settings: {
      ...{ id, name: 'Kirkvale Council directory', clientId: client.id, clientSecret: client.secret },
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    },
    be: (next) => {
      person = next;
      if (next) known.set(next.subject, next);
    },
    asked,
    visit: visitOver(back),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
