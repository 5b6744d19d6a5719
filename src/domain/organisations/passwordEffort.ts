import type { PasswordKnowledge } from './passwords.ts';

/** Why a password is easy to guess. */
export type PasswordWeakness = 'personal' | 'pattern' | 'common';

/** The least effort of guessing a password, in characters that have to be tried, and what makes it small. */
export interface PasswordEffort {
  readonly weight: number;
  readonly weakness: PasswordWeakness;
}

/** One way to put the beginning of a password together. */
interface Guess {
  readonly weight: number;
  /** How many letters, and how many other characters, had to be tried one by one. */
  readonly letters: number;
  readonly signs: number;
  readonly used: readonly PasswordWeakness[];
}

type Piece = readonly [weight: number, weakness: PasswordWeakness];
type Recognise = (text: string, start: number, end: number) => Piece | undefined;

const wordWeight = 4;
const longestWord = 40;

/** Keys beside or below one another, and the alphabet; each is walked in both directions. */
const walks = [
  'abcdefghijklmnopqrstuvwxyz',
  '`1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'#",
  'zxcvbnm,./',
  '!"£$%^&*()_+',
  '!@#$%^&*()_+',
  '0123456789',
  'azertyuiop',
  'qwertzuiop',
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik,', '9ol.', '0p;/'],
].flatMap((walk) => [walk, [...walk].reverse().join('')]);

/** Signs that stand for letters. The sign 1 stands for either of two. */
const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  4: 'a',
  8: 'b',
  '(': 'c',
  3: 'e',
  6: 'g',
  '!': 'i',
  0: 'o',
  $: 's',
  5: 's',
  7: 't',
  '+': 't',
};

function undisguised(text: string): readonly string[] {
  const plain = [...text].map((sign) => disguises[sign] ?? sign).join('');
  return [...new Set([text, plain.replaceAll('1', 'i'), plain.replaceAll('1', 'l')])];
}

/** The words of what others know, and each text with its words run together. */
function personalWords(personal: readonly string[]): ReadonlySet<string> {
  const texts = personal.map((text) => text.normalize('NFKC').toLowerCase());
  const split = texts.map((text) => text.split(/[^\p{L}\p{N}\p{M}]+/u));
  const words = split.flatMap((parts) => [...parts, parts.join('')]);
  return new Set(['sevenbox', ...words].filter((word) => [...word].length >= 3));
}

/** Whether what stood just before comes once more or over and over, and nothing else. */
function repeats(text: string, start: number, end: number): boolean {
  const piece = text.slice(start, end);
  for (let period = 1; period <= Math.min(start, piece.length); period += 1) {
    if (piece === text.slice(start - period, end - period)) return true;
  }
  return false;
}

/** Keys in a row, or a repetition. */
const patternAt: Recognise = (text, start, end) => {
  if (end - start < 2) return undefined;
  const piece = text.slice(start, end);
  const walk = piece.length >= 3 && walks.some((keys) => keys.includes(piece));
  return walk || repeats(text, start, end) ? [1, 'pattern'] : undefined;
};

function recogniser({ blocklist, personal }: PasswordKnowledge): Recognise {
  const own = personalWords(personal);
  const blocked = typeof blocklist === 'function' ? blocklist : (word: string) => blocklist.has(word);
  return (text, start, end) => {
    const isWord = end - start >= 3 && end - start <= longestWord;
    const words = isWord ? undisguised(text.slice(start, end)) : [];
    if (words.some((word) => own.has(word))) return [1, 'personal'];
    const pattern = patternAt(text, start, end);
    if (pattern) return pattern;
    return end - start >= wordWeight && words.some(blocked) ? [wordWeight, 'common'] : undefined;
  };
}

const nothing: Guess = { weight: 0, letters: 0, signs: 0, used: [] };

function withOne(guess: Guess, character: string): Guess {
  const isLetter = /\p{L}/u.test(character);
  const counted = isLetter ? { letters: guess.letters + 1 } : { signs: guess.signs + 1 };
  return { ...guess, weight: guess.weight + 1, ...counted };
}

/** The cheapest way to put a text together from pieces that are recognised and single characters. */
function cheapest(text: string, recognise: Recognise): Guess {
  const best: Guess[] = [nothing];
  for (let end = 1; end <= text.length; end += 1) {
    let least = withOne(best[end - 1] ?? nothing, text.charAt(end - 1));
    for (let start = 0; start < end; start += 1) {
      const before = best[start] ?? nothing;
      const piece = before.weight + 1 < least.weight ? recognise(text, start, end) : undefined;
      if (!piece || before.weight + piece[0] >= least.weight) continue;
      least = { ...before, weight: before.weight + piece[0], used: [...before.used, piece[1]] };
    }
    best.push(least);
  }
  return best.at(-1) ?? nothing;
}

function weaknessOf({ used }: Guess): PasswordWeakness {
  if (used.includes('personal')) return 'personal';
  return used.includes('common') ? 'common' : 'pattern';
}

/**
 * How hard a password is to guess for somebody who tries common passwords, what is known of the person, and patterns:
 * such a piece weighs little, every other character one. Digits and signs around words that are all known weigh
 * nothing, however many they are.
 */
export function effortOf(password: string, known: PasswordKnowledge): PasswordEffort {
  const text = password.toLowerCase();
  const guess = cheapest(text, recogniser(known));
  const allKnown = guess.letters === 0 && /\p{L}/u.test(text);
  return { weight: guess.weight - (allKnown ? guess.signs : 0), weakness: weaknessOf(guess) };
}
