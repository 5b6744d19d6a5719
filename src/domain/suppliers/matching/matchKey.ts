import { plainWords } from '../payee.ts';

/** The legal forms that names end with and that the matcher keeps apart from the name itself. */
export const legalForms = [
  'limited',
  'public limited',
  'partnership',
  'community interest',
  'charitable incorporated',
  'foreign',
] as const;
export type LegalForm = (typeof legalForms)[number];

/** A name as the matcher compares it: the words that tell organisations apart, and its legal form. */
export interface NameParts {
  readonly key: string;
  /** Null where the name does not say. */
  readonly form: LegalForm | null;
}

/** The ends of names that are legal forms, after initials are drawn together and COMPANY is CO. The longest come first. */
const endings: ReadonlyMap<string, readonly (readonly [string, LegalForm])[]> = new Map([
  [
    'LIMITED',
    [
      [' PRIVATE LIMITED', 'limited'],
      [' LIMITED', 'limited'],
    ],
  ],
  ['LTD', [[' LTD', 'limited']]],
  ['CYFYNGEDIG', [[' CYFYNGEDIG', 'limited']]],
  ['CYF', [[' CYF', 'limited']]],
  ['GUARANTEE', [[' LIMITED BY GUARANTEE', 'limited']]],
  ['PLC', [[' PLC', 'public limited']]],
  ['LLP', [[' LLP', 'partnership']]],
  ['LP', [[' LP', 'partnership']]],
  [
    'PARTNERSHIP',
    [
      [' LIMITED LIABILITY PARTNERSHIP', 'partnership'],
      [' LIMITED PARTNERSHIP', 'partnership'],
    ],
  ],
  ['CIC', [[' CIC', 'community interest']]],
  ['CBC', [[' CBC', 'community interest']]],
  [
    'CO',
    [
      [' COMMUNITY INTEREST CO', 'community interest'],
      [' PUBLIC LIMITED CO', 'public limited'],
    ],
  ],
  ['CIO', [[' CIO', 'charitable incorporated']]],
  ['ORGANISATION', [[' CHARITABLE INCORPORATED ORGANISATION', 'charitable incorporated']]],
  ['INC', [[' INC', 'foreign']]],
  ['LLC', [[' LLC', 'foreign']]],
  ['GMBH', [[' GMBH', 'foreign']]],
  ['BV', [[' BV', 'foreign']]],
]);

const initials = /\b([A-Z]) (?=[A-Z]\b)/g;
const lonely = /(?:^| )[A-Z] [A-Z](?: |$)/;
const company = /\bCOMPANY\b/g;

function drawnTogether(words: string): string {
  const joined = lonely.test(words) ? words.replace(initials, '$1') : words;
  return joined.includes('COMPANY') ? joined.replace(company, 'CO') : joined;
}

function endingOf(words: string): readonly [string, LegalForm] | undefined {
  const known = endings.get(words.slice(words.lastIndexOf(' ') + 1));
  return known?.find(([ending]) => words.endsWith(ending));
}

/**
 * The form that counts is the one in front when a name carries two, as in `EXAMPLE CIC LIMITED`: the word
 * Limited is often put behind by a ledger.
 */
function withoutForms(words: string): NameParts {
  let key = words;
  let form: LegalForm | null = null;
  for (let found = endingOf(key); found; found = endingOf(key)) {
    key = key.slice(0, key.length - found[0].length);
    form = found[1];
  }
  return { key, form };
}

function withoutThe(key: string): string {
  return key.startsWith('THE ') ? withoutThe(key.slice(4)) : key;
}

/** Splits a name into its key and its legal form in one go, for whoever needs both. */
export function nameParts(name: string): NameParts {
  const { key, form } = withoutForms(withoutThe(drawnTogether(plainWords(name))));
  return { key, form };
}

/**
 * The name under which two spellings of one organisation meet: plain words, initials drawn together, COMPANY as CO,
 * without THE at the start and without legal forms at the end. Never empty for a name with a letter or digit in it.
 * Made for millions of names: a register's keys are made once per edition and stored.
 */
export function matchKey(name: string): string {
  return nameParts(name).key;
}
