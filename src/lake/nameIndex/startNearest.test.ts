import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../../test/support/compiled.ts';
import { nameIndex, nearestByScan } from '../../domain/suppliers/index.ts';
import { startNearest as here } from './index.ts';

const starts = ['ALDER', 'BECK', 'CRAG', 'DALE', 'ELM', 'FERN'];
const ends = ['FORD', 'WICK', 'SIDE', 'LEY'];
const trades = ['JOINERY', 'CARE', 'ROOFING', 'WASTE'];
const first = nameIndex(
  starts.flatMap((one) => ends.flatMap((end) => trades.map((trade) => `${one}${end} ${trade}`))),
);
const second = nameIndex(['GRITHAM FOODS', 'ALDERFORD JOINERS']);
const all = [first.tables, second.tables];
const asked = [
  'ALDERFORT JOINERY',
  'CRAGSIDE',
  'NOTHING LIKE IT',
  '',
  'FERNLEY WASTE',
  'ELMWICK',
  'DALEFORD CARES',
];
const nearness = { most: 5, floor: 0.3 };

describe('threads that look for names', { timeout: 300_000 }, () => {
  let compiled: Compiled;
  let start: typeof here;
  beforeAll(async () => {
    compiled = compile(['lake/nameIndex/index.ts', 'lake/nameIndex/nearestThread.ts']);
    ({ startNearest: start } = await import(compiled.address('lake/nameIndex/index.js')));
  }, 300_000);
  afterAll(() => compiled.remove());

  it.each([1, 2, 3, 8])('%s of them answer what a look at every name answers', async (threads) => {
    const { nearestAll, close } = start(all, threads);
    for (const [at, tables] of all.entries()) {
      const expected = asked.map((key) => nearestByScan(tables, key, nearness));
      expect(await nearestAll(at, asked, nearness)).toEqual(expected);
    }
    expect(await nearestAll(0, [], nearness)).toEqual([]);
    await close();
  });

  it('answer questions that are asked at once, each its own', async () => {
    const { nearestAll, close } = start(all, 2);
    const both = asked.map((key, at) => nearestAll(at % 2, [key], nearness));
    const expected = asked.map((key, at) => [
      nearestByScan(at % 2 ? second.tables : first.tables, key, nearness),
    ]);
    expect(await Promise.all(both)).toEqual(expected);
    await close();
  });

  it('answer nothing more when they are closed, and say so', async () => {
    const { nearestAll, close } = start(all, 2);
    await close();
    await expect(nearestAll(0, asked, nearness)).rejects.toThrow('ended before it was done');
  });

  it('are done without where the program was not compiled', async () => {
    const { nearestAll, close } = here(all, 4);
    expect(await nearestAll(1, asked, nearness)).toEqual(second.nearestAll(asked, nearness));
    await close();
  });
});
