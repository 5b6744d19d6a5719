import type { ReadRegister, RegisteredEntity, RegisterKind } from '../../src/domain/suppliers/index.ts';
import { accept, toLocalDate } from '../../src/domain/values/index.ts';
import type { ReferenceStore, RegisterEdition } from '../../src/lake/reference/types.ts';

/** An organisation of which nothing else matters. */
export function organisation(
  identifier: string,
  name: string,
  more: Partial<RegisteredEntity> = {},
): RegisteredEntity {
  return {
    ...{ identifier, name, otherNames: [], kind: 'company', category: 'Private Limited Company' },
    ...{ status: 'active', statusWords: 'Active', started: null, ended: null, postcode: null, town: null },
    ...{ activities: [], accounts: null, accountsDue: null, income: null, alsoKnownAs: [] },
    ...more,
  };
}

/** Adds organisations to a store as a register, and answers its edition. `file` is any file that is there; its bytes name the edition. */
export async function addOrganisations(
  store: ReferenceStore,
  file: string,
  { kind, entities }: { readonly kind: RegisterKind; readonly entities: readonly RegisteredEntity[] },
): Promise<RegisterEdition> {
  async function* all() {
    yield* entities;
  }
  const tally = () => ({ records: entities.length, leftOut: 0, notes: [], share: null });
  const read: ReadRegister = async () => accept({ kind, date: null, entities: all(), tally });
  const [today, files] = [toLocalDate('2026-11-29'), [{ path: file, label: 'invented.csv' }]];
  const added = await store.addRegister({ kind, files, today, date: null, read });
  if (!added.ok) throw new Error(added.refusals.map(({ sentence }) => sentence).join(' '));
  const edition = (await store.registers()).find((one) => one.edition === added.value.edition);
  if (edition === undefined) throw new Error('what was added is in use');
  return edition;
}
