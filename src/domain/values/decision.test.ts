import { describe, expect, it } from 'vitest';
import { accept, assert, refuse } from './index.ts';

describe('decisions', () => {
  it('carries the value of a rule that holds', () =>
    expect(accept({ rows: 3 })).toEqual({ ok: true, value: { rows: 3 } }));

  it('carries a code and a sentence for a refusal', () =>
    expect(refuse('no-amount', 'This file has no amount column.')).toEqual({
      ok: false,
      refusals: [{ code: 'no-amount', sentence: 'This file has no amount column.' }],
    }));

  it('stops the program only when an assumption is broken', () => {
    expect(() => assert(true, 'two is two')).not.toThrow();
    expect(() => assert(false, 'a total is positive')).toThrow('Assumption broken: a total is positive');
  });
});
