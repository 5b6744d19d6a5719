import { describe, expect, it } from 'vitest';
import { decideMove, type ImportEvent } from './decideMove.ts';
import { parseBatchId, parseImportId, parseStoreId } from './ids.ts';
import { importStates } from './types.ts';

const events: readonly ImportEvent[] = [
  ...(['received', 'cut-off', 'read', 'choose', 'answer'] as const),
  ...(['confirm', 'imported', 'stop', 'retry', 'cancel'] as const),
];

const legal = [
  'receiving received reading',
  'receiving cut-off cancelled',
  'receiving cancel cancelled',
  'reading read waiting',
  'reading stop stopped',
  'reading cancel cancelled',
  'waiting choose waiting',
  'waiting answer reading',
  'waiting confirm importing',
  'waiting cancel cancelled',
  'importing imported imported',
  'importing stop stopped',
  'importing cancel cancelled',
  'stopped retry reading',
  'stopped cancel cancelled',
];

describe('an import', () => {
  it('moves as drawn, and every other move is refused with a sentence', () => {
    const found: string[] = [];
    for (const state of importStates) {
      for (const event of events) {
        const moved = decideMove({ state }, event);
        if (moved.ok) found.push(`${state} ${event} ${moved.value}`);
        else
          expect(moved.refusals[0]).toMatchObject({
            code: `import-${state}`,
            sentence: expect.stringMatching(/^(?:This|The) .*[a-z]\. [A-Z].*[a-z]\.$/),
          });
      }
    }
    expect(found).toEqual(legal);
  });

  it('has an identifier of its own kind', () => {
    expect(parseImportId(`imp_${'a1'.repeat(10)}`)).toBe('imp_a1a1a1a1a1a1a1a1a1a1');
    expect(parseStoreId(`sto_${'0'.repeat(20)}`)).toBe(`sto_${'0'.repeat(20)}`);
    expect(parseBatchId(`bat_${'z'.repeat(20)}`)).toBe(`bat_${'z'.repeat(20)}`);
    for (const text of [
      '',
      'imp_',
      `imp_${'A'.repeat(20)}`,
      `bat_${'a'.repeat(21)}`,
      `../${'a'.repeat(20)}`,
      ...['imp_', 'bat_', 'sto_'].flatMap((kind) => [
        `${kind}${'a'.repeat(19)}`,
        `${kind}${'a'.repeat(21)}`,
        ` ${kind}${'a'.repeat(20)}`,
        `${kind}${'a'.repeat(19)}-`,
      ]),
    ]) {
      const parsed = [parseImportId(text), parseBatchId(text), parseStoreId(text)];
      expect(parsed).toEqual([undefined, undefined, undefined]);
    }
  });
});
