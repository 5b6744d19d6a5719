import { accept, type Decision, parsePostcode, refuse } from '../../values/index.ts';
import { charityIdentifier, companyIdentifier } from '../register/identifiers.ts';
import { plainOutcomes, type SupplierOutcome } from './types.ts';

/** What somebody says about a supplier, as a form sends it. */
export interface SaidOutcome {
  /** `entity:` and an org-id, one of the plain outcomes, `number`, or `elsewhere`. */
  readonly choice: string;
  /** For `elsewhere`: the org-id of the right supplier, and the postcode at which its work is done. */
  readonly identifier: string;
  readonly deliveryPostcode: string;
  /** For `number`: the number of a company or charity, or an org-id. */
  readonly number: string;
}

const mostOfReason = 500;
const entityChoice = 'entity:';

function linked(identifier: string, isRegistered: (identifier: string) => boolean): Decision<string> {
  if (isRegistered(identifier)) return accept(identifier);
  return refuse(
    'identifier',
    `No register in use has ${identifier === '' ? 'an organisation without a number' : `"${identifier.slice(0, 60)}"`}. Select one of the organisations shown, or "None of these".`,
  );
}

function elsewhere(
  { identifier, deliveryPostcode }: SaidOutcome,
  isRegistered: (identifier: string) => boolean,
): Decision<SupplierOutcome> {
  const known =
    identifier === ''
      ? refuse('identifier', 'Select which supplier it is.')
      : linked(identifier, isRegistered);
  const postcode = parsePostcode(deliveryPostcode);
  const site: Decision<typeof postcode> = postcode
    ? accept(postcode)
    : refuse(
        'delivery-postcode',
        deliveryPostcode.trim() === ''
          ? 'Enter the postcode of the place where the work is done.'
          : `"${deliveryPostcode.slice(0, 20)}" is not a UK postcode. Postcodes look like HD1 2TT.`,
      );
  if (known.ok && postcode)
    return accept({ kind: 'linked', identifier: known.value, deliveryPostcode: postcode });
  return { ok: false, refusals: [known, site].flatMap((one) => (one.ok ? [] : one.refusals)) };
}

/** The org-ids that a number may stand for. */
export function identifiersFor(number: string): readonly string[] {
  const all = [companyIdentifier(number), charityIdentifier(number), number.trim().toUpperCase()];
  return all.flatMap((identifier) => identifier || []);
}

function numbered(number: string, isRegistered: (identifier: string) => boolean): Decision<SupplierOutcome> {
  if (number.trim() === '') return refuse('number', 'Enter the number of the company or charity.');
  const found = identifiersFor(number).filter(isRegistered);
  const [identifier, ...others] = found;
  const which = `"${number.trim().slice(0, 40)}"`;
  if (!identifier)
    return refuse('number', `No register in use has ${which}. Check the number, or add the register.`);
  if (others.length === 0) return accept({ kind: 'linked', identifier, deliveryPostcode: null });
  return refuse('number', `${which} is ${found.join(' and ')}. Enter the one that you mean.`);
}

/** What is decided about a supplier, or what is still missing for that. `isRegistered` knows the registers in use. */
export function decideOutcome(
  said: SaidOutcome,
  isRegistered: (identifier: string) => boolean,
): Decision<SupplierOutcome> {
  const plain = plainOutcomes.find((kind) => kind === said.choice);
  if (plain) return accept({ kind: plain });
  if (said.choice === 'number') return numbered(said.number, isRegistered);
  if (said.choice === 'elsewhere') return elsewhere(said, isRegistered);
  if (!said.choice.startsWith(entityChoice)) return refuse('choice', 'Select who this supplier is.');
  const found = linked(said.choice.slice(entityChoice.length), isRegistered);
  if (!found.ok) return { ok: false, refusals: found.refusals.map((one) => ({ ...one, code: 'choice' })) };
  return accept({ kind: 'linked', identifier: found.value, deliveryPostcode: null });
}

/** A reason in the words of whoever decided, on one line; null where none is given. Refused where it is too long. */
export function plainReason(text: string): Decision<string | null> {
  const reason = text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
  if ([...reason].length <= mostOfReason) return accept(reason === '' ? null : reason);
  return refuse('reason', `Write the reason in at most ${mostOfReason} characters.`);
}
