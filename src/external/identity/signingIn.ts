import { z } from 'zod';
import type { PersonId } from '../../domain/organisations/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { answered, unfinishedOnly } from './answers.ts';
import { personIdOf } from './gate.ts';
import { type Desk, plainEmail } from './parts.ts';
import { refusals } from './refusals.ts';
import { spend } from './spentCodes.ts';
import type { AskingHeaders, Identity, SecondFactorProof, SigningIn } from './types.ts';

const dueSchema = z.object({ twoFactorRedirect: z.literal(true) });
const signedInSchema = z.object({ user: z.object({ id: z.string() }) });

async function signIn(
  { works, auth }: Desk,
  given: { readonly email: string; readonly password: string },
): Promise<Decision<SigningIn>> {
  const email = plainEmail(given.email);
  const body = { email, password: given.password };
  const answer = await answered(auth.api.signInEmail({ body, headers: new Headers(), asResponse: true }));
  if (!answer.ok) {
    const known = await works.db
      .selectFrom('people')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    works.tell({ kind: 'sign-in-refused', person: known?.id ?? null, session: null });
    return refusals.signIn;
  }
  const { setCookies } = answer;
  if (dueSchema.safeParse(answer.body).success) return accept({ kind: 'second-factor-needed', setCookies });
  const person = personIdOf(signedInSchema.parse(answer.body).user.id);
  return accept({ kind: 'signed-in', person, setCookies });
}

/** The code was right and had been used before: what this piece of work did must not count. */
class SpentBefore extends Error {
  readonly person: PersonId;

  constructor(person: PersonId) {
    super('The code was used before.');
    this.person = person;
  }
}

function proofRefused(code: string, proof: SecondFactorProof): Decision<never> {
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return refusals.locked;
  if (code === 'INVALID_CODE') return refusals.code;
  return code === 'INVALID_BACKUP_CODE' && 'recoveryCode' in proof
    ? refusals.recoveryCode
    : refusals.unfinishedOver;
}

function asked({ auth }: Desk, headers: Headers, proof: SecondFactorProof): Promise<Response> {
  if ('recoveryCode' in proof) {
    const body = { code: proof.recoveryCode.trim() };
    return auth.api.verifyBackupCode({ body, headers, asResponse: true });
  }
  return auth.api.verifyTOTP({ body: { code: proof.code.replaceAll(/\s/g, '') }, headers, asResponse: true });
}

async function prove(
  desk: Desk,
  asking: AskingHeaders,
  proof: SecondFactorProof,
): Promise<Decision<SigningIn>> {
  const { works } = desk;
  const answer = await answered(asked(desk, unfinishedOnly(asking), proof));
  const person = works.subject();
  if (!answer.ok || !person) {
    works.tell({ kind: 'second-factor-failed', person, session: null });
    return proofRefused(answer.code, proof);
  }
  if ('recoveryCode' in proof) works.tell({ kind: 'recovery-code-used', person, session: null });
  else if (!(await spend(works, person, proof.code.replaceAll(/\s/g, '')))) throw new SpentBefore(person);
  return accept({ kind: 'signed-in', person, setCookies: answer.setCookies });
}

async function secondFactor(
  desk: Desk,
  headers: AskingHeaders,
  proof: SecondFactorProof,
): Promise<Decision<SigningIn>> {
  const { works } = desk;
  try {
    return await works.during('usual', () => prove(desk, headers, proof));
  } catch (error) {
    if (!(error instanceof SpentBefore)) throw error;
    await works.during('usual', async () =>
      works.tell({ kind: 'second-factor-failed', person: error.person, session: null }),
    );
    return refusals.code;
  }
}

async function signInDemo({ works, auth, settings }: Desk, person: string): Promise<Decision<SigningIn>> {
  if (settings.mode !== 'demo') return refusals.demoOnly;
  const answer = await answered(
    auth.api.signInAs({ body: { person }, headers: new Headers(), asResponse: true }),
  );
  const subject = works.subject();
  if (!answer.ok || !subject) return refusals.nobody;
  return accept({ kind: 'signed-in', person: subject, setCookies: answer.setCookies });
}

/** The ways to begin a session without another system. */
export function signingInAt(desk: Desk): Pick<Identity, 'signIn' | 'secondFactor' | 'signInDemo'> {
  const { works } = desk;
  return {
    signIn: (given) => works.during('usual', () => signIn(desk, given)),
    secondFactor: (headers, proof) => secondFactor(desk, headers, proof),
    signInDemo: (person) => works.during('together', () => signInDemo(desk, person)),
  };
}
