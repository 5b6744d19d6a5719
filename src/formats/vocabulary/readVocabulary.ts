import {
  type AliasRole,
  type HeaderAlias,
  type ScopeRule,
  type Vocabulary,
  vocabularyFrom,
} from '../../domain/spend/mapping/index.ts';
import { roles } from '../../domain/spend/mapping/types.ts';
import type { PayeeToken } from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { readDataRows } from '../dataRows.ts';

type Row = Readonly<Record<string, string>>;

const folder = new URL('../../../data/vocabulary/', import.meta.url);

function oneOf<T extends string>(row: Row, column: string, allowed: readonly T[]): T {
  const value = allowed.find((candidate) => candidate === row[column]);
  assert(value !== undefined, `${column} is one of ${allowed.join(', ')}, not "${row[column]}"`);
  return value;
}

function text(row: Row, column: string): string {
  const value = row[column] ?? '';
  assert(value !== '', `every row of our own tables has a ${column}`);
  return value;
}

function aliasFrom(row: Row): HeaderAlias {
  const weight = Number(row.weight);
  assert(Number.isInteger(weight) && weight > 0, `"${row.alias}" has a whole weight above nought`);
  return {
    role: oneOf<AliasRole>(row, 'role', [...roles, 'not used']),
    alias: text(row, 'alias'),
    match: oneOf(row, 'match', ['exact', 'words']),
    weight,
    note: row.note ?? '',
  };
}

function tokenFrom(row: Row): PayeeToken {
  const classes = ['named', 'redacted', 'aggregate', 'several', 'unnamed', 'placeholder'] as const;
  return {
    token: text(row, 'token'),
    match: oneOf(row, 'match', ['exact', 'starts', 'contains-word', 'shape']),
    class: oneOf(row, 'class', classes),
  };
}

function scopeRuleFrom(row: Row): ScopeRule {
  return {
    definition: text(row, 'definition'),
    class: oneOf(row, 'class', ['salaries', 'tax', 'financing', 'public-bodies']),
    field: oneOf(row, 'field', ['supplier', 'category', 'categoryCode', 'purpose', 'department']),
    match: oneOf(row, 'match', ['exact', 'starts', 'range']),
    value: text(row, 'value'),
    to: row.to || null,
    label: text(row, 'label'),
    source: text(row, 'source'),
  };
}

/** Reads the shipped tables of words: header aliases, payee tokens and scope rules. */
export function readVocabulary(): Vocabulary {
  const rows = (file: string) => readDataRows(new URL(file, folder));
  return vocabularyFrom({
    aliases: rows('header-aliases.csv').map(aliasFrom),
    tokens: rows('redaction-tokens.csv').map(tokenFrom),
    scopeRules: rows('scope-rules.csv').map(scopeRuleFrom),
  });
}
