import { APIError, createAuthEndpoint, createAuthMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { personIdOf } from './gate.ts';
import { isSpent } from './spentCodes.ts';
import type { Works } from './work.ts';

const proofPaths = ['/two-factor/verify-totp', '/two-factor/verify-backup-code'];
const proofSchema = z.object({ code: z.string() });

/** Finds out whose second factor is due, and refuses a code that has been used, before it costs an attempt. */
function beforeProof(works: Works) {
  return createAuthMiddleware(async (context) => {
    const { name } = context.context.createAuthCookie('two_factor');
    const due = await context.getSignedCookie(name, context.context.secret);
    if (!due) return;
    const trip = await context.context.internalAdapter.findVerificationValue(due);
    const proof = proofSchema.safeParse(context.body);
    if (!trip || !proof.success) return;
    const person = personIdOf(trip.value);
    works.noteSubject(person);
    if (await isSpent(works, person, proof.data.code)) {
      throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'The code was used before.' });
    }
  });
}

/** What we add to the library: codes that count once, and sign-in as a given person, which only a program can ask for. */
export function signInOnes(works: Works) {
  return {
    id: 'sevenbox',
    hooks: {
      before: [
        {
          matcher: ({ path }: { readonly path?: string | undefined }) => proofPaths.includes(path ?? ''),
          handler: beforeProof(works),
        },
      ],
    },
    endpoints: {
      signInAs: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ person: z.string() }) },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.person);
          const session = user ? await internalAdapter.createSession(user.id) : null;
          if (!user || !session) throw new APIError('UNAUTHORIZED');
          await setSessionCookie(context, { session, user });
          return { status: true };
        },
      ),
    },
  };
}
