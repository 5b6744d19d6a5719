import { plainWords, supplierKey } from '../suppliers/index.ts';
import type { ScopeRule } from './mapping/vocabulary.ts';

export type ScopeField = ScopeRule['field'];

export interface ScopeDecision {
  readonly field: ScopeField;
  readonly text: string;
  readonly class: string;
}

function keyOf(field: ScopeField, text: string): string {
  return field === 'supplier' ? supplierKey(text) : plainWords(text);
}

function matches(rule: ScopeRule, words: string, text: string): boolean {
  if (rule.match === 'exact') return keyOf(rule.field, text) === keyOf(rule.field, rule.value);
  const wanted = plainWords(rule.value);
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
  /** The first rule for each exact text, by its place in the list. */
  readonly exact: ReadonlyMap<string, number>;
  readonly others: readonly number[];
}

function prepare(field: ScopeField, rules: readonly ScopeRule[]): PreparedRules {
  const exact = new Map<string, number>();
  const others: number[] = [];
  for (const [position, rule] of rules.entries()) {
    if (rule.field !== field) continue;
    const key = keyOf(field, rule.value);
    if (rule.match !== 'exact') others.push(position);
    else if (!exact.has(key)) exact.set(key, position);
  }
  return { exact, others };
}

/** Decides many texts of one field at once; only texts that a rule names are returned. */
export function scopeDecisions(
  field: ScopeField,
  texts: readonly string[],
  rules: readonly ScopeRule[],
): readonly ScopeDecision[] {
  const { exact, others } = prepare(field, rules);
  return texts.flatMap((text) => {
    const named = exact.get(keyOf(field, text)) ?? rules.length;
    const earlier = others.filter((position) => position < named);
    const candidates = [...earlier, named].flatMap((position) => rules[position] ?? []);
    const found = scopeClassOf(field, text, candidates);
    return found === undefined ? [] : [{ field, text, class: found }];
  });
}
