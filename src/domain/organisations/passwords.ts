import { accept, type Decision, refuse } from '../values/index.ts';
import { effortOf } from './passwordEffort.ts';

export const leastPasswordLength = 12;
export const mostPasswordLength = 128;

/** Less effort than this is found by trying what everybody tries: two common words, a name and a year. */
const leastEffort = 9;

const advice = 'Three random words are easy to remember and hard to guess.';

/** What a password is compared with. */
export interface PasswordKnowledge {
  /** Passwords that attackers try first, in small letters. */
  readonly blocklist: ReadonlySet<string> | ((password: string) => boolean);
  /** What others know about the person: name, email address, organisation. */
  readonly personal: readonly string[];
}

/**
 * A password in the one form that is hashed and compared: NFKC, so that a letter with an accent is the same whichever
 * keyboard it was typed on. Nothing is trimmed or cut.
 */
export function passwordForm(password: string): string {
  return password.normalize('NFKC');
}

const sentences = {
  personal: `This password is mostly your name, your email address, your organisation or the name of this site. ${advice}`,
  pattern: `This password is mostly a repeated pattern, or keys in a row. ${advice}`,
  common: `This password is one that many people use, or nearly so. ${advice}`,
};

/**
 * Whether a password may be chosen, after the advice of the National Cyber Security Centre: long enough, not one that
 * is tried first, and no rules on kinds of characters. Length is counted in characters of the form that is hashed.
 */
export function checkPassword(password: string, known: PasswordKnowledge): Decision<null> {
  const form = passwordForm(password);
  const { length } = [...form];
  if (length < leastPasswordLength) {
    return refuse(
      'password:short',
      `A password has at least ${leastPasswordLength} characters; this one has ${length}. ${advice}`,
    );
  }
  if (length > mostPasswordLength) {
    return refuse('password:long', `A password has at most ${mostPasswordLength} characters.`);
  }
  const { weight, weakness } = effortOf(form, known);
  return weight < leastEffort ? refuse(`password:${weakness}`, sentences[weakness]) : accept(null);
}
