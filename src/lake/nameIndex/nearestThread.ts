import { parentPort, workerData } from 'node:worker_threads';
import { type NameIndexTables, nameIndexOver } from '../../domain/suppliers/index.ts';
import { answerOf, type NearestQuestion } from './messages.ts';

// A thread that looks for names in indexes that it shares with other threads: `startNearest` starts it.

// Both ends are this program.
const indexes = (workerData as readonly NameIndexTables[]).map(nameIndexOver);

parentPort?.on('message', ({ index, keys, nearness }: NearestQuestion) => {
  const answer = answerOf(indexes[index]?.nearestAll(keys, nearness) ?? []);
  parentPort?.postMessage(answer, [answer.counts.buffer, answer.rows.buffer, answer.similarities.buffer]);
});
