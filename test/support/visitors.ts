import { nobody, type Visitor, visitorOf } from '../../src/actions/access/entering.ts';
import {
  type Belonging,
  type OrganisationId,
  type OrganisationKind,
  type PersonId,
  type Role,
  roles,
} from '../../src/domain/organisations/index.ts';
import { personId } from './auditChain.ts';
import { organisationId } from './records.ts';

/** Who visits a page of a test, where it is not the usual person. */
export interface VisitorSaid {
  readonly name?: string;
  readonly email?: string;
  readonly person?: PersonId;
  readonly organisation?: OrganisationId;
  readonly organisationName?: string;
  readonly kind?: OrganisationKind;
  readonly others?: readonly Belonging[];
}

/** An invented person with these roles in an invented organisation. */
export function visitorAs(as: readonly Role[], said: VisitorSaid = {}): Visitor {
  const { name = 'Ada Fernsby', email = 'ada.fernsby@kirkvale.example', person = personId(1) } = said;
  const { organisation = organisationId(1), organisationName = 'Kirkvale Council', kind = 'anchor' } = said;
  const here: Belonging = { organisation, name: organisationName, kind, roles: as };
  return visitorOf({ person, name, email, session: 'a session', organisation }, [
    here,
    ...(said.others ?? []),
  ]);
}

/** Somebody who has every role there is, for pages that are looked at whole. */
export const everyRole: Visitor = visitorAs(roles);

export const somebodyUnknown: Visitor = nobody(false);

/** Nobody has signed in, on the computer that the program runs on. */
export const nobodyHere: Visitor = nobody(true);
