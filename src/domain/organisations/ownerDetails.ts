import { accept, type Decision, type Refusal } from '../values/index.ts';
import type { Owner } from './owner.ts';

const longestName = 200;

/** A prefix of the register and the number in it, as org-id.guide writes them: `GB-LAE-KIR`, `XI-EID-12`. */
const orgIdShape = /^[A-Z]{2}-[A-Z0-9]{2,12}-[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/;

/** Name and identifier of an organisation as a person typed them; refused by field. An empty identifier is none. */
export function ownerDetails(said: {
  readonly name: string;
  readonly orgId: string;
}): Decision<Pick<Owner, 'name' | 'orgId'>> {
  const name = said.name.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const orgId = said.orgId.trim();
  const refusals: Refusal[] = [];
  if (name === '') refusals.push({ code: 'owner:name', sentence: 'Give the name of the organisation.' });
  if ([...name].length > longestName) {
    refusals.push({ code: 'owner:name', sentence: `A name has at most ${longestName} characters.` });
  }
  if (orgId !== '' && !orgIdShape.test(orgId)) {
    const sentence = 'An identifier looks like GB-LAE-KIR: find yours at org-id.guide, or leave this empty.';
    refusals.push({ code: 'owner:org-id', sentence });
  }
  return refusals.length > 0 ? { ok: false, refusals } : accept({ name, orgId: orgId === '' ? null : orgId });
}
