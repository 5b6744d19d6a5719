import type { ImportCalls } from '../../src/actions/imports/types.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { OrganisationId, PersonId, Role } from '../../src/domain/organisations/index.ts';
import type { Identity } from '../../src/external/identity/types.ts';
import { identityOver } from '../../src/main/identity.ts';
import type { OpenSite } from '../../src/main/openSite.ts';
import type { Store } from '../../src/records/types.ts';
import { CookieJar, testPassword } from './identity.ts';
import { acceptedOf, actingIn, minute, organisationId } from './records.ts';

/** Settings over a home folder; all others are those of a fresh installation. */
export function configOf(place: Pick<Config, 'home'> & Partial<Config>): Config {
  return { ...acceptedOf(readConfig({ PORT: '0', LOG_LEVEL: 'silent' })), ...place };
}

/** Who signs in, and where. */
export interface SignInOrder {
  readonly roles: readonly Role[];
  readonly organisation?: OrganisationId;
  /** Of the organisation, where it has to be made. */
  readonly organisationName?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Somebody who is signed in. */
export interface SignedInPerson {
  readonly person: PersonId;
  readonly email: string;
  readonly organisation: OrganisationId;
  readonly identity: Identity;
  /** What the browser sends. */
  readonly cookie: string;
}

/** The organisation is made where it is not there yet. */
async function organisationIn(
  store: Store,
  { organisation = organisationId(1), organisationName: name = 'Kirkvale Council' }: SignInOrder,
) {
  const records = store.as(actingIn(organisation));
  const made = { id: organisation, kind: 'anchor', form: null, name, orgId: null } as const;
  if ((await records.organisation()) === null) await records.addOrganisation(made, null, minute(0));
  return { organisation, records };
}

/** Makes an invented person with these roles in an organisation, and signs them in with a password. */
export async function signIn(
  { store, config }: { readonly store: Store; readonly config: Config },
  order: SignInOrder,
): Promise<SignedInPerson> {
  const { identity } = acceptedOf(identityOver(config, store, 'real'));
  const { organisation, records } = await organisationIn(store, order);
  const { name = 'Ada Fernsby', email = 'ada.fernsby@kirkvale.example' } = order;
  const rest = { password: testPassword, emailProven: true, demo: false };
  const person = acceptedOf(await identity.createPerson({ email, name, ...rest }));
  await records.addMember(person, order.roles, minute(1));
  const done = acceptedOf(await identity.signIn({ email, password: testPassword }));
  const { cookie } = new CookieJar().take(done.setCookies).headers;
  return { person, email, organisation, identity, cookie };
}

/** Every import call of the first organisation, in the name of the program itself. */
export function importsOf({ house }: Pick<OpenSite, 'house'>): ImportCalls {
  return house.imports.callsFor(actingIn(organisationId(1)));
}
