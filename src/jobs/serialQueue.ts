import type { Lane } from '../actions/jobs/types.ts';
import { accept, refuse } from '../domain/values/index.ts';

interface Job {
  readonly key: string;
  readonly work: () => Promise<void>;
}

/**
 * Carries out jobs one at a time in the order they came, in this process; at most `mostWaiting` wait. `failed` hears of
 * a job that threw, and the next one runs all the same.
 */
export function serialQueue(failed: (error: unknown) => void, mostWaiting = 20): Lane {
  const waiting: Job[] = [];
  let running: Job | null = null;
  let done: Promise<void> = Promise.resolve();
  const runAll = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      running = job;
      try {
        await job.work();
      } catch (error) {
        failed(error);
      }
      running = null;
    }
  };
  const hasRoom = () => waiting.length < mostWaiting + (running === null ? 1 : 0);
  return {
    hasRoom,
    add: (key, work) => {
      if (!hasRoom()) {
        const sentence = `${mostWaiting} other ledgers wait already. Try again when some of them are done.`;
        return refuse('queue-full', sentence);
      }
      waiting.push({ key, work });
      if (running === null && waiting.length === 1) done = done.then(runAll);
      return accept(null);
    },
    jobsBefore: (key) => {
      if (running?.key === key) return 0;
      const place = waiting.findIndex((job) => job.key === key);
      return place < 0 ? null : place + (running === null ? 0 : 1);
    },
    idle: async () => {
      for (let seen: unknown = null; seen !== done; ) {
        seen = done;
        await done;
      }
    },
  };
}
