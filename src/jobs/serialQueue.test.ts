import { expect, it } from 'vitest';
import { serialQueue } from './serialQueue.ts';

const quiet = () => undefined;

it('carries jobs out one at a time in their order, a failed one too', async () => {
  const failures: unknown[] = [];
  const done: string[] = [];
  const queue = serialQueue((error) => failures.push(error));
  let running = 0;
  const job = (key: string) => async () => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    done.push(key);
    if (key === 'b') throw new Error('b failed');
  };
  for (const key of ['a', 'b', 'c']) expect(queue.add(key, job(key)).ok).toBe(true);
  await queue.idle();
  expect(queue.add('d', job('d')).ok).toBe(true);
  await queue.idle();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
  expect(failures).toEqual([new Error('b failed')]);
});

it('knows how many jobs stand before one', async () => {
  const queue = serialQueue(quiet);
  const seen: (number | null)[] = [];
  const look = async () => {
    seen.push(...['a', 'b', 'c', 'x'].map((key) => queue.jobsBefore(key)));
  };
  queue.add('a', look);
  queue.add('b', async () => undefined);
  queue.add('c', async () => undefined);
  await queue.idle();
  expect(seen).toEqual([0, 1, 2, null]);
  expect(queue.jobsBefore('a')).toBeNull();
});

it('takes a job that a job adds, and idles only after it', async () => {
  const queue = serialQueue(quiet);
  const done: string[] = [];
  queue.add('a', async () => {
    queue.add('b', async () => void done.push('b'));
    done.push('a');
  });
  await queue.idle();
  expect(done).toEqual(['a', 'b']);
});

it('refuses in words when too many wait', async () => {
  const queue = serialQueue(quiet, 2);
  const taken = ['a', 'b', 'c', 'd'].map((key) => queue.add(key, async () => undefined).ok);
  expect(taken).toEqual([true, true, true, false]);
  expect(queue.hasRoom()).toBe(false);
  expect(queue.add('e', async () => undefined)).toMatchObject({ refusals: [{ code: 'queue-full' }] });
  await queue.idle();
  expect(queue.hasRoom()).toBe(true);
});
