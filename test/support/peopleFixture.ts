import type { Visitor } from '../../src/actions/access/entering.ts';
import type { AuditCalls } from '../../src/actions/audit/auditPage.ts';
import type { MemberCalls, ShownInvitation, ShownMember } from '../../src/actions/people/types.ts';
import {
  type AuditEntry,
  type AuditFacts,
  decideInvitation,
  decideOrganisation,
  decideRoles,
  emptyHead,
  headOf,
  nextEntry,
  type Organisation,
  roles,
} from '../../src/domain/organisations/index.ts';
import { accept, refuse } from '../../src/domain/values/index.ts';
import type { AuditSite } from '../../src/web/pages/audit/routes.ts';
import type { OrganisationSite } from '../../src/web/pages/organisation/routes.ts';
import type { PeopleSite } from '../../src/web/pages/people/routes.ts';
import { auditFacts, personId, sha256 } from './auditChain.ts';
import { batchId, importId, invitationAt, minute, organisationId } from './records.ts';
import { everyRole } from './visitors.ts';

const longName = 'Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the Northern Invented Districts';
const longEmail = `${'averylongaddresswithoutspaces'.repeat(2)}@kirkvale-and-the-other-districts.example`;

/** What the pages show: how many people, invitations and entries, and whether names are as long as they may be. */
export interface PeopleState {
  readonly people: number;
  readonly invitations: number;
  readonly entries: number;
  readonly long?: boolean;
  readonly visitor?: Visitor;
  readonly organisation?: Partial<Organisation>;
}

function memberAt(number: number, long: boolean): ShownMember {
  return {
    person: personId(number),
    name: long ? `${longName} ${number}` : `Person ${number}`,
    email: long ? `${number}-${longEmail}` : `person-${number}@kirkvale.example`,
    roles: number === 1 ? ['administrator', 'auditor'] : long ? roles : ['spend-analyst'],
    joinedAt: minute(number),
    secondFactor: number % 2 === 1,
  };
}

const states = ['open', 'accepted', 'expired', 'withdrawn'] as const;

function shownInvitationAt(number: number, long: boolean): ShownInvitation {
  const { id, createdAt, expiresAt } = invitationAt(number);
  return {
    ...{ id, createdAt, expiresAt, state: states[number % 4] ?? 'open' },
    roles: long ? roles : ['auditor'],
    email: long ? longEmail : `guest-${number}@kirkvale.example`,
    invitedBy: number % 3 === 0 ? null : long ? longName : 'Person 1',
  };
}

function peopleOf(members: readonly ShownMember[], invitations: readonly ShownInvitation[]): MemberCalls {
  const known = (person: string) => members.find((one) => one.person === person) ?? null;
  const emails = members.map(({ email = '' }) => ({ email }));
  return {
    members: async () => members,
    memberOf: async (person) => known(person),
    invitations: async () => invitations,
    mailFolder: members.length > 1 ? null : 'outbox',
    invite: async (said) => {
      const decided = decideInvitation(said, { members: emails, invitations: [] }, minute(0));
      if (!decided.ok) return decided;
      const sentence = 'The invitation was not sent, and is withdrawn. The mail server does not answer.';
      return said.email.startsWith('refused') ? refuse('email-later', sentence) : accept(null);
    },
    withdraw: async () => refuse('invitation-unknown', 'There is no such invitation any more.'),
    changeRoles: async (_, said) => {
      const decided = decideRoles(said);
      return decided.ok ? accept(null) : decided;
    },
    remove: async (person) => {
      const found = known(person);
      const sentence = 'Somebody has to be administrator. Give another person that role first.';
      return found === null || found.roles.includes('administrator')
        ? refuse('last-administrator', sentence)
        : accept({ person: found.person, name: found.name, told: true });
    },
  };
}

const [some, other] = ['a'.repeat(64), 'b'.repeat(64)];

const happened: readonly Partial<AuditFacts>[] = [
  { action: 'imports.receive', subjects: [{ kind: 'import', id: importId(1), before: null, after: some }] },
  { action: 'spend.result', outcome: 'refused', reason: 'role', subjects: [] },
  { action: 'people.roles', subjects: [{ kind: 'membership', id: personId(2), before: some, after: other }] },
  {
    action: 'imports.undoImport',
    subjects: Array.from({ length: 14 }, (_, number) => {
      return { kind: 'batch', id: batchId(number), before: some, after: other };
    }),
  },
  { action: 'store.retention', actor: 'system', person: null, subjects: [] },
  {
    action: 'audit.list',
    ...{ actor: 'nobody', person: null, outcome: 'refused', reason: 'session-unknown', subjects: [] },
  },
];

/** Entries of an organisation's chain, the newest first. */
export function auditEntries(count: number): readonly AuditEntry[] {
  let head = emptyHead(organisationId(1));
  const entries: AuditEntry[] = [];
  for (let number = 0; number < count; number += 1) {
    const facts = { ...auditFacts(), ...happened[number % happened.length] };
    const person = facts.person === null ? null : personId(1 + (number % 4));
    const entry = nextEntry(sha256, head, { ...facts, person, at: minute(number), request: `req_${number}` });
    head = headOf(entry);
    entries.unshift(entry);
  }
  return entries;
}

function auditOf(all: readonly AuditEntry[], members: readonly ShownMember[]): AuditCalls {
  const fits = ({ person, outcome }: Parameters<AuditCalls['page']>[0]) =>
    all.filter((one) => (person ?? one.person) === one.person && (outcome ?? one.outcome) === one.outcome);
  return {
    page: async (asked, before) => {
      const rest = fits(asked).filter(({ number }) => before === null || number < before);
      return {
        entries: rest.slice(0, 50),
        before: rest.length > 50 ? (rest[49]?.number ?? null) : null,
      };
    },
    people: async () => members,
    entries: async function* (asked, most) {
      yield fits(asked).slice(0, most);
    },
  };
}

/** The pages on people, the organisation and the audit chain over invented values in memory. */
export function peopleSite(state: PeopleState): PeopleSite & OrganisationSite & AuditSite {
  const { long = false, visitor = everyRole } = state;
  const at = <T>(count: number, make: (number: number, long: boolean) => T) =>
    Array.from({ length: count }, (_, index) => make(index + 1, long));
  const members = at(state.people, memberAt);
  const name = long ? `The ${'Extraordinarily '.repeat(6)}Long Joint Committee` : 'Kirkvale Council';
  const organisation: Organisation = {
    ...{ id: organisationId(1), kind: 'anchor', form: null, name, orgId: 'GB-LAE-KIR' },
    ...state.organisation,
  };
  return {
    visitor,
    people: peopleOf(members, at(state.invitations, shownInvitationAt)),
    organisation: {
      show: async () => organisation,
      save: async (said) => decideOrganisation(organisation, said),
    },
    audit: auditOf(auditEntries(state.entries), members),
  };
}
