/** What a payee name tells us: one payee, or why it names none or many. */
export const payeeClasses = ['named', 'redacted', 'aggregate', 'several', 'unnamed'] as const;
export type PayeeClass = (typeof payeeClasses)[number];

/** One row of `data/vocabulary/redaction-tokens.csv`. */
export interface PayeeToken {
  readonly token: string;
  readonly match: 'exact' | 'starts' | 'contains-word' | 'shape';
  /** `placeholder` is an empty cell in words; `named` is a false friend. */
  readonly class: PayeeClass | 'placeholder';
}

export interface PayeeKind {
  readonly kind: PayeeClass;
  /** The token that decided; null for a named payee and for an empty cell. */
  readonly token: string | null;
}

/** The tokens made ready for many names; made once by `payeeVocabulary`. */
export interface PayeeVocabulary {
  readonly tokens: readonly PayeeToken[];
  readonly exact: ReadonlyMap<string, PayeeToken>;
  readonly starts: ReadonlyMap<string, readonly (readonly [string, PayeeToken])[]>;
  readonly contains: readonly (readonly [string, PayeeToken])[];
  readonly falseFriends: readonly string[];
  readonly shapes: readonly (readonly [RegExp, PayeeToken])[];
}

const accents = /[\u0300-\u036f]/g;
const apostrophes = /['\u2018\u2019\u00b4`]/g;
const plainName = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;

/** Upper case, no accents, `&` and `+` as AND, no punctuation, single spaces. */
export function plainWords(name: string): string {
  const upper = name.toUpperCase();
  if (plainName.test(upper)) return upper;
  return upper
    .normalize('NFD')
    .replace(accents, '')
    .replace(apostrophes, '')
    .replace(/[&+]/g, ' AND ')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}

const legalForm = / (?:LTD|LIMITED|PLC|LLP|PUBLIC LIMITED COMPANY)$/;

function withoutLegalForm(words: string): string {
  const shorter = words.replace(legalForm, '');
  return shorter === words ? words : withoutLegalForm(shorter);
}

/**
 * The name under which payments to one supplier are added up where the ledger gives no supplier number:
 * plain words, initials drawn together (`C I C` is `CIC`), without the legal form at the end. Never empty
 * for a name that has any character but white space.
 */
export function supplierKey(name: string): string {
  const words = plainWords(name).replace(/\b([A-Z]) (?=[A-Z]\b)/g, '$1');
  return withoutLegalForm(words) || name.replace(/\s+/g, ' ').trim().toUpperCase();
}

function shapeOf(token: string): RegExp {
  const escaped = token.toUpperCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('9', '\\d').replaceAll('A', '[A-Z]')}`);
}

function firstWord(words: string): string {
  const end = words.indexOf(' ');
  return end < 0 ? words : words.slice(0, end);
}

function startsByWord(tokens: readonly PayeeToken[]): PayeeVocabulary['starts'] {
  const byWord = new Map<string, [string, PayeeToken][]>();
  for (const token of tokens.filter(({ match }) => match === 'starts')) {
    const words = plainWords(token.token);
    const first = firstWord(words);
    byWord.set(first, [...(byWord.get(first) ?? []), [`${words} `, token]]);
  }
  return byWord;
}

/** Makes the rows of the token table ready. */
export function payeeVocabulary(tokens: readonly PayeeToken[]): PayeeVocabulary {
  const padded = (token: PayeeToken) => ` ${plainWords(token.token)} `;
  const containing = tokens.filter(({ match }) => match === 'contains-word');
  return {
    tokens,
    exact: new Map(
      tokens.filter(({ match }) => match === 'exact').map((token) => [plainWords(token.token), token]),
    ),
    starts: startsByWord(tokens),
    contains: containing.filter((token) => token.class !== 'named').map((token) => [padded(token), token]),
    falseFriends: containing.filter((token) => token.class === 'named').map(padded),
    shapes: tokens.filter(({ match }) => match === 'shape').map((token) => [shapeOf(token.token), token]),
  };
}

function withoutFalseFriends(words: string, payees: PayeeVocabulary): string {
  const padded = ` ${words} `;
  return payees.falseFriends.reduce((rest, friend) => rest.replaceAll(friend, ' '), padded);
}

function tokenIn(words: string, payees: PayeeVocabulary): PayeeToken | undefined {
  const rest = withoutFalseFriends(words, payees);
  const starting = payees.starts
    .get(firstWord(rest.trimStart()))
    ?.find(([start]) => rest.trimStart().startsWith(start));
  return (starting ?? payees.contains.find(([part]) => rest.includes(part)))?.[1];
}

const named: PayeeKind = { kind: 'named', token: null };

function kindOf(token: PayeeToken): PayeeKind {
  if (token.class === 'named') return named;
  return { kind: token.class === 'placeholder' ? 'unnamed' : token.class, token: token.token };
}

/**
 * Whether a payee cell names one payee. A false friend such as "Private Hire" is set aside before tokens are
 * looked for, so that only the words around it can decide.
 */
export function payeeKind(name: string, vocabulary: { readonly payees: PayeeVocabulary }): PayeeKind {
  const { payees } = vocabulary;
  const words = plainWords(name);
  if (words === '') return { kind: 'unnamed', token: null };
  const upper = name.trimStart().toUpperCase();
  const shaped = payees.shapes.find(([shape]) => shape.test(upper))?.[1];
  const token = payees.exact.get(words) ?? shaped ?? tokenIn(words, payees);
  return token ? kindOf(token) : named;
}

/** Whether a cell only stands for "nothing here": empty, a placeholder or a redaction. */
export function isPlaceholder(text: string, vocabulary: { readonly payees: PayeeVocabulary }): boolean {
  const words = plainWords(text);
  if (words === '') return true;
  const found = vocabulary.payees.exact.get(words)?.class ?? 'named';
  return found === 'placeholder' || found === 'unnamed' || payeeKind(text, vocabulary).kind === 'redacted';
}

/** Whether a supplier number stands for one supplier. `ONETIME` and `Personal Budgets` do not; use the name then. */
export function isUsableNumber(text: string, vocabulary: { readonly payees: PayeeVocabulary }): boolean {
  return !isPlaceholder(text, vocabulary) && payeeKind(text, vocabulary).kind === 'named';
}
