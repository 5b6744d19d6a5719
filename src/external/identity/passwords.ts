import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { PersonId } from '../../domain/organisations/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { answered, headersOf } from './answers.ts';
import { personIdOf } from './gate.ts';
import { type Desk, hasLength, plainEmail } from './parts.ts';
import { refusals } from './refusals.ts';
import { carryOver, forAsker, goesOn, withCookies } from './sessions.ts';
import type { AskingHeaders, Identity, NewPerson, SetCookies } from './types.ts';

const clashSchema = z.object({ code: z.literal('23505') });

/** Looking a person up and writing a link down takes less: whether anybody was found does not show in the time. */
const resetMilliseconds = 250;

async function personWithEmail({ works }: Desk, email: string): Promise<PersonId | null> {
  const row = await works.db
    .selectFrom('people')
    .select('id')
    .where('email', '=', plainEmail(email))
    .executeTakeFirst();
  return row?.id ?? null;
}

async function create(desk: Desk, given: NewPerson, hash: string | null): Promise<Decision<PersonId>> {
  const { internalAdapter } = await desk.auth.$context;
  const { name, emailProven: emailVerified, demo } = given;
  const email = plainEmail(given.email);
  const made = await internalAdapter.createUser(
    { email, name, emailVerified, demo },
    { method: 'invitation' },
  );
  if (!made) return refusals.demoOnly;
  if (hash !== null) {
    await internalAdapter.linkAccount({
      ...{ userId: made.id, accountId: made.id },
      ...{ providerId: 'credential', password: hash },
    });
  }
  return accept(personIdOf(made.id));
}

async function createPerson(desk: Desk, given: NewPerson): Promise<Decision<PersonId>> {
  if (given.password !== null && !hasLength(given.password)) return refusals.passwordLength;
  if (await personWithEmail(desk, given.email)) return refusals.emailTaken;
  const { password } = await desk.auth.$context;
  const hash = given.password === null ? null : await password.hash(given.password);
  try {
    return await desk.works.during('together', () => create(desk, given, hash));
  } catch (error) {
    if (clashSchema.safeParse(error).success) return refusals.emailTaken;
    throw error;
  }
}

async function setPassword(desk: Desk, person: PersonId, next: string): Promise<Decision<null>> {
  if (!hasLength(next)) return refusals.passwordLength;
  const { internalAdapter, password } = await desk.auth.$context;
  const hash = await password.hash(next);
  return desk.works.during('together', async () => {
    if (!(await internalAdapter.findUserById(person))) return refusals.nobody;
    const account = await internalAdapter.findCredentialAccount(person);
    const credential = { userId: person, accountId: person, providerId: 'credential', password: hash };
    if (account) await internalAdapter.updatePassword(person, hash);
    else await internalAdapter.linkAccount(credential);
    await internalAdapter.deleteUserSessions(person);
    desk.works.tell({ kind: 'password-changed', person, session: null });
    return accept(null);
  });
}

function changePassword(
  desk: Desk,
  asking: AskingHeaders,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Decision<SetCookies>> {
  return forAsker(desk, asking, async (who) => {
    if (!hasLength(next)) return refusals.passwordLength;
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
    const answer = await answered(
      desk.auth.api.changePassword({ body, headers: headersOf(asking), asResponse: true }),
    );
    if (!answer.ok) return refusals.password;
    await carryOver(desk, who);
    goesOn(desk);
    desk.works.tell({ kind: 'password-changed', person: who.person, session: null });
    return withCookies(answer);
  });
}

async function requestReset(desk: Desk, email: string): Promise<void> {
  const body = { email: plainEmail(email) };
  if (desk.settings.mode === 'demo') return;
  const asking = desk.works.during('usual', () =>
    answered(desk.auth.api.requestPasswordReset({ body, asResponse: true })),
  );
  await Promise.all([asking, pause(resetMilliseconds)]);
}

async function resetPassword(desk: Desk, token: string, next: string): Promise<Decision<PersonId>> {
  if (!hasLength(next)) return refusals.passwordLength;
  return desk.works.during('usual', async () => {
    const body = { token, newPassword: next };
    const answer = await answered(desk.auth.api.resetPassword({ body, asResponse: true }));
    const person = desk.works.subject();
    return answer.ok && person ? accept(person) : refusals.resetLink;
  });
}

type Passwords = Pick<
  Identity,
  | 'createPerson'
  | 'personWithEmail'
  | 'setPassword'
  | 'changePassword'
  | 'requestPasswordReset'
  | 'resetPassword'
>;

/** People and their passwords. */
export function passwordsAt(desk: Desk): Passwords {
  return {
    createPerson: (given) => createPerson(desk, given),
    personWithEmail: (email) => personWithEmail(desk, email),
    setPassword: (person, password) => setPassword(desk, person, password),
    changePassword: (headers, passwords) => changePassword(desk, headers, passwords),
    requestPasswordReset: (email) => requestReset(desk, email),
    resetPassword: (token, password) => resetPassword(desk, token, password),
  };
}
