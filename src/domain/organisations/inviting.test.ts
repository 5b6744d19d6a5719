import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invitationAt, minute } from '../../../test/support/records.ts';
import { instantAt, millisecondsOf } from '../values/index.ts';
import {
  decideInvitation,
  decideRoles,
  invitationsToKnow,
  mostInvitationsInAnHour,
  mostOpenInvitations,
} from './inviting.ts';
import { type Invitation, invitationEnd } from './membership.ts';
import { roles } from './roles.ts';

const now = minute(5_000);
const said = { email: ' New.Person@Kirkvale.example ', roles: ['auditor', 'administrator'] };
const nobody = { members: [], invitations: [] };

const codes = (...given: Parameters<typeof decideInvitation>) => {
  const decided = decideInvitation(...given);
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

/** Invitations to different people, sent so many minutes before now. */
function sent(count: number, minutesAgo: number, changed: Partial<Invitation> = {}): readonly Invitation[] {
  const createdAt = instantAt(millisecondsOf(now) - minutesAgo * 60_000);
  return Array.from({ length: count }, (_, number) =>
    invitationAt(number, {
      ...{ email: `guest-${number}@kirkvale.example`, createdAt, expiresAt: invitationEnd(createdAt) },
      ...changed,
    }),
  );
}

describe('an invitation', () => {
  it('is to one plain address in small letters, with the roles in the order of the list', () => {
    expect(decideInvitation(said, nobody, now)).toEqual({
      ok: true,
      value: { email: 'new.person@kirkvale.example', roles: ['administrator', 'auditor'] },
    });
  });

  it.each([
    ['', ['invitation:email']],
    ['two@kirkvale.example, three@kirkvale.example', ['invitation:email']],
    ['a@kirkvale.example\r\nBcc: b@kirkvale.example', ['invitation:email']],
    ['"Ada" <ada@kirkvale.example>', ['invitation:email']],
  ])('to %j is refused', (email, expected) => {
    expect(codes({ ...said, email }, nobody, now)).toEqual(expected);
  });

  it('says every field that is wrong at once', () => {
    expect(codes({ email: 'x', roles: ['king'] }, nobody, now)).toEqual([
      'invitation:email',
      'invitation:roles',
    ]);
  });

  it('is refused for whoever belongs to the organisation already', () => {
    const members = [{ email: 'New.person@KIRKVALE.example' }];
    expect(codes(said, { ...nobody, members }, now)).toEqual(['invitation:email']);
  });

  it('is refused beyond what can be open, but one to the same address takes the place of the other', () => {
    const open = sent(mostOpenInvitations, 120);
    expect(codes(said, { ...nobody, invitations: open }, now)).toEqual(['invitations-open']);
    expect(
      codes({ ...said, email: 'guest-7@kirkvale.example' }, { ...nobody, invitations: open }, now),
    ).toEqual([]);
    const over = [...sent(mostOpenInvitations, 120, { state: 'withdrawn' }), ...sent(100, 8 * 24 * 60)];
    expect(codes(said, { ...nobody, invitations: over }, now)).toEqual([]);
  });

  it('is refused beyond what may be sent in an hour, also where those were withdrawn', () => {
    const recent = sent(mostInvitationsInAnHour, 59, { state: 'withdrawn' });
    expect(codes(said, { ...nobody, invitations: recent }, now)).toEqual(['invitations-hour']);
    expect(codes(said, { ...nobody, invitations: recent.slice(1) }, now)).toEqual([]);
    const earlier = sent(mostInvitationsInAnHour, 60, { state: 'withdrawn' });
    expect(codes(said, { ...nobody, invitations: earlier }, now)).toEqual([]);
  });

  it('is decided over as many as can matter', () => {
    expect(invitationsToKnow).toBeGreaterThanOrEqual(mostOpenInvitations);
    expect(invitationsToKnow).toBe(mostInvitationsInAnHour * 24 * 7);
  });
});

describe('roles', () => {
  it('are those of the list, each once, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...roles), fc.string())), (given) => {
        const decided = decideRoles(given);
        const known = given.every((one) => roles.some((role) => role === one));
        expect(decided.ok).toBe(known && given.length > 0);
        if (decided.ok) expect(decided.value).toEqual(roles.filter((role) => given.includes(role)));
      }),
    );
  });
});
