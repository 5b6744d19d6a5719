import { timingSafeEqual } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ChainHead } from '../../domain/organisations/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { AuditReport } from '../audit/parts.ts';
import type { StoreReport } from './report.ts';

/** What a command asks of the process that holds the store. `hello` only shows that it answers. */
export const errandNames = ['hello', 'doctor', 'backup', 'heads', 'verify'] as const;

export interface ErrandParts {
  /** As `store.json` has it, which only the same user can read. */
  readonly secret: string;
  readonly doctor: () => Promise<StoreReport>;
  readonly backUp: (asked: { readonly shareable: boolean }) => Promise<Readable>;
  readonly heads: () => Promise<readonly ChainHead[]>;
  /** Verifies the audit chains; refused where the anchors cannot be read. */
  readonly verify: (asked: {
    readonly anchor: string | null;
    readonly records: boolean;
  }) => Promise<Decision<AuditReport>>;
}

/** Compares in a time that does not depend on where the two differ. */
function isSecret(secret: string, shown: string): boolean {
  const [ours, theirs] = [Buffer.from(secret), Buffer.from(shown)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Answers errands; null for a name it does not know and for whoever does not show the secret. */
export function storeErrands({ secret, doctor, backUp, heads, verify }: ErrandParts) {
  return async (name: string, shown: string, query: URLSearchParams): Promise<Readable | string | null> => {
    if (secret.length < 32 || !isSecret(secret, shown)) return null;
    if (name === 'hello') return 'Sevenbox';
    if (name === 'doctor') return JSON.stringify(await doctor());
    if (name === 'heads') return JSON.stringify(await heads());
    if (name === 'verify') {
      const asked = { anchor: query.get('anchor'), records: query.get('records') !== 'no' };
      return JSON.stringify(await verify(asked));
    }
    return name === 'backup' ? backUp({ shareable: query.get('shareable') === 'yes' }) : null;
  };
}
