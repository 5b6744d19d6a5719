import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantAt, millisecondsOf } from '../values/index.ts';
import { isGivenUp, leaseFrom, mostAttempts, nextTry, parseJobId, roomForJob } from './index.ts';

const at = instantAt(Date.UTC(2026, 10, 23, 9));

it('a job that failed is begun again ten seconds and then a minute later', () => {
  expect(nextTry(1, at)).toBe('2026-11-23T09:00:10.000Z');
  expect(nextTry(2, at)).toBe('2026-11-23T09:01:00.000Z');
});

it('never waits less for a later attempt, nor longer than six minutes', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (attempts) => {
      const [pause, next] = [attempts, attempts + 1].map((one) => millisecondsOf(nextTry(one, at)));
      expect(pause).toBeLessThanOrEqual(next ?? 0);
      expect((next ?? 0) - millisecondsOf(at)).toBeLessThanOrEqual(360_000);
    }),
  ));

it('is begun three times, and its lease lasts thirty seconds', () => {
  expect([1, mostAttempts, mostAttempts + 1].map(isGivenUp)).toEqual([false, false, true]);
  expect(leaseFrom(at)).toBe('2026-11-23T09:00:30.000Z');
});

it('twenty jobs of an organisation may wait, and one more is refused in words', () => {
  expect(roomForJob(19)).toEqual({ ok: true, value: null });
  expect(roomForJob(20)).toMatchObject({
    refusals: [{ code: 'queue-full', sentence: expect.stringMatching(/^20 jobs .* Try again/) }],
  });
});

it('takes only what is the id of a job', () => {
  expect(parseJobId(`job_${'a1'.repeat(10)}`)).toBe(`job_${'a1'.repeat(10)}`);
  for (const text of [
    '',
    'job_',
    `job_${'A'.repeat(20)}`,
    `imp_${'a'.repeat(20)}`,
    `job_${'a'.repeat(20)}\n`,
  ]) {
    expect(parseJobId(text)).toBeUndefined();
  }
});
