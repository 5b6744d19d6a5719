import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personId } from '../../test/support/auditChain.ts';
import { evidenceAt } from '../../test/support/fullStore.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import {
  actingIn,
  invitationAt,
  minute,
  organisationId,
  recordsOf,
  removeTemplate,
  storeId,
  tokenHash,
} from '../../test/support/records.ts';
import { addPeople, type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';
import {
  decideAccept,
  decideMemberChange,
  type MemberChange,
  type Organisation,
  type PersonId,
} from '../domain/organisations/index.ts';
import type { Records, Store } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const [ada, bea, cyn] = [personId(1), personId(2), personId(3)];

function organisation(number: number, name: string): Organisation {
  return { id: organisationId(number), kind: 'anchor', form: null, name, orgId: null };
}

const remove = (person: PersonId): MemberChange => ({ kind: 'remove', person });

function change(records: Records, wanted: MemberChange) {
  return records.changeMember(wanted.person, (members) => decideMemberChange(members, wanted), minute(30));
}

async function whoIsIn(records: Records): Promise<Readonly<Record<string, readonly string[]>>> {
  return Object.fromEntries((await records.members()).map(({ person, roles }) => [person, roles]));
}

async function numberOfEntries(store: Store): Promise<number> {
  const heads = await store.auditHeads();
  return heads.find(({ chain }) => chain === organisationId(1))?.number ?? 0;
}

for (const { name, open, there } of storesOn(server)) {
  describe.skipIf(!there)(`people of organisations ${name}`, () => {
    let opened: OpenedStore;
    let store: Store;
    let records: Records;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
      records = recordsOf(store);
    });
    beforeEach(async () => {
      await opened.empty();
      await addPeople(store, 1, 2, 3);
      await records.addOrganisation(
        organisation(1, 'Kirkvale Council'),
        { person: ada, roles: ['administrator'] },
        minute(0),
      );
    });
    afterEach(async () => expect((await soundness(store)).wrong).toEqual([]));
    afterAll(() => opened.end());

    describe('an organisation', () => {
      it('is made with its first administrator, in one entry', async () => {
        expect(await whoIsIn(records)).toEqual({ [ada]: ['administrator'] });
        expect(await store.hasAdministrator()).toBe(true);
        expect(await numberOfEntries(store)).toBe(1);
        const [first] = await records.members();
        expect(first).toEqual({
          ...{ person: ada, name: 'Person 1', email: 'person-1@kirkvale.example' },
          ...{ roles: ['administrator'], joinedAt: minute(0), secondFactor: false },
        });
      });

      it('is not made twice, nor under another number than the one that is acted in', async () => {
        const again = organisation(1, 'Kirkvale Again');
        await expect(
          records.addOrganisation(again, { person: bea, roles: ['administrator'] }, minute(1)),
        ).rejects.toThrow();
        await expect(
          records.addOrganisation(
            organisation(2, 'Other'),
            { person: bea, roles: ['administrator'] },
            minute(1),
          ),
        ).rejects.toThrow();
        expect((await store.organisations()).map((one) => one.name)).toEqual(['Kirkvale Council']);
        expect(await store.belongingsOf(bea)).toEqual([]);
        expect(await numberOfEntries(store)).toBe(1);
      });

      it('is not made with an administrator whom nobody knows', async () => {
        const second = recordsOf(store, 2);
        const adding = second.addOrganisation(
          organisation(2, 'Second'),
          { person: personId(99), roles: ['administrator'] },
          minute(1),
        );
        await expect(adding).rejects.toThrow();
        expect(await second.organisation()).toBeNull();
      });
    });

    describe('people', () => {
      it('belong to several organisations, which they see by name', async () => {
        const second = recordsOf(store, 2);
        await second.addOrganisation(
          organisation(2, 'Aldermoor Mill'),
          { person: bea, roles: ['administrator'] },
          minute(1),
        );
        await second.addMember(ada, ['auditor', 'finance'], minute(2));
        expect(await store.belongingsOf(ada)).toEqual([
          {
            organisation: organisationId(2),
            name: 'Aldermoor Mill',
            kind: 'anchor',
            roles: ['auditor', 'finance'],
          },
          {
            organisation: organisationId(1),
            name: 'Kirkvale Council',
            kind: 'anchor',
            roles: ['administrator'],
          },
        ]);
        expect(await whoIsIn(records)).toEqual({ [ada]: ['administrator'] });
        expect(await store.belongingsOf(cyn)).toEqual([]);
      });

      it('get other roles, and leave; each is one entry', async () => {
        await records.addMember(bea, ['auditor'], minute(1));
        const roles = { kind: 'roles', person: bea, roles: ['finance', 'opener'] } as const;
        expect((await change(records, roles)).ok).toBe(true);
        expect(await whoIsIn(records)).toEqual({ [ada]: ['administrator'], [bea]: ['finance', 'opener'] });
        expect((await change(records, remove(bea))).ok).toBe(true);
        expect(await whoIsIn(records)).toEqual({ [ada]: ['administrator'] });
        expect(await numberOfEntries(store)).toBe(4);
      });

      it('do not leave an organisation without an administrator, and a refusal changes nothing', async () => {
        await records.addMember(bea, ['auditor'], minute(1));
        const before = await numberOfEntries(store);
        for (const wanted of [
          remove(ada),
          { kind: 'roles', person: ada, roles: ['auditor'] } as const,
          remove(cyn),
          { kind: 'roles', person: bea, roles: [] } as const,
        ]) {
          expect((await change(records, wanted)).ok).toBe(false);
        }
        expect(await whoIsIn(records)).toEqual({ [ada]: ['administrator'], [bea]: ['auditor'] });
        expect(await numberOfEntries(store)).toBe(before);
      });

      it('who remove each other at the same moment leave one administrator', async () => {
        await records.addMember(bea, ['administrator'], minute(1));
        for (let round = 0; round < 10; round += 1) {
          const decided = await Promise.all([change(records, remove(ada)), change(records, remove(bea))]);
          expect(decided.filter(({ ok }) => ok)).toHaveLength(1);
          const [left] = Object.keys(await whoIsIn(records));
          expect(await records.members()).toHaveLength(1);
          await records.addMember(left === ada ? bea : ada, ['administrator'], minute(2 + round));
        }
      });

      it('are added once', async () => {
        const adding = [1, 2, 3].map((count) => records.addMember(bea, ['auditor'], minute(count)));
        const done = await Promise.allSettled(adding);
        expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await numberOfEntries(store)).toBe(2);
      });

      it('are not changed by a decision about somebody else', async () => {
        await records.addMember(bea, ['auditor'], minute(1));
        const other = records.changeMember(
          ada,
          () => ({ ok: true, value: remove(bea), warnings: [] }),
          minute(2),
        );
        await expect(other).rejects.toThrow('changes that person');
        expect(await records.members()).toHaveLength(2);
      });
    });

    describe('invitations', () => {
      it('come back as they were made, newest first, and by the hash of their secret', async () => {
        const [first, second] = [invitationAt(1), invitationAt(2, { email: 'two@kirkvale.example' })];
        await records.addInvitation(first, tokenHash(1));
        await records.addInvitation(second, tokenHash(2));
        expect(await records.invitations(10)).toEqual([second, first]);
        expect(await records.invitations(1)).toEqual([second]);
        expect(await store.invitationOf(tokenHash(1))).toEqual({
          invitation: first,
          organisationName: 'Kirkvale Council',
        });
        expect(await store.invitationOf(tokenHash(9))).toBeNull();
      });

      it('are open once for each address: a new one withdraws the one before', async () => {
        await records.addInvitation(invitationAt(1), tokenHash(1));
        await records.addInvitation(invitationAt(2), tokenHash(2));
        const states = (await records.invitations(10)).map(({ state }) => state);
        expect(states).toEqual(['open', 'withdrawn']);
        expect(await numberOfEntries(store)).toBe(3);
      });

      it('are open once for each address when many are made at the same time', async () => {
        const making = [1, 2, 3, 4, 5].map((number) =>
          records.addInvitation(invitationAt(number), tokenHash(number)),
        );
        await Promise.all(making);
        const all = await records.invitations(10);
        expect(all).toHaveLength(5);
        expect(all.filter(({ state }) => state === 'open')).toHaveLength(1);
        expect(await numberOfEntries(store)).toBe(6);
      });

      it('are withdrawn once, and not taken up then', async () => {
        await records.addInvitation(invitationAt(1), tokenHash(1));
        const { id } = invitationAt(1);
        expect(await records.endInvitation(id, minute(6))).toBe(true);
        expect(await records.endInvitation(id, minute(7))).toBe(false);
        expect(await records.acceptInvitation(invitationAt(1), bea, minute(8))).toBe(false);
        expect(await records.members()).toHaveLength(1);
        expect(await numberOfEntries(store)).toBe(3);
      });

      it('are taken up by one of many at the same time', async () => {
        await records.addInvitation(invitationAt(1), tokenHash(1));
        const taking = [bea, cyn, bea, cyn, bea].map((person) =>
          records.acceptInvitation(invitationAt(1), person, minute(6)),
        );
        const taken = await Promise.all(taking);
        expect(taken.filter(Boolean)).toHaveLength(1);
        expect(await records.members()).toHaveLength(2);
        expect((await records.invitations(1))[0]?.state).toBe('accepted');
        expect(await numberOfEntries(store)).toBe(3);
      });

      it('are made, taken up and withdrawn at the same time without waiting for each other for ever', async () => {
        for (let round = 1; round <= 8; round += 1) {
          const [old, next] = [invitationAt(2 * round), invitationAt(2 * round + 1)];
          await records.addInvitation(old, tokenHash(2 * round));
          const [, taken, ended] = await Promise.all([
            records.addInvitation(next, tokenHash(2 * round + 1)),
            records.acceptInvitation(old, bea, minute(6)),
            records.endInvitation(old.id, minute(6)),
          ]);
          expect(taken && ended).toBe(false);
        }
        expect((await records.invitations(99)).filter(({ state }) => state === 'open')).toHaveLength(1);
      });

      it('add to the roles that somebody has', async () => {
        await records.addMember(bea, ['auditor', 'finance'], minute(1));
        const roles = ['finance', 'opener'] as const;
        await records.addInvitation(invitationAt(1, { roles }), tokenHash(1));
        expect(await records.acceptInvitation(invitationAt(1, { roles }), bea, minute(6))).toBe(true);
        expect((await whoIsIn(records))[bea]).toEqual(['auditor', 'finance', 'opener']);
        expect((await records.members()).find(({ person }) => person === bea)?.joinedAt).toBe(minute(1));
      });

      it('that have expired are not taken up, whoever decided that they may be', async () => {
        const short = invitationAt(1, { expiresAt: minute(20) });
        await records.addInvitation(short, tokenHash(1));
        const kept = (await store.invitationOf(tokenHash(1)))?.invitation ?? null;
        expect(decideAccept(kept, { email: short.email, now: minute(20) }).ok).toBe(false);
        expect(decideAccept(kept, { email: short.email, now: minute(19) }).ok).toBe(true);
        expect(await records.acceptInvitation(short, bea, minute(20))).toBe(false);
        expect(await records.members()).toHaveLength(1);
        expect(await records.acceptInvitation(short, bea, minute(19))).toBe(true);
      });

      it('are refused with the hash of another, with a bad address, and from nobody we know', async () => {
        await records.addInvitation(invitationAt(1), tokenHash(1));
        const other = { email: 'two@kirkvale.example' };
        const adding = (changed: Parameters<typeof invitationAt>[1], hash: string) =>
          records.addInvitation(invitationAt(2, { ...other, ...changed }), hash);
        await expect(adding({}, tokenHash(1))).rejects.toThrow();
        await expect(adding({ email: '' }, tokenHash(2))).rejects.toThrow();
        await expect(adding({}, 'the secret itself')).rejects.toThrow();
        await expect(adding({ invitedBy: personId(99) }, tokenHash(2))).rejects.toThrow();
        await expect(adding({ organisation: organisationId(2) }, tokenHash(2))).rejects.toThrow();
        expect(await records.invitations(10)).toHaveLength(1);
      });
    });

    it('who is erased leaves no record that its chain does not know', async () => {
      await records.addMember(cyn, ['administrator'], minute(1));
      await records.addInvitation(invitationAt(1, { invitedBy: cyn }), tokenHash(1));
      await records.addEvidence({ ...evidenceAt(1), addedBy: cyn }, async () => true);
      await change(records, remove(cyn));
      expect(await store.erasePerson(cyn, { at: minute(40), request: 'test' })).toBe(true);
      expect((await records.invitations(9))[0]?.invitedBy).toBeNull();
      expect((await records.evidenceOf(evidenceAt(1).id))?.addedBy).toBeNull();
    });

    it('who acts, and in which request, is in the entry', async () => {
      const actor = { kind: 'person', person: ada, name: 'Ada', organisation: organisationId(1) } as const;
      const acting = actingIn(organisationId(1), {
        ...{ actor: { ...actor, roles: ['administrator'] }, action: 'people.invite', request: 'req-77' },
      });
      await store.as(acting).addMember(bea, ['auditor'], minute(1));
      const any = { person: null, action: null, outcome: null, subject: null, from: null, to: null };
      const { entries } = await records.auditEntries(any, { before: null, size: 1 });
      expect(entries).toMatchObject([
        {
          ...{ chain: organisationId(1), number: 2, actor: 'person', person: ada, outcome: 'done' },
          ...{ organisation: organisationId(1), action: 'people.invite', request: 'req-77', reason: null },
          subjects: [
            { kind: 'membership', id: bea, before: null, after: expect.stringMatching(/^[0-9a-f]{64}$/) },
          ],
        },
      ]);
      expect(JSON.stringify(entries)).not.toContain('Ada');
      expect(await recordsOf(store, 2).auditEntries(any, { before: null, size: 1 })).toMatchObject({
        entries: [],
      });
    });

    it('a store says once what it is, and not when there are people', async () => {
      expect(await store.mode()).toBeNull();
      await store.nameStore(storeId('a'));
      expect(await store.mode()).toBe('real');
      await expect(store.setMode('demo')).rejects.toThrow('once people belong');
      expect(await store.mode()).toBe('real');
      await opened.empty();
      await store.nameStore(storeId('a'));
      await store.setMode('demo');
      expect(await store.mode()).toBe('demo');
    });
  });
}
