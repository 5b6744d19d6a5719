import { expect, it } from 'vitest';
import { heldChain } from '../../../../test/support/auditChain.ts';
import { acceptedOf, minute, refusalOf } from '../../../../test/support/records.ts';
import { anchorLines, parseAnchors } from './anchors.ts';
import { emptyHead } from './entry.ts';

const heads = [3, 5].flatMap((count) => heldChain(count).head ?? []);

it('anchors are lines that read as the heads they were, those of earlier days too', () => {
  const text = anchorLines([...heads, emptyHead('system')], minute(0)) + anchorLines(heads, minute(1));
  expect(text.split('\n')).toHaveLength(5);
  expect(text).toContain(`"at":"${minute(1)}"`);
  expect(acceptedOf(parseAnchors(text))).toEqual([...heads, ...heads]);
  expect(acceptedOf(parseAnchors(text.replaceAll('\n', '\r\n')))).toHaveLength(4);
});

it('a file with a line that is no anchor is refused, and so is one without any', () => {
  const text = anchorLines(heads, minute(0));
  for (const bad of ['{', '{"chain":"system","number":0,"hash":""}', '"x"', text.slice(1, 40)]) {
    expect(refusalOf(parseAnchors(`${text}\n${bad}\n`)).sentence, bad).toContain('Line 4 is not an anchor');
  }
  for (const empty of ['', ' \n\n']) {
    expect(refusalOf(parseAnchors(empty)).sentence).toContain('no anchors in it');
  }
});
