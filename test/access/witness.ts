import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type OrganisationId, organisationOf } from '../../src/domain/organisations/index.ts';
import type { AccessWorld, WorldActor } from '../support/accessWorld.ts';
import { actingIn } from '../support/records.ts';
import { emailsIn, inlineIn, longWordsIn } from './judging.ts';
import type { Answered } from './matrix.ts';

/** What nobody is ever shown: hashes of passwords and links, salts, secrets of second factors, keys of sessions. */
async function secretsOf({ opened: { store } }: AccessWorld): Promise<ReadonlySet<string>> {
  const secrets = new Set<string>();
  const columns = ['salt', 'token_hash', 'password_hash', 'secret', 'recovery_codes'];
  for await (const { row } of store.dump()) {
    for (const column of columns) {
      const value = row[column];
      if (typeof value === 'string') secrets.add(value);
    }
  }
  const sessions = await sql<{ token: string }>`select token from sessions`.execute(store.identity);
  for (const { token } of sessions.rows) secrets.add(token);
  return secrets;
}

/** Whose addresses there are: of each organisation its people and whom it invited. */
async function emailsOf({ opened: { store }, first, second }: AccessWorld) {
  const known = new Map<OrganisationId, ReadonlySet<string>>();
  for (const { organisation } of [first, second]) {
    const records = store.as(actingIn(organisation));
    const all = [...(await records.members()), ...(await records.invitations(100))];
    known.set(organisation, new Set(all.map(({ email }) => email)));
  }
  return known;
}

/** Whether somebody may read an address: their own, and those of an organisation in which they see who is who. */
function mayRead(
  { actor, email }: WorldActor,
  said: string,
  known: ReadonlyMap<OrganisationId, ReadonlySet<string>>,
) {
  if (said === email) return true;
  const organisation = organisationOf(actor);
  const sees =
    actor.kind === 'person' && actor.roles.some((role) => role === 'administrator' || role === 'auditor');
  return sees && organisation !== null && (known.get(organisation)?.has(said) ?? false);
}

const always: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

function headerFaults({ answer: { headers } }: Answered): readonly string[] {
  const policy = String(headers['content-security-policy']);
  const cached = String(headers['cache-control']);
  return [
    ...Object.entries(always).flatMap(([name, value]) =>
      headers[name] === value ? [] : [`${name} is ${headers[name]}`],
    ),
    ...(/^default-src 'none';/.test(policy) && /frame-ancestors 'none'/.test(policy)
      ? []
      : [`the policy is ${policy}`]),
    ...(/unsafe|\*|data:|http/.test(policy) ? [`the policy allows ${policy}`] : []),
    ...(/^(?:private, no-cache|no-store|private, no-store)$/.test(cached)
      ? []
      : [`caches are told ${cached}`]),
    ...Object.keys(headers).filter((name) => /^(?:server|x-powered-by)$/.test(name)),
  ];
}

/** Looks at every answer for what must not be in it. */
export function witness() {
  const faults = new Set<string>();
  const said = new Map<string, Answered>();
  return {
    note: (answered: Answered) => {
      const { answer, action, by } = answered;
      for (const fault of headerFaults(answered)) faults.add(`${action}: ${fault}`);
      const key = createHash('sha256').update(`${by.name}\n`).update(answer.rawPayload).digest('hex');
      if (said.has(key)) return;
      said.set(key, answered);
      const isPage = String(answer.headers['content-type']).startsWith('text/html');
      for (const inline of isPage ? inlineIn(answer.body) : []) faults.add(`${action}: ${inline}`);
    },
    /** How many different answers people got. */
    count: () => said.size,
    /** What was wrong with headers and pages. */
    faults: () => [...faults],
    /** Addresses and secrets that somebody was shown who may not see them. */
    leaks: async (world: AccessWorld): Promise<readonly string[]> => {
      const [secrets, known] = [await secretsOf(world), await emailsOf(world)];
      const leaks = new Set<string>();
      for (const { answer, action, by } of said.values()) {
        // The link of an invitation says for whom it is, to whoever holds it.
        const isLink = action.startsWith('invitations.');
        for (const email of isLink ? [] : emailsIn(answer.body)) {
          if (!mayRead(by, email, known)) leaks.add(`${by.name} at ${action}: ${email}`);
        }
        for (const word of longWordsIn(answer.body))
          if (secrets.has(word)) leaks.add(`${by.name} at ${action}: a secret`);
      }
      return [...leaks];
    },
    /** How many addresses were shown at all, and how many secrets there are: both have to be some. */
    numbers: async (world: AccessWorld) => {
      const shown = [...said.values()].flatMap(({ answer }) => emailsIn(answer.body));
      return { emails: new Set(shown).size, secrets: (await secretsOf(world)).size };
    },
  };
}

export type Witness = ReturnType<typeof witness>;
