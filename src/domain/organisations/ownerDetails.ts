import { accept, type Decision, type Refusal } from '../values/index.ts';
import { parseOrgId } from './orgId.ts';
import type { Owner } from './owner.ts';

const longestName = 200;

/** The identifier in its one form; null where none was given. */
function identifierOf(said: string): Decision<string | null> {
  if (said.trim() === '') return accept(null);
  const read = parseOrgId(said);
  if (read.ok) return accept(read.value.text);
  const refusals = read.refusals.map(({ sentence }) => ({ code: 'owner:org-id', sentence }));
  return { ok: false, refusals };
}

/** Name and identifier of an organisation as a person typed them; refused by field. An empty identifier is none. */
export function ownerDetails(said: {
  readonly name: string;
  readonly orgId: string;
}): Decision<Pick<Owner, 'name' | 'orgId'>> {
  const name = said.name.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const orgId = identifierOf(said.orgId);
  const refusals: Refusal[] = [];
  if (name === '') refusals.push({ code: 'owner:name', sentence: 'Give the name of the organisation.' });
  if ([...name].length > longestName) {
    refusals.push({ code: 'owner:name', sentence: `A name has at most ${longestName} characters.` });
  }
  if (!orgId.ok) refusals.push(...orgId.refusals);
  return orgId.ok && refusals.length === 0 ? accept({ name, orgId: orgId.value }) : { ok: false, refusals };
}
