import type { Auth } from './auth.ts';
import type { IdentitySettings } from './settings.ts';
import type { Works } from './work.ts';

/** What every way of signing in works with. */
export interface Desk {
  readonly works: Works;
  readonly auth: Auth;
  readonly settings: IdentitySettings;
}

const limits = { shortest: 12, longest: 128 };

/** Whether a password has a length that can be kept. Whether it is a good one is decided elsewhere. */
export function hasLength(password: string): boolean {
  return password.length >= limits.shortest && password.length <= limits.longest;
}

/** The address as it is kept and looked up. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}
