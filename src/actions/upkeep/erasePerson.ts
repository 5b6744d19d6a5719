import type { Acting, PersonId } from '../../domain/organisations/index.ts';
import { decideMemberChange } from '../../domain/organisations/index.ts';
import { accept, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { Records, Store } from '../../records/types.ts';

/** What erasing works with. */
export interface EraseParts {
  readonly store: Pick<Store, 'personWith' | 'belongingsOf' | 'erasePerson'> & {
    readonly as: (acting: Acting) => Pick<Records, 'changeMember'>;
  };
  readonly now: () => Instant;
  readonly request: string;
}

async function leaveAll({ store, now, request }: EraseParts, person: PersonId): Promise<Decision<null>> {
  for (const { organisation, name } of await store.belongingsOf(person)) {
    const actor = { kind: 'system', organisation, onBehalfOf: null } as const;
    const records = store.as({ actor, action: 'people.erase', request });
    const left = await records.changeMember(
      person,
      (members) => decideMemberChange(members, { kind: 'remove', person }),
      now(),
    );
    if (!left.ok) {
      const why = left.refusals.map(({ sentence }) => sentence).join(' ');
      return refuse('person-needed', `${name}: ${why}`);
    }
  }
  return accept(null);
}

/**
 * Erases the person with an email address: who they are, how they sign in and where they belong. The audit chains keep
 * an id that then names nobody. Refused where nobody has the address, and while an organisation would be left without
 * an administrator.
 */
export async function erasePerson(parts: EraseParts, email: string): Promise<Decision<PersonId>> {
  const person = await parts.store.personWith(email.trim());
  if (person === null) return refuse('person-unknown', 'Nobody has that email address here.');
  const left = await leaveAll(parts, person);
  if (!left.ok) return left;
  await parts.store.erasePerson(person, { at: parts.now(), request: parts.request });
  return accept(person);
}
