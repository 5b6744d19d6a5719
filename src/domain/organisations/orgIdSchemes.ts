/** A register of organisations, how numbers in it are written, and how a number in another form becomes one. */
export interface OrgIdScheme {
  /** The prefix that org-id.guide gives the register. */
  readonly code: string;
  /** What the register is called in a list. */
  readonly name: string;
  /** An identifier in its right form. */
  readonly example: string;
  /** The right form in words, to end a sentence that begins "A number there is". */
  readonly form: string;
  /** The number in its right form; undefined when it cannot be one. Given in capitals, without spaces. */
  readonly read: (number: string) => string | undefined;
}

type Reader = OrgIdScheme['read'];

const bare = (number: string) => number.replace(/[^A-Z0-9]/g, '');
const isNothing = (number: string) => /^[A-Z]*0+$/.test(number);

/** Reads a number of one shape, whatever marks stand between its characters. */
function shaped(shape: RegExp): Reader {
  return (number) => (shape.test(bare(number)) && !isNothing(bare(number)) ? bare(number) : undefined);
}

/**
 * The letters that company numbers begin with, before six digits: where the company is registered and what it is.
 * Societies (IP, SP, RS) may end in a letter.
 */
const companyPrefixes =
  /^(AC|BR|CE|CS|CN|EN|ES|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SN|SO|SP|SR|SZ|ZC)(\d{1,6}|(?<=IP|SP|RS)\d{1,5}[A-Z]|(?<=SL)\d{1,5}A)$/;

/** A company number has eight characters; the zeros that spreadsheets take away are put back. */
function company(number: string): string | undefined {
  const written = bare(number);
  if (isNothing(written)) return undefined;
  if (/^\d{1,8}$/.test(written)) return written.padStart(8, '0');
  if (/^R0?\d{1,6}$/.test(written)) return `R${written.slice(1).padStart(7, '0')}`;
  const [, prefix, rest] = companyPrefixes.exec(written) ?? [];
  return prefix && rest ? `${prefix}${rest.padStart(6, '0')}` : undefined;
}

/** A charity number, and after a hyphen that of a linked charity; the main charity is linked charity 0 of itself. */
function charity(number: string): string | undefined {
  const [, main, linked = ''] = /^0*([1-9]\d{5,6})(?:[-/]0*(\d{1,4}))?$/.exec(number) ?? [];
  if (main === undefined) return undefined;
  return linked === '' || linked === '0' ? main : `${main}-${linked}`;
}

function scottishCharity(number: string): string | undefined {
  const [, digits] = /^(?:SC)?0{0,5}([1-9]\d{0,4})$/.exec(bare(number)) ?? [];
  return digits && `SC${digits.padStart(6, '0')}`;
}

function northernIrishCharity(number: string): string | undefined {
  return /^(?:NIC)?(1\d{5})$/.exec(bare(number))?.[1];
}

function purchasingNumber(number: string): string | undefined {
  const [, first, middle, last] = /^(P[A-Z]{3})(\d{4})([A-Z]{4})$/.exec(bare(number)) ?? [];
  return first && `${first}-${middle}-${last}`;
}

/** Numbers of old societies begin with letters and have six digits or five and a letter; new ones are digits alone. */
function mutual(number: string): string | undefined {
  const written = bare(number);
  const [, prefix, digits] = /^(IP|SP|RS)(\d{1,6})$/.exec(written) ?? [];
  const whole = prefix && digits ? `${prefix}${digits.padStart(6, '0')}` : written;
  return /^[A-Z]{0,4}\d{1,6}[A-Z]{0,2}$/.test(whole) && !isNothing(whole) ? whole : undefined;
}

function schemeOf(parts: readonly [code: string, name: string, example: string, form: string], read: Reader) {
  const [code, name, example, form] = parts;
  return { code, name, example: `${code}-${example}`, form, read };
}

/** The registers that Sevenbox knows the numbers of; others are taken in the general form of org-id.guide. */
export const orgIdSchemes: readonly OrgIdScheme[] = [
  schemeOf(
    ['GB-COH', 'Companies House', '01234567', 'eight digits, or two letters and six digits like SC123456'],
    company,
  ),
  schemeOf(['GB-CHC', 'Charity Commission for England and Wales', '1090095', 'six or seven digits'], charity),
  schemeOf(['GB-SC', 'Scottish Charity Register', 'SC012345', 'SC0 and five digits'], scottishCharity),
  schemeOf(
    ['GB-NIC', 'Charity Commission for Northern Ireland', '100019', 'six digits that begin with 1'],
    northernIrishCharity,
  ),
  schemeOf(['GB-MPR', 'Mutuals Public Register', 'IP031455', 'up to six digits, some with letters'], mutual),
  schemeOf(
    ['GB-PPON', 'Central digital platform of Find a Tender', 'PABC-1234-DEFG', 'like PABC-1234-DEFG'],
    purchasingNumber,
  ),
  schemeOf(
    ['GB-LAE', 'Local authorities in England', 'KIR', 'three to five letters'],
    shaped(/^[A-Z]{3,5}$/),
  ),
  schemeOf(['GB-LAS', 'Local authorities in Scotland', 'ZET', 'three letters'], shaped(/^[A-Z]{3}$/)),
  schemeOf(['GB-PLA', 'Local authorities in Wales', 'SWA', 'three letters'], shaped(/^[A-Z]{3}$/)),
  schemeOf(
    ['GB-LANI', 'Local authorities in Northern Ireland', 'BFS', 'three letters'],
    shaped(/^[A-Z]{3}$/),
  ),
  schemeOf(
    ['GB-NHS', 'NHS organisations', 'RWY', 'three to ten letters and digits'],
    shaped(/^[A-Z0-9]{3,10}$/),
  ),
  schemeOf(
    ['GB-UKPRN', 'Learning providers', '10000346', 'eight digits that begin with 1'],
    shaped(/^1\d{7}$/),
  ),
  schemeOf(['GB-EDU', 'Schools in England', '125554', 'six digits'], shaped(/^[1-9]\d{5}$/)),
  schemeOf(
    ['GB-SHPE', 'Social housing providers in England', 'LH4401', 'four or five digits, some after letters'],
    shaped(/^[A-Z]{0,2}\d{4,5}$/),
  ),
  schemeOf(
    ['GB-GOR', 'Government organisations', 'PB1204', 'one or two letters and up to five digits'],
    shaped(/^[A-Z]{1,2}\d{1,5}$/),
  ),
  schemeOf(
    [
      'GB-REV',
      'Charities known to HM Revenue and Customs',
      'X6243',
      'one or two letters and up to six digits',
    ],
    shaped(/^[A-Z]{1,2}\d{3,6}$/),
  ),
];
