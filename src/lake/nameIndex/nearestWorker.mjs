// A thread that looks for names in an index which it shares with others. Plain JavaScript, because Node 20 cannot run
// TypeScript in a worker; the search itself is the compiled one, whose address it is given.
import { parentPort, workerData } from 'node:worker_threads';

const { program, buffer, places } = workerData;
const { nameIndexOver, tablesOver } = await import(program);
const index = nameIndexOver(tablesOver(buffer, places));

function flat(found) {
  const counts = Uint32Array.from(found, (near) => near.length);
  const all = found.flat();
  const rows = Uint32Array.from(all, ({ row }) => row);
  const similarities = Float64Array.from(all, ({ similarity }) => similarity);
  return { counts, rows, similarities };
}

parentPort.on('message', ({ id, keys, nearness }) => {
  const { counts, rows, similarities } = flat(index.nearestAll(keys, nearness));
  parentPort.postMessage({ id, counts, rows, similarities }, [
    counts.buffer,
    rows.buffer,
    similarities.buffer,
  ]);
});
parentPort.postMessage({ ready: true });
