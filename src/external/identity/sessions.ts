import { type OrganisationId, type PersonId, parseOrganisationId } from '../../domain/organisations/index.ts';
import { accept, type Decision, instantAt } from '../../domain/values/index.ts';
import { answered, headersOf } from './answers.ts';
import { personIdOf } from './gate.ts';
import type { Desk } from './parts.ts';
import { refusals } from './refusals.ts';
import type { AskingHeaders, Identity, SessionFacts, WhoAsks } from './types.ts';

function oldestStart({ absoluteHours = 12 }: Desk['settings']): Date {
  return new Date(Date.now() - absoluteHours * 3_600_000);
}

/** Who asks, within a piece of work. Ends a session that is too old, or of somebody who does not belong to this store. */
export async function asker(desk: Desk, asking: AskingHeaders): Promise<WhoAsks | null> {
  const { auth, settings } = desk;
  const { response, headers } = await auth.api.getSession({
    headers: headersOf(asking),
    returnHeaders: true,
  });
  if (!response) return null;
  const { user, session } = response;
  const foreign = user.demo !== (settings.mode === 'demo');
  if (foreign || session.createdAt <= oldestStart(settings)) {
    await (await auth.$context).internalAdapter.deleteSession(session.token);
    return null;
  }
  return {
    person: personIdOf(user.id),
    name: user.name,
    email: user.email,
    session: session.id,
    organisation: parseOrganisationId(session.organisation ?? '') ?? null,
    secondFactor: user.twoFactorEnabled === true,
    signedInAt: instantAt(session.createdAt.getTime()),
    setCookies: headers.getSetCookie(),
  };
}

/** Does something for somebody who has signed in, as one piece of work. */
export function forAsker<R>(
  desk: Desk,
  asking: AskingHeaders,
  deed: (who: WhoAsks) => Promise<Decision<R>>,
): Promise<Decision<R>> {
  return desk.works.during('usual', async () => {
    const who = await asker(desk, asking);
    return who ? deed(who) : refusals.signedOut;
  });
}

async function sessionsOf({ works, settings }: Desk, person: PersonId): Promise<readonly SessionFacts[]> {
  const rows = await works.db
    .selectFrom('sessions')
    .select(['id', 'organisation', 'created_at', 'updated_at'])
    .where('person', '=', person)
    .where('expires_at', '>', new Date())
    .where('created_at', '>', oldestStart(settings))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, organisation, created_at, updated_at }) => ({
    session: id,
    organisation,
    signedInAt: instantAt(created_at.getTime()),
    usedAt: instantAt(updated_at.getTime()),
  }));
}

async function endSession({ works, auth }: Desk, person: PersonId, session: string): Promise<boolean> {
  const { internalAdapter } = await auth.$context;
  return works.during('together', async () => {
    const row = await works.db
      .selectFrom('sessions')
      .select('token')
      .where('id', '=', session)
      .where('person', '=', person)
      .executeTakeFirst();
    if (row) await internalAdapter.deleteSession(row.token);
    return row !== undefined;
  });
}

async function choose({ works }: Desk, session: string, organisation: OrganisationId | null): Promise<void> {
  await works.during('usual', () =>
    works.db.updateTable('sessions').set({ organisation }).where('id', '=', session).execute(),
  );
}

function sweep({ works, settings }: Desk): Promise<number> {
  return works.during('together', async () => {
    const now = new Date();
    const over = await works.db
      .deleteFrom('sessions')
      .where((row) => row.or([row('expires_at', '<', now), row('created_at', '<=', oldestStart(settings))]))
      .returning(['id', 'person'])
      .execute();
    for (const { id, person } of over) works.tell({ kind: 'session-ended', person, session: id });
    await works.db.deleteFrom('verifications').where('expires_at', '<', now).execute();
    return over.length;
  });
}

type Sessions = Pick<
  Identity,
  'whoAsks' | 'signOut' | 'sessionsOf' | 'endSession' | 'endSessionsOf' | 'chooseOrganisation' | 'sweep'
>;

/** Sessions: who has one, and how they end. */
export function sessionsAt(desk: Desk): Sessions {
  const { works, auth } = desk;
  return {
    whoAsks: (headers) => works.during('together', () => asker(desk, headers)),
    signOut: async (headers) => {
      const done = works.during('together', () =>
        answered(auth.api.signOut({ headers: headersOf(headers), asResponse: true })),
      );
      return (await done).setCookies;
    },
    sessionsOf: (person) => sessionsOf(desk, person),
    endSession: (person, session) => endSession(desk, person, session),
    endSessionsOf: async (person) => {
      const { internalAdapter } = await auth.$context;
      await works.during('together', () => internalAdapter.deleteUserSessions(person));
    },
    chooseOrganisation: (session, organisation) => choose(desk, session, organisation),
    sweep: () => sweep(desk),
  };
}

/** Lets a session that replaces another go on in the same organisation. */
export async function carryOver({ works }: Desk, { person, session, organisation }: WhoAsks): Promise<void> {
  if (organisation === null) return;
  await works.db
    .updateTable('sessions')
    .set({ organisation })
    .where('person', '=', person)
    .where('id', '!=', session)
    .where('organisation', 'is', null)
    .execute();
}

/** Takes back that a session began: it goes on under another name, which nobody needs to be told of. */
export function goesOn({ works }: Desk): void {
  works.untell(({ kind }) => kind === 'signed-in');
}

/** The cookies of an answer, as what a change for somebody who has signed in hands on. */
export const withCookies = ({ setCookies }: { readonly setCookies: readonly string[] }) => accept(setCookies);
