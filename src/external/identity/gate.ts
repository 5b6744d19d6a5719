import { type PersonId, parsePersonId } from '../../domain/organisations/index.ts';
import { assert } from '../../domain/values/index.ts';
import type { IdentitySettings } from './settings.ts';
import type { Works } from './work.ts';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly demo?: unknown;
}

interface SessionRow {
  readonly id: string;
  readonly userId: string;
}

interface AccountRow {
  readonly userId: string;
  readonly providerId: string;
}

/** The identifier of a person as the library has it, which had it from us. */
export function personIdOf(text: string): PersonId {
  const person = parsePersonId(text);
  assert(person !== undefined, `${text} is the identifier of a person`);
  return person;
}

/** What a provider knows and nobody here needs is not kept: pictures, and tokens that open other systems. */
const nothingOfProviders = {
  accessToken: undefined,
  refreshToken: undefined,
  idToken: undefined,
  accessTokenExpiresAt: undefined,
  refreshTokenExpiresAt: undefined,
  scope: undefined,
};

function people(works: Works, mode: IdentitySettings['mode']) {
  return {
    create: {
      before: async (person: PersonRow, asked: { readonly path?: string } | null) => {
        const byProvider = asked?.path?.startsWith('/callback') === true;
        if (byProvider && !person.emailVerified) return false;
        if ((person.demo === true) !== (mode === 'demo')) return false;
        return { data: { name: person.name || person.email, image: undefined } };
      },
      after: async ({ id }: PersonRow) =>
        works.tell({ kind: 'person-created', person: personIdOf(id), session: null }),
    },
  };
}

function accounts(works: Works) {
  return {
    create: {
      before: async () => ({ data: nothingOfProviders }),
      after: async ({ userId, providerId }: AccountRow) => {
        if (providerId === 'credential') return;
        works.tell({ kind: 'account-linked', person: personIdOf(userId), session: null });
      },
    },
    update: { before: async () => ({ data: nothingOfProviders }) },
  };
}

async function mayHaveSession(works: Works, mode: IdentitySettings['mode'], id: string): Promise<boolean> {
  const person = await works.db
    .selectFrom('people')
    .select('demo')
    .where('id', '=', personIdOf(id))
    .executeTakeFirst();
  return person !== undefined && person.demo === (mode === 'demo');
}

/** A session that ends in the piece of work that began it never was: a second factor was still due. */
function sessionEnded(works: Works, { id, userId }: SessionRow): void {
  const person = personIdOf(userId);
  const begun = works.untell(({ kind, session }) => kind === 'signed-in' && session === id);
  if (begun) works.noteSubject(null);
  else works.tell({ kind: 'session-ended', person, session: id });
}

function sessions(works: Works, mode: IdentitySettings['mode']) {
  return {
    create: {
      before: async (session: SessionRow) => {
        if (!(await mayHaveSession(works, mode, session.userId))) return false;
        return { data: { ipAddress: undefined, userAgent: undefined } };
      },
      after: async ({ id, userId }: SessionRow) => {
        works.noteSubject(personIdOf(userId));
        works.tell({ kind: 'signed-in', person: personIdOf(userId), session: id });
      },
    },
    delete: { after: async (session: SessionRow) => sessionEnded(works, session) },
  };
}

/**
 * What stands before every change the library makes, and tells of it afterwards. People of a demonstration and of a
 * real store are kept apart here, whichever way they come.
 */
export function gateAndNews(works: Works, mode: IdentitySettings['mode']) {
  return {
    gate: { user: people(works, mode), account: accounts(works), session: sessions(works, mode) },
    onPasswordReset: async ({ user }: { readonly user: { readonly id: string } }) => {
      const person = personIdOf(user.id);
      // Who followed the link has shown to receive mail at the address.
      await works.db.updateTable('people').set({ email_verified: true }).where('id', '=', person).execute();
      works.noteSubject(person);
      works.tell({ kind: 'password-reset', person, session: null });
    },
  };
}
