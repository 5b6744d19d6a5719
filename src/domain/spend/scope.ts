import { plainWords, supplierKey } from '../suppliers/index.ts';
import type { ScopeRule } from './mapping/vocabulary.ts';

export type ScopeField = ScopeRule['field'];

export interface ScopeDecision {
  readonly field: ScopeField;
  readonly text: string;
  readonly class: string;
}

function matches(rule: ScopeRule, words: string, text: string): boolean {
  const wanted = plainWords(rule.value);
  if (rule.match === 'exact') {
    return rule.field === 'supplier' ? supplierKey(text) === supplierKey(rule.value) : words === wanted;
  }
  if (rule.match === 'starts') return words === wanted || words.startsWith(`${wanted} `);
  const code = text.trim().toUpperCase();
  return code.length === rule.value.length && code >= rule.value && code <= (rule.to ?? rule.value);
}

/** The class under which the first matching rule names a text; undefined when the text stays in scope. */
export function scopeClassOf(
  field: ScopeField,
  text: string,
  rules: readonly ScopeRule[],
): string | undefined {
  const words = plainWords(text);
  return rules.find((rule) => rule.field === field && matches(rule, words, text))?.class;
}

interface PreparedRules {
  readonly exact: ReadonlyMap<string, string>;
  readonly others: readonly ScopeRule[];
}

function prepare(field: ScopeField, rules: readonly ScopeRule[]): PreparedRules {
  const mine = rules.filter((rule) => rule.field === field);
  const keyOf = field === 'supplier' ? supplierKey : plainWords;
  const exact = new Map<string, string>();
  for (const rule of mine.filter(({ match }) => match === 'exact')) {
    const key = keyOf(rule.value);
    if (!exact.has(key)) exact.set(key, rule.class);
  }
  return { exact, others: mine.filter(({ match }) => match !== 'exact') };
}

/** Decides many texts of one field at once; only texts that a rule names are returned. */
export function scopeDecisions(
  field: ScopeField,
  texts: readonly string[],
  rules: readonly ScopeRule[],
): readonly ScopeDecision[] {
  const { exact, others } = prepare(field, rules);
  const keyOf = field === 'supplier' ? supplierKey : plainWords;
  return texts.flatMap((text) => {
    const found = exact.get(keyOf(text)) ?? scopeClassOf(field, text, others);
    return found === undefined ? [] : [{ field, text, class: found }];
  });
}
