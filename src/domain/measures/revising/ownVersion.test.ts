import { expect, it } from 'vitest';
import { madeUpMeasure, madeUpSet } from '../../../../test/support/measureSets.ts';
import { ownCopy, versionAfter } from './ownVersion.ts';

it.each([
  ['1', [], '2'],
  ['1', ['2', '3'], '4'],
  ['9', [], '10'],
  ['2021', ['2022'], '2023'],
  ['v1', [], 'v1 revised'],
  ['v1', ['V1 Revised'], 'v1 revised 2'],
  ['0', [], '0 revised'],
  ['x'.repeat(40), [], `${'x'.repeat(28)} revised`],
])('the version after %s, where %j is taken, is %s', (version, taken, next) => {
  expect(versionAfter(version, taken)).toBe(next);
});

it('a shipped set that is revised belongs to who revises it, and says so', () => {
  const copy = ownCopy(madeUpSet([madeUpMeasure('A')]), 'Kirkvale Council');
  expect(copy).toMatchObject({
    ...{ id: 'own-made-up', name: 'Made-up measures, as revised by Kirkvale Council' },
    publisher: 'Kirkvale Council',
  });
  expect(copy.themes).toEqual(madeUpSet([madeUpMeasure('A')]).themes);
});
