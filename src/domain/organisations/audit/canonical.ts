import { assert } from '../../values/index.ts';

function member([key, value]: readonly [string, unknown]): string {
  return `${JSON.stringify(key)}:${canonicalJson(value)}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The one way to write a value as JSON: keys sorted by code unit, no white space. Two values have the same text only
 * when they are the same. Throws for what JSON cannot hold, because two such values could be written alike.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), `${value} can be written as JSON`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  assert(isPlain(value), `a value of the type ${typeof value} can be written as JSON`);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(member).join(',')}}`;
}
