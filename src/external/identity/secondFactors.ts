import { z } from 'zod';
import { accept, assert, type Decision } from '../../domain/values/index.ts';
import { answered, headersOf } from './answers.ts';
import type { Desk } from './parts.ts';
import { refusals } from './refusals.ts';
import { carryOver, forAsker, goesOn, withCookies } from './sessions.ts';
import { spend } from './spentCodes.ts';
import type { AskingHeaders, Identity, SecondFactorSecret, SetCookies } from './types.ts';

const enabledSchema = z.object({ totpURI: z.string() });
const codesSchema = z.object({ backupCodes: z.array(z.string()) });

function start(desk: Desk, asking: AskingHeaders, password: string): Promise<Decision<SecondFactorSecret>> {
  return forAsker(desk, asking, async ({ secondFactor }) => {
    if (secondFactor) return refusals.secondFactorOn;
    const answer = await answered(
      desk.auth.api.enableTwoFactor({ body: { password }, headers: headersOf(asking), asResponse: true }),
    );
    if (!answer.ok) return refusals.password;
    const uri = enabledSchema.parse(answer.body).totpURI;
    const secret = new URL(uri).searchParams.get('secret');
    assert(secret !== null, 'the address of a second factor holds its secret');
    return accept({ uri, secret });
  });
}

function confirm(
  desk: Desk,
  asking: AskingHeaders,
  typed: string,
): ReturnType<Identity['confirmSecondFactor']> {
  const code = typed.replaceAll(/\s/g, '');
  return forAsker(desk, asking, async (who) => {
    const { works, auth } = desk;
    const { person, secondFactor } = who;
    if (secondFactor) return refusals.secondFactorOn;
    const headers = headersOf(asking);
    const answer = await answered(auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }));
    if (!answer.ok) {
      works.tell({ kind: 'second-factor-failed', person, session: who.session });
      return answer.code === 'INVALID_CODE' ? refusals.code : refusals.secondFactorOff;
    }
    await spend(works, person, code);
    await carryOver(desk, who);
    goesOn(desk);
    works.tell({ kind: 'second-factor-on', person, session: null });
    const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: person } });
    return accept({ recoveryCodes: backupCodes, setCookies: answer.setCookies });
  });
}

function stop(desk: Desk, asking: AskingHeaders, password: string): Promise<Decision<SetCookies>> {
  return forAsker(desk, asking, async (who) => {
    if (!who.secondFactor) return refusals.secondFactorOff;
    const answer = await answered(
      desk.auth.api.disableTwoFactor({ body: { password }, headers: headersOf(asking), asResponse: true }),
    );
    if (!answer.ok) return refusals.password;
    await carryOver(desk, who);
    goesOn(desk);
    desk.works.tell({ kind: 'second-factor-off', person: who.person, session: null });
    return withCookies(answer);
  });
}

function renew(desk: Desk, asking: AskingHeaders, password: string): Promise<Decision<readonly string[]>> {
  return forAsker(desk, asking, async ({ person, session, secondFactor }) => {
    if (!secondFactor) return refusals.secondFactorOff;
    const answer = await answered(
      desk.auth.api.generateBackupCodes({ body: { password }, headers: headersOf(asking), asResponse: true }),
    );
    if (!answer.ok) return refusals.password;
    desk.works.tell({ kind: 'recovery-codes-renewed', person, session });
    return accept(codesSchema.parse(answer.body).backupCodes);
  });
}

type SecondFactors = Pick<
  Identity,
  'startSecondFactor' | 'confirmSecondFactor' | 'stopSecondFactor' | 'newRecoveryCodes'
>;

/** The second factor of somebody who has signed in: an app that shows codes, and recovery codes for when it is lost. */
export function secondFactorsAt(desk: Desk): SecondFactors {
  return {
    startSecondFactor: (headers, password) => start(desk, headers, password),
    confirmSecondFactor: (headers, code) => confirm(desk, headers, code),
    stopSecondFactor: (headers, password) => stop(desk, headers, password),
    newRecoveryCodes: (headers, password) => renew(desk, headers, password),
  };
}
