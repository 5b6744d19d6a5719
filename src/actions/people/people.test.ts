import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '../../../test/support/auditChain.ts';
import {
  acceptedOf,
  minute,
  organisationId,
  refusalOf,
  removeTemplate,
  tokenHash,
} from '../../../test/support/records.ts';
import { addPeople, type OpenedStore, openEmbeddedStore, soundness } from '../../../test/support/stores.ts';
import {
  type Acting,
  type PersonId,
  parseInvitationId,
  type Role,
} from '../../domain/organisations/index.ts';
import { accept, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { Message } from '../../external/email/types.ts';
import { guarded, NotAllowed } from '../access/guarded.ts';
import { auditCalls } from '../audit/auditPage.ts';
import { memberCalls } from './memberCalls.ts';
import { organisationCalls } from './organisationCalls.ts';
import type { MemberParts } from './parts.ts';

let home: OpenedStore;
let mails: Message[];
let ended: PersonId[];
let answer: Decision<null>;
let clock: Instant;
let made: number;

function actingAs(roles: readonly Role[], number = 1, organisation = 1): Acting {
  return {
    actor: {
      ...{ kind: 'person', person: personId(number), name: `Person ${number}` },
      ...{ organisation: organisationId(organisation), roles },
    },
    ...{ action: 'people.invite', request: 'req_1' },
  };
}

function partsFor(acting: Acting): MemberParts {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...{ acting, records: home.store.as(acting), mailFolder: null },
    identity: {
      endSessionsOf: async (person) => {
        ended.push(person);
      },
    },
    mailer: {
      send: async (message) => {
        mails.push(message);
        return answer;
      },
    },
    newInvitationId: () => {
      made += 1;
      const id = parseInvitationId(`inv_${String(made).padStart(20, '0')}`);
      if (!id) throw new Error('It is an id.');
      return id;
    },
    newLink: () => ({ token: `secret-${made}`, hash: tokenHash(made) }),
    hrefOf: (path) => `https://sevenbox.example${path}`,
    inTurn: (work) => {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    },
    now: () => clock,
  };
}

const callsAs = (roles: readonly Role[], number = 1, organisation = 1) =>
  memberCalls(partsFor(actingAs(roles, number, organisation)));

beforeEach(async () => {
  await home.empty();
  [mails, ended, answer, clock, made] = [[], [], accept(null), minute(10), 0];
  const [ada, bea, cyd] = await addPeople(home.store, 1, 2, 3);
  if (!ada || !bea || !cyd) throw new Error('They were added.');
  for (const [number, person] of [
    [1, ada],
    [2, cyd],
  ] as const) {
    const about = { id: organisationId(number), kind: 'anchor', form: null, orgId: null } as const;
    const records = home.store.as({ ...actingAs([], 1, number), action: 'store.start' });
    await records.addOrganisation({ ...about, name: `Council ${number}` }, null, minute(0));
    await records.addMember(person, ['administrator'], minute(1));
    if (number === 1) await records.addMember(bea, ['spend-analyst'], minute(2));
  }
});
beforeAll(async () => {
  home = await openEmbeddedStore();
});
afterAll(async () => {
  await home.end();
  removeTemplate();
});

const said = { email: 'New@Kirkvale.example', roles: ['auditor'] };

