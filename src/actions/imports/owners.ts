import { type Owner, organisationOf, ownerDetails } from '../../domain/organisations/index.ts';
import { accept, assert, type Decision } from '../../domain/values/index.ts';
import { loadPlaceIndex } from '../analysis/places.ts';
import type { Journey } from './journey.ts';
import type { ImportParts } from './parts.ts';
import type { ImportCalls } from './types.ts';

type Said = Parameters<ImportCalls['saveOwner']>[0];

/** Refusals about the home carry the code of their field, so that a page can show them there. */
async function homeOf(parts: ImportParts, text: string): Promise<Decision<Owner['home']>> {
  const index = await loadPlaceIndex(parts);
  const found = index.home(text.trim().slice(0, 200));
  if (found.ok) return accept({ code: found.value.code, name: found.value.name });
  return {
    ok: false,
    refusals: found.refusals.map(({ sentence }) => ({ code: 'owner:home', sentence })),
  };
}

/** Changes the name, identifier or home of the organisation. Refuses by field: `owner:name`, `owner:org-id`, `owner:home`. */
export async function saveOwner({ parts, records, acting }: Journey, said: Said): Promise<Decision<Owner>> {
  const { firstDefinition, now, changed } = parts;
  const [details, home] = [ownerDetails(said), await homeOf(parts, said.home)];
  if (!details.ok || !home.ok) {
    const refusals = [...(details.ok ? [] : details.refusals), ...(home.ok ? [] : home.refusals)];
    return { ok: false, refusals };
  }
  const id = organisationOf(acting.actor);
  assert(id !== null, 'who says whose ledgers these are acts in an organisation');
  const definition = (await records.owner())?.definition ?? firstDefinition;
  const owner: Owner = { id, ...details.value, home: home.value, definition };
  await records.saveOwner(owner, now());
  await changed(id);
  return accept(owner);
}

/** Names of the authorities of England that can be home today, in order. */
export function homeNames({ placeTables }: Pick<ImportParts, 'placeTables'>): readonly string[] {
  const present = placeTables.authorities.filter((row) => row.successor === null);
  return [...new Set(present.map(({ name }) => name))].sort();
}
