import { isPlaceholder, type PayeeVocabulary } from '../payee.ts';
import { charityIdentifier, companyIdentifier } from '../register/identifiers.ts';

/** How a number in a ledger stands to an organisation's own: the closest first. */
export type NumberRelation = 'same' | 'noughts lost' | 'prefix differs' | 'different';

/** A number as a ledger writes it, made ready. Null where the cell holds no number. */
export interface GivenNumber {
  readonly written: string;
  /** What it may be on the registers, as it stands. */
  readonly identifiers: readonly string[];
  /** What it may be when the letters in front are wrong or were left out. */
  readonly withOtherPrefix: readonly string[];
  /** Its digits, when no nought is among them: a program may have lost them all. */
  readonly withoutNoughts: string | null;
}

const alike = /^(\d)\1*$/;
const counting = '12345678901234567890';
const prefixes = ['SC', 'NI', 'OC', 'SO', 'NC', 'RC', 'IP', 'RS', 'CE', 'FC'];

function isEmptyNumber(compact: string): boolean {
  const digits = compact.replace(/\D/g, '');
  return digits.length < 4 || alike.test(digits) || (digits.length > 6 && counting.includes(digits));
}

function withOtherPrefix(compact: string): readonly string[] {
  const digits = compact.replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length > 8) return [];
  const plain = /^[A-Z]/.test(compact) ? [companyIdentifier(digits)] : [];
  const lettered =
    digits.length <= 6 ? prefixes.map((prefix) => companyIdentifier(`${prefix}${digits}`)) : [];
  return [...plain, ...lettered].filter((identifier) => identifier !== undefined);
}

/** Reads a company or charity number in any of the forms in which ledgers have it. */
export function readGivenNumber(
  text: string | null,
  vocabulary: { readonly payees: PayeeVocabulary },
): GivenNumber | null {
  const written = text?.trim() ?? '';
  if (written === '' || isPlaceholder(written, vocabulary)) return null;
  const compact = written
    .toUpperCase()
    .replace(/^(?:GB-(?:COH|CHC|SC|NIC)-|CRN|REG(?:ISTERED)?|COMPANY|CHARITY|NO\b|NUMBER|[:.\s])+/, '')
    .replace(/\.0$/, '')
    .replace(/[\s./-]/g, '');
  if (isEmptyNumber(compact)) return null;
  const identifiers = [companyIdentifier(compact), charityIdentifier(compact)].filter(
    (identifier) => identifier !== undefined,
  );
  const others = withOtherPrefix(compact).filter((identifier) => !identifiers.includes(identifier));
  const digits = compact.replace(/^[A-Z]+/, '');
  return {
    written,
    identifiers,
    withOtherPrefix: others,
    withoutNoughts: /^[1-9]{3,}$/.test(digits) ? digits : null,
  };
}

function numberIn(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('-') + 1);
}

/** Compares a given number with all the numbers of one organisation. */
export function numberRelation(given: GivenNumber, identifiers: readonly string[]): NumberRelation {
  if (identifiers.some((one) => given.identifiers.includes(one))) return 'same';
  if (identifiers.some((one) => given.withOtherPrefix.includes(one))) return 'prefix differs';
  const lost = identifiers.some((one) => {
    const digits = numberIn(one).replace(/\D/g, '');
    return digits.includes('0') && digits.replaceAll('0', '') === given.withoutNoughts;
  });
  return lost ? 'noughts lost' : 'different';
}