describe('an invitation', () => {
  it('goes by email with a link whose secret is kept nowhere', async () => {
    const calls = callsAs(['administrator']);
    acceptedOf(await calls.invite(said));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: 'new@kirkvale.example',
      subject: 'Join Council 1 on Sevenbox',
      link: { href: 'https://sevenbox.example/invitations/secret-0' },
    });
    expect(await calls.invitations()).toEqual([
      expect.objectContaining({ state: 'open', email: 'new@kirkvale.example', invitedBy: 'Person 1' }),
    ]);
    expect(await home.store.invitationOf(tokenHash(0))).toMatchObject({ organisationName: 'Council 1' });
    const rows: string[] = [];
    for await (const row of home.store.dump()) rows.push(JSON.stringify(row));
    expect(rows.join('')).not.toContain('secret-0');
    expect((await soundness(home.store)).wrong).toEqual([]);
  });

  it('is withdrawn when the email cannot be sent, and the administrator hears why', async () => {
    answer = refuse('email-refused', 'The mail server does not take mail for this address.');
    const calls = callsAs(['administrator']);
    expect(refusalOf(await calls.invite(said))).toEqual({
      code: 'email-refused',
      sentence:
        'The invitation was not sent, and is withdrawn. The mail server does not take mail for this address.',
    });
    expect((await calls.invitations()).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('is counted one by one, so that no more than fifty go out in an hour', async () => {
    const calls = callsAs(['administrator']);
    const many = Array.from({ length: 53 }, (_, number) =>
      calls.invite({ ...said, email: `guest-${number}@kirkvale.example` }),
    );
    const answers = await Promise.all(many);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(50);
    expect(mails).toHaveLength(50);
  });

  it('can be withdrawn while it is open or has expired, by the organisation itself alone', async () => {
    const calls = callsAs(['administrator']);
    for (const number of [1, 2])
      acceptedOf(await calls.invite({ ...said, email: `n${number}@kirkvale.example` }));
    const [second, first] = await calls.invitations();
    if (!first || !second) throw new Error('There are two.');
    const other = callsAs(['administrator'], 3, 2);
    const unknown = refusalOf(await other.withdraw(first.id));
    expect(unknown).toEqual(refusalOf(await other.withdraw('inv_99999999999999999999')));
    expect(unknown).toEqual(refusalOf(await calls.withdraw('../etc/passwd')));
    acceptedOf(await calls.withdraw(first.id));
    expect(refusalOf(await calls.withdraw(first.id))).toEqual(unknown);
    clock = minute(8 * 24 * 60);
    expect((await calls.invitations()).map(({ state }) => state)).toEqual(['expired', 'withdrawn']);
    acceptedOf(await calls.withdraw(second.id));
  });
});

describe('the people of an organisation', () => {
  it('are listed by name, with fields only for whoever may see them', async () => {
    const seen = await callsAs(['administrator']).members();
    expect(seen.map(({ name, email, secondFactor }) => [name, email, secondFactor])).toEqual([
      ['Person 1', 'person-1@kirkvale.example', false],
      ['Person 2', 'person-2@kirkvale.example', false],
    ]);
    const [first] = await callsAs(['finance']).members();
    expect(Object.keys(first ?? {}).sort()).toEqual(['joinedAt', 'name', 'person', 'roles']);
    expect(await callsAs(['administrator'], 3, 2).memberOf(personId(1))).toBeNull();
  });

  it('are given other roles, but an administrator stays', async () => {
    const calls = callsAs(['administrator']);
    acceptedOf(await calls.changeRoles(personId(2), ['finance', 'auditor']));
    expect((await calls.memberOf(personId(2)))?.roles).toEqual(['finance', 'auditor']);
    expect(refusalOf(await calls.changeRoles(personId(1), ['auditor'])).code).toBe('last-administrator');
    expect(refusalOf(await calls.changeRoles(personId(2), [])).code).toBe('invitation:roles');
    expect(refusalOf(await calls.changeRoles(personId(2), ['king'])).code).toBe('invitation:roles');
    for (const strange of [personId(3), 'per_x']) {
      expect(refusalOf(await calls.changeRoles(strange, ['auditor'])).code).toBe('member-unknown');
    }
  });

  it('are signed out everywhere when they are removed, and told', async () => {
    const calls = callsAs(['administrator']);
    expect(acceptedOf(await calls.remove(personId(2)))).toEqual({
      ...{ person: personId(2), name: 'Person 2', told: true },
    });
    expect(ended).toEqual([personId(2)]);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['person-2@kirkvale.example', 'You no longer belong to Council 1 on Sevenbox'],
    ]);
    expect(refusalOf(await calls.remove(personId(2))).code).toBe('member-unknown');
    expect(refusalOf(await calls.remove(personId(1))).code).toBe('last-administrator');
    expect(ended).toHaveLength(1);
    expect(await home.store.belongingsOf(personId(2))).toEqual([]);
    expect((await soundness(home.store)).wrong).toEqual([]);
  });

  it('are removed also when the email cannot be sent', async () => {
    answer = refuse('email-later', 'The mail server does not answer.');
    expect(acceptedOf(await callsAs(['administrator']).remove(personId(2)))).toMatchObject({ told: false });
    expect(ended).toEqual([personId(2)]);
  });

  it('are not there for whoever may not do what the request is for', async () => {
    const acting = actingAs(['spend-analyst'], 2);
    const calls = guarded(acting, memberCalls(partsFor(acting)));
    expect(() => calls.members()).toThrow(NotAllowed);
    expect(() => calls.invite(said)).toThrow(NotAllowed);
    expect(mails).toEqual([]);
  });
});

describe('the organisation', () => {
  it('is changed, and each change and each person leaves one entry in its own chain', async () => {
    const acting: Acting = { ...actingAs(['administrator']), action: 'organisation.save' };
    const calls = organisationCalls(partsFor(acting));
    const wrong = await calls.save({ name: '', scheme: '', number: '', form: '' });
    expect(refusalOf(wrong).code).toBe('organisation:name');
    acceptedOf(await calls.save({ name: 'Kirkvale', scheme: 'GB-LAE', number: 'KIR', form: '' }));
    expect(await calls.show()).toMatchObject({ name: 'Kirkvale', orgId: 'GB-LAE-KIR' });
    acceptedOf(await callsAs(['administrator']).changeRoles(personId(2), ['finance']));
    const audit = auditCalls({ records: home.store.as(actingAs(['auditor'])) });
    const nothing = { person: null, action: null, outcome: null, subject: null, from: null, to: null };
    const { entries } = await audit.page(nothing, null);
    expect(entries.slice(0, 2).map(({ action, person }) => [action, person])).toEqual([
      ['people.invite', personId(1)],
      ['organisation.save', personId(1)],
    ]);
    const some: unknown[] = [];
    for await (const part of audit.entries({ ...nothing, action: 'store.' }, 2)) some.push(...part);
    expect(some).toHaveLength(2);
    expect(await audit.people()).toEqual([
      { person: personId(1), name: 'Person 1' },
      { person: personId(2), name: 'Person 2' },
    ]);
  });
});
