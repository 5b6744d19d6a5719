import type { Transaction } from 'kysely';
import type {
  Belonging,
  Invitation,
  Member,
  MemberChange,
  OrganisationId,
  PersonId,
  Role,
} from '../domain/organisations/index.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { Touched } from './subjects.ts';
import type { InvitationsTable, Tables } from './tables.ts';
import type { Records } from './types.ts';

type Members = Pick<
  Records,
  | 'organisation'
  | 'addOrganisation'
  | 'saveOrganisation'
  | 'members'
  | 'addMember'
  | 'changeMember'
  | 'invitations'
  | 'addInvitation'
  | 'endInvitation'
  | 'acceptInvitation'
>;

/** Makes changes to who belongs to an organisation wait for each other, until the transaction ends. */
async function holdOrganisation(tx: Transaction<Tables>, id: OrganisationId): Promise<void> {
  const held = await tx.selectFrom('organisations').select('id').where('id', '=', id).forUpdate().execute();
  assert(held.length === 1, `the organisation ${id} is in the records`);
}

/** What a change touches, once the organisation is held: always held first, so that no two wait for each other. */
function held(id: OrganisationId, touched: Touched): (tx: Transaction<Tables>) => Promise<Touched> {
  return async (tx) => {
    await holdOrganisation(tx, id);
    return touched;
  };
}

async function membersIn(tx: Transaction<Tables>, organisation: OrganisationId): Promise<readonly Member[]> {
  const rows = await tx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.person')
    .select(['person', 'name', 'email', 'roles', 'joined_at', 'two_factor_enabled'])
    .where('organisation', '=', organisation)
    .orderBy('name')
    .orderBy('person')
    .execute();
  return rows.map(({ joined_at: joinedAt, two_factor_enabled: secondFactor, ...same }) => ({
    ...same,
    joinedAt,
    secondFactor,
  }));
}

type InvitationRow = Pick<
  InvitationsTable,
  'id' | 'organisation' | 'email' | 'invited_by' | 'state' | 'created_at' | 'expires_at'
> & { readonly roles: readonly Role[] };

const listed = [
  ...(['id', 'organisation', 'email', 'roles', 'invited_by'] as const),
  ...(['state', 'created_at', 'expires_at'] as const),
] as const;

function fromRow(row: InvitationRow): Invitation {
  const { invited_by: invitedBy, created_at: createdAt, expires_at: expiresAt, ...same } = row;
  return { ...same, invitedBy, createdAt, expiresAt };
}

async function addMember(
  tx: Transaction<Tables>,
  organisation: OrganisationId,
  { person, roles, at }: { readonly person: PersonId; readonly roles: readonly Role[]; readonly at: Instant },
): Promise<void> {
  await tx
    .insertInto('memberships')
    .values({ organisation, person, roles: JSON.stringify(roles), joined_at: at, changed_at: at })
    .execute();
}

async function carryOut(
  tx: Transaction<Tables>,
  organisation: OrganisationId,
  { change, at }: { readonly change: MemberChange; readonly at: Instant },
): Promise<void> {
  const { person } = change;
  if (change.kind === 'remove') {
    await tx
      .deleteFrom('memberships')
      .where('organisation', '=', organisation)
      .where('person', '=', person)
      .execute();
    return;
  }
  await tx
    .updateTable('memberships')
    .set({ roles: JSON.stringify(change.roles), changed_at: at })
    .where('organisation', '=', organisation)
    .where('person', '=', person)
    .execute();
}

/** The organisations of a person, in the order of their names. */
export async function belongingsOf(tx: Transaction<Tables>, person: PersonId): Promise<readonly Belonging[]> {
  return tx
    .selectFrom('memberships')
    .innerJoin('organisations', 'organisations.id', 'memberships.organisation')
    .select(['organisation', 'name', 'kind', 'roles'])
    .where('person', '=', person)
    .orderBy('name')
    .orderBy('organisation')
    .execute();
}

/** The invitation of a link, with the name of the organisation; null where there is none. */
export async function invitationByHash(tx: Transaction<Tables>, tokenHash: string) {
  const row = await tx
    .selectFrom('invitations')
    .innerJoin('organisations', 'organisations.id', 'invitations.organisation')
    .select([
      ...(['invitations.id', 'organisation', 'email', 'roles', 'invited_by'] as const),
      ...([
        'state',
        'invitations.created_at',
        'expires_at',
        'organisations.name as organisationName',
      ] as const),
    ])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!row) return null;
  const { organisationName, ...invitation } = row;
  return { invitation: fromRow(invitation), organisationName };
}

