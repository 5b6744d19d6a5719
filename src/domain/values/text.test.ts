import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeKept, cutText } from './text.ts';

describe('a text that is cut', () => {
  it('never ends with half a character', () => {
    expect([cutText('ab🦆', 3), cutText('ab🦆', 4), cutText('ab', 9)]).toEqual(['ab', 'ab🦆', 'ab']);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, most) => {
        const cut = cutText(text, most);
        return text.startsWith(cut) && cut.length <= most && cut.length >= Math.min(text.length, most) - 1;
      }),
    );
  });

  it.each([
    ['plain é 🦆', true],
    ['a\u0000b', false],
    ['\ud800', false],
    ['\udc00 then', false],
    ['', true],
  ])('%j can be kept: %s', (text, kept) => expect(canBeKept(text)).toBe(kept));
});
