import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { askProduct } from '../../bench/matching/ask.mjs';
import { measuredHalf, readVerdicts } from '../../bench/matching/half.mjs';
import { readTruth } from '../../bench/matching/truth.mjs';
import * as suppliers from '../../src/domain/suppliers/index.ts';
import { readMatchingWords } from '../../src/formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';

const folder = fileURLToPath(new URL('../../../shared/data/supplier-ground-truth', import.meta.url));

/** The same count as `npm run bench:matching` makes, without the peers. */
function measured() {
  const product = { ...suppliers, words: readMatchingWords(), payees: readVocabulary().payees };
  const truth = readTruth(folder, suppliers.nameParts);
  const asking = askProduct(product, truth.register);
  return measuredHalf({ product, asking, truth, read: readVerdicts(), half: 'test', withPeers: false });
}

describe.skipIf(!existsSync(folder))('real data: names that people checked', () => {
  const { ours, bands } = existsSync(folder) ? measured() : { ours: undefined, bands: [] };

  it('are matched no worse than when it was last written down', () => {
    expect(ours).toMatchObject({ positives: 687, negatives: 3148 });
    expect(ours?.right).toBeGreaterThanOrEqual(465);
    expect(ours?.wrong).toBeLessThanOrEqual(40);
    expect(ours?.false).toBeLessThanOrEqual(75);
    expect((ours?.false ?? 0) - (ours?.readRight ?? 0)).toBeLessThanOrEqual(22);
  });

  it('are right in each band as often as the program says', () => {
    for (const { band, total } of bands) {
      const said = suppliers.bandMeasures.find((one) => one.band === band);
      expect({ band, right: total.right }).toEqual({ band, right: said?.right });
      expect(total.right + total.wrong + total.false).toBe(said?.links);
    }
    expect(bands).toHaveLength(3);
  });
});