async function endInvitation(
  tx: Transaction<Tables>,
  {
    id,
    state,
    at,
  }: { readonly id: Invitation['id']; readonly state: 'accepted' | 'withdrawn'; readonly at: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({ state, ended_at: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .$if(state === 'accepted', (open) => open.where('expires_at', '>', at))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function accepted(
  tx: Transaction<Tables>,
  { id, organisation, roles }: Invitation,
  { person, at }: { readonly person: PersonId; readonly at: Instant },
): Promise<boolean> {
  if (!(await endInvitation(tx, { id, state: 'accepted', at }))) return false;
  const there = await membersIn(tx, organisation);
  const member = there.find((one) => one.person === person);
  if (member === undefined) await addMember(tx, organisation, { person, roles, at });
  else {
    const all = [...new Set([...member.roles, ...roles])];
    await carryOut(tx, organisation, { change: { kind: 'roles', person, roles: all }, at });
  }
  return true;
}

function invitationsOf({
  read,
  change,
}: Bound): Pick<Members, 'invitations' | 'addInvitation' | 'endInvitation'> {
  return {
    invitations: (limit) =>
      read(async (tx) => {
        const newest = tx.selectFrom('invitations').select(listed).orderBy('created_at', 'desc');
        return (await newest.orderBy('id', 'desc').limit(limit).execute()).map(fromRow);
      }),
    addInvitation: ({ id, organisation, email, roles, invitedBy, createdAt, expiresAt }, tokenHash) =>
      change(
        async (tx) => {
          await holdOrganisation(tx, organisation);
          const open = tx.selectFrom('invitations').select('id').where('email', '=', email);
          const replaced = await open.where('state', '=', 'open').execute();
          return { invitation: [id, ...replaced.map((one) => one.id)] };
        },
        async (tx) => {
          await tx
            .updateTable('invitations')
            .set({ state: 'withdrawn', ended_at: createdAt })
            .where('email', '=', email)
            .where('state', '=', 'open')
            .execute();
          await tx
            .insertInto('invitations')
            .values({
              ...{ id, organisation, email, roles: JSON.stringify(roles), token_hash: tokenHash },
              ...{ invited_by: invitedBy, state: 'open', created_at: createdAt, expires_at: expiresAt },
              ended_at: null,
            })
            .execute();
        },
      ),
    endInvitation: (id, at) =>
      change({ invitation: [id] }, (tx) => endInvitation(tx, { id, state: 'withdrawn', at })),
  };
}

/** An organisation and its people, in the records. */
export function membersOf(bound: Bound, organisation: OrganisationId | null): Members {
  const { read, change } = bound;
  const own = () => {
    assert(organisation !== null, 'who changes an organisation acts in one');
    return organisation;
  };
  return {
    ...invitationsOf(bound),
    organisation: () =>
      read(async (tx) => {
        const found = tx.selectFrom('organisations').select(['id', 'kind', 'form', 'name', 'org_id']);
        const row = await found.where('id', '=', organisation).executeTakeFirst();
        if (!row) return null;
        const { org_id: orgId, ...same } = row;
        return { ...same, orgId };
      }),
    addOrganisation: ({ id, kind, form, name, orgId }, first, at) =>
      change({ organisation: [id], membership: first === null ? [] : [first.person] }, async (tx) => {
        await tx
          .insertInto('organisations')
          .values({ id, kind, form, name, org_id: orgId, created_at: at, changed_at: at })
          .execute();
        if (first !== null) await addMember(tx, id, { ...first, at });
      }),
    saveOrganisation: ({ id, kind, form, name, orgId }, at) =>
      change({ organisation: [id] }, async (tx) => {
        await tx
          .updateTable('organisations')
          .set({ kind, form, name, org_id: orgId, changed_at: at })
          .where('id', '=', id)
          .execute();
      }),
    members: () => read((tx) => membersIn(tx, own())),
    addMember: (person, roles, at) =>
      change({ membership: [person] }, (tx) => addMember(tx, own(), { person, roles, at })),
    changeMember: async (person, decide, at) =>
      change(held(own(), { membership: [person] }), async (tx) => {
        const decided = decide(await membersIn(tx, own()));
        if (!decided.ok) return decided;
        assert(decided.value.person === person, 'what is decided of a person changes that person');
        await carryOut(tx, own(), { change: decided.value, at });
        return decided;
      }),
    acceptInvitation: (invitation, person, at) =>
      change(held(invitation.organisation, { invitation: [invitation.id], membership: [person] }), (tx) =>
        accepted(tx, invitation, { person, at }),
      ),
  };
}
