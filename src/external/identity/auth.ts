import { betterAuth } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { newId } from '../newId.ts';
import { gateAndNews } from './gate.ts';
import { signInOnes } from './ownEndpoints.ts';
import type { IdentitySettings, ProviderSettings } from './settings.ts';
import type { Works } from './work.ts';

export interface AuthParts {
  readonly works: Works;
  readonly settings: IdentitySettings;
  readonly sendResetLink: (to: { readonly email: string; readonly name: string }, token: string) => void;
  readonly onTrouble: (message: string) => void;
}

const moments = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;
const prefixes: Readonly<Record<string, string>> = { user: 'per', session: 'ses', account: 'acc' };

/** The tables of ours that the library works on, and the names of its fields in them. */
const tables = {
  user: {
    modelName: 'people',
    fields: { ...moments, emailVerified: 'email_verified' },
    additionalFields: { demo: { type: 'boolean', required: false, defaultValue: false, input: false } },
  },
  account: {
    modelName: 'accounts',
    fields: {
      ...moments,
      userId: 'person',
      providerId: 'provider',
      accountId: 'subject',
      password: 'password_hash',
    },
    updateAccountOnSignIn: false,
  },
  verification: {
    modelName: 'verifications',
    fields: { ...moments, expiresAt: 'expires_at' },
    storeIdentifier: 'hashed',
  },
} as const;

const secondFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'second_factors',
    fields: {
      userId: 'person',
      backupCodes: 'recovery_codes',
      failedVerificationCount: 'failures',
      lockedUntil: 'locked_until',
    },
  },
} as const;

function sessions({ idleMinutes = 60 }: IdentitySettings) {
  const idleSeconds = idleMinutes * 60;
  return {
    modelName: 'sessions',
    fields: { ...moments, userId: 'person', expiresAt: 'expires_at' },
    additionalFields: { organisation: { type: 'string', required: false, input: false } },
    expiresIn: idleSeconds,
    updateAge: Math.min(60, Math.floor(idleSeconds / 10)),
    cookieCache: { enabled: false },
  } as const;
}

/** Without `__Host-`, another site of the same domain could plant a session; browsers allow the name on HTTPS only. */
function cookies({ secureCookies, mode }: IdentitySettings) {
  const name = mode === 'demo' ? 'sevenbox-demo' : 'sevenbox';
  return {
    useSecureCookies: false,
    cookiePrefix: secureCookies ? `__Host-${name}` : name,
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies },
  } as const;
}

function providerOf({ id, scopes, emailsProven, ...provider }: ProviderSettings) {
  return {
    ...provider,
    providerId: id,
    scopes: [...(scopes ?? ['openid', 'profile', 'email'])],
    pkce: true,
    requireIdTokenVerification: true,
    disableImplicitSignUp: true,
    disableProviderLogout: true,
    ...(emailsProven === true ? { mapProfileToUser: () => ({ emailVerified: true }) } : {}),
  };
}

/**
 * The library for sign-in, set up for our tables and rules. It is called from here only: none of its own addresses is
 * served. Each provider has a copy of its own, so that one that is out of reach keeps nobody else waiting.
 */
export function authOver(parts: AuthParts, providers: readonly ProviderSettings[]) {
  const { works, settings, onTrouble } = parts;
  const { gate, onPasswordReset } = gateAndNews(works, settings.mode);
  return betterAuth({
    appName: 'Sevenbox',
    baseURL: settings.baseUrl,
    basePath: '/sign-in',
    secrets: [{ version: 1, value: settings.secret }],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onTrouble(message) },
    database: { db: works.db, type: 'postgres', transaction: false },
    ...tables,
    session: sessions(settings),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: async ({ user, token }) => parts.sendResetLink(user, token),
      onPasswordReset,
    },
    databaseHooks: gate,
    advanced: {
      ...cookies(settings),
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }) => newId(prefixes[model] ?? 'sig'),
        validateSchema: false,
      },
    },
    plugins: [
      twoFactor({ issuer: 'Sevenbox', schema: secondFactorTables }),
      genericOAuth({ config: providers.map(providerOf) }),
      signInOnes(works),
    ],
  });
}

export type Auth = ReturnType<typeof authOver>;
