import { APIError, createAuthEndpoint, createAuthMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { personIdOf } from './gate.ts';
import type { Works } from './work.ts';

const proofPaths = ['/two-factor/verify-totp', '/two-factor/verify-backup-code'];

/** Finds out whose second factor is due, so that a wrong code can be told of. */
function beforeProof(works: Works) {
  return createAuthMiddleware(async (context) => {
    const { name } = context.context.createAuthCookie('two_factor');
    const due = await context.getSignedCookie(name, context.context.secret);
    const trip = due ? await context.context.internalAdapter.findVerificationValue(due) : null;
    if (trip) works.noteSubject(personIdOf(trip.value));
  });
}

/** What we add to the library: whose code it is, and sign-in as a given person, which only a program can ask for. */
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
