import { accept, type Decision, refuse } from '../values/index.ts';
import { type OrgIdScheme, orgIdSchemes } from './orgIdSchemes.ts';

/** An identifier of an organisation from a register, as org-id.guide writes it: `GB-COH-00123456`. */
export interface OrgId {
  /** The register: `GB-COH`. */
  readonly scheme: string;
  /** The number in it: `00123456`. */
  readonly number: string;
  readonly text: string;
}

const longest = 80;
const general = 'GB-COH-01234567';

/** A country, a register and a number with something between them. */
const wholeShape = /^([A-Za-z]{2})[ -]+([A-Za-z][A-Za-z0-9_]{1,11})[ -]+(\S.*)$/;
const otherNumber = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/;

/** One kind of hyphen and of space, nothing that cannot be seen, and no full stop at the end. */
function tidied(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[ -]+|[ .,;-]+$/g, '');
}

function inScheme(scheme: OrgIdScheme, number: string): Decision<OrgId> {
  const read = scheme.read(number.replace(/ /g, '').toUpperCase());
  if (read !== undefined) return accept(orgId(scheme.code, read));
  return refuse(
    'org-id',
    `This is no number of ${scheme.name}. A number there is ${scheme.form}; the identifier looks like ${scheme.example}.`,
  );
}

function orgId(scheme: string, number: string): OrgId {
  return { scheme, number, text: `${scheme}-${number}` };
}

/** The number after the code of a register, whatever stands between them. Undefined for another register. */
function numberAfter(code: string, text: string): string | undefined {
  const [country, register] = code.split('-');
  return new RegExp(`^${country}[ -]*${register}[ -]+(.+)$`, 'i').exec(text)?.[1];
}

function inOtherScheme(text: string): Decision<OrgId> {
  const [, country, register, number] = wholeShape.exec(text) ?? [];
  const compact = number?.replace(/ /g, '') ?? '';
  if (country && register && otherNumber.test(compact)) {
    return accept(orgId(`${country}-${register}`.toUpperCase(), compact));
  }
  return refuse(
    'org-id',
    `An identifier is the code of a register and a number in it, like ${general}: find yours at org-id.guide.`,
  );
}

/** The register with this code, when it is one whose numbers are known here. */
export function orgIdScheme(code: string): OrgIdScheme | undefined {
  return orgIdSchemes.find((scheme) => scheme.code === code.toUpperCase());
}

/**
 * Reads an identifier as people write it: any case and spacing, zeros that a spreadsheet took away. With a register
 * chosen beside it, the number alone is enough.
 */
export function parseOrgId(said: string, chosen?: string): Decision<OrgId> {
  if (said.length > longest) return refuse('org-id', `An identifier has at most ${longest} characters.`);
  const text = tidied(said);
  for (const scheme of orgIdSchemes) {
    const number = numberAfter(scheme.code, text);
    if (number !== undefined) return inScheme(scheme, number);
  }
  const scheme = chosen === undefined ? undefined : orgIdScheme(chosen);
  return scheme ? inScheme(scheme, text) : inOtherScheme(text);
}
