import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  type Acting,
  type Organisation,
  type OrganisationId,
  type OrganisationKind,
  organisationKinds,
  ownerDetails,
  type PersonId,
  parseOrganisationId,
  parseOrganisationKind,
  parseOrgId,
  type Role,
} from '../../domain/organisations/index.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import { refusalsOf, typedEmail, typedName, typedPassword } from '../account/typed.ts';
import type { Asking, SignInParts } from './parts.ts';
import type { StartCalls, TypedStart } from './types.ts';

/** What the first person in a store may do: let others in, and keep ledgers. */
const firstRoles: readonly Role[] = ['administrator', 'spend-analyst'];

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A link that works once, as long as the process lives. Two that come at once do not both get through. */
export interface OneTimeLink {
  readonly token: string;
  readonly fits: (token: string) => boolean;
  /** Lets a deed through, alone; the link is used up once the deed is accepted. Null where the link cannot be used. */
  readonly use: <T>(token: string, deed: () => Promise<Decision<T>>) => Promise<Decision<T> | null>;
}

/** A new link with 256 bits that nobody can guess. */
export function oneTimeLink(): OneTimeLink {
  const token = randomBytes(32).toString('base64url');
  const expected = digest(token);
  let state: 'open' | 'in-use' | 'used' = 'open';
  const fits = (given: string) => timingSafeEqual(digest(given), expected) && state === 'open';
  return {
    token,
    fits,
    use: async (given, deed) => {
      if (!fits(given)) return null;
      state = 'in-use';
      try {
        const done = await deed();
        state = done.ok ? 'used' : 'open';
        return done;
      } catch (error) {
        state = 'open';
        throw error;
      }
    },
  };
}

/** An organisation as it was typed; refused by field. */
function typedOrganisation(typed: TypedStart): Decision<Pick<Organisation, 'name' | 'orgId' | 'kind'>> {
  const number = typed.number.trim();
  const read = number === '' ? accept({ text: '' }) : parseOrgId(number, typed.scheme || undefined);
  const details = ownerDetails({ name: typed.organisation, orgId: read.ok ? read.value.text : '' });
  const kind = parseOrganisationKind(typed.kind);
  const known: Decision<OrganisationKind> =
    kind === undefined ? refuse('organisation:kind', 'Choose what the organisation is') : accept(kind);
  const refusals = refusalsOf([details, known, read]);
  if (!details.ok || !known.ok || refusals.length > 0) return { ok: false, refusals };
  return accept({ ...details.value, kind: known.value });
}

async function typedAll({ blocklist }: SignInParts, typed: TypedStart) {
  const personal = [typed.name, typed.email, typed.organisation];
  const organisation = typedOrganisation(typed);
  const [name, email] = [typedName(typed.name), typedEmail(typed.email)];
  const password = typedPassword(typed.password, { blocklist: await blocklist(), personal });
  if (organisation.ok && name.ok && email.ok && password.ok) {
    const person = { name: name.value, email: email.value, password: password.value };
    return accept({ organisation: organisation.value, person });
  }
  return { ok: false as const, refusals: refusalsOf([organisation, name, email, password]) };
}

type Typed = Extract<Awaited<ReturnType<typeof typedAll>>, { readonly ok: true }>['value'];

const taken = refuse(
  'person:email',
  'Somebody with this email address is known here. Enter their password, or another address.',
);

/** Somebody new; or whoever has that address and password, so that a start that broke off can be done again. */
async function firstPerson({ identity }: SignInParts, { person }: Typed): Promise<Decision<PersonId>> {
  const made = await identity.createPerson({ ...person, emailProven: false, demo: false });
  if (made.ok || (await identity.personWithEmail(person.email)) === null) return made;
  const known = await identity.signIn(person);
  return known.ok && known.value.kind === 'signed-in' ? accept(known.value.person) : taken;
}

/** Makes the organisation with its first person, or lets that person into the one from before. */
async function makeOrganisation(
  { store, now, newId }: SignInParts,
  { organisation, person }: Typed,
  { first, request }: { readonly first: PersonId; readonly request: string },
): Promise<void> {
  const [before] = await store.organisations();
  const id = before?.id ?? parseOrganisationId(newId('org'));
  assert(id !== undefined, 'a new id is the id of an organisation');
  const records = store.as(startingIn(id, { person: first, name: person.name, request }));
  if (before === undefined) {
    const made = { ...organisation, id, form: null };
    return records.addOrganisation(made, { person: first, roles: firstRoles }, now());
  }
  const form = before.kind === organisation.kind ? before.form : null;
  await records.saveOrganisation({ ...organisation, id, form }, now());
  await records.addMember(first, firstRoles, now());
}

function startingIn(
  organisation: OrganisationId,
  { person, name, request }: { readonly person: PersonId; readonly name: string; readonly request: string },
): Acting {
  const actor = { kind: 'person', person, name, organisation, roles: [] } as const;
  return { actor, action: 'start.make', request };
}

async function make(parts: SignInParts, typed: TypedStart, { request }: Asking) {
  const read = await typedAll(parts, typed);
  if (!read.ok) return read;
  const first = await firstPerson(parts, read.value);
  if (!first.ok) return first;
  await makeOrganisation(parts, read.value, { first: first.value, request });
  const done = await parts.identity.signIn(read.value.person);
  return done.ok ? accept(done.value.setCookies) : done;
}

/** The first start of a store that nobody administers, by a link that only whoever started the program has seen. */
export function startCalls(parts: SignInParts, asking: Asking, link: OneTimeLink): StartCalls {
  const { store } = parts;
  const isOpen = async (token: string) => link.fits(token) && !(await store.hasAdministrator());
  return {
    offered: async (token) => {
      if (!(await isOpen(token))) return null;
      const [before] = await store.organisations();
      const { name = '', kind = organisationKinds[0], orgId = null } = before ?? {};
      return { organisation: name, kind, number: orgId ?? '' };
    },
    make: async (token, typed) => {
      if (!(await isOpen(token))) return null;
      return link.use(token, () => make(parts, typed, asking));
    },
  };
}
