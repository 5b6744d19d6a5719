import { setPriority } from 'node:os';
import type { DuckSettings } from '../duckdb.ts';
import { openLake } from '../ledgers/openLake.ts';
import { type LakeAnswer, type LakeRequest, openCall } from './messages.ts';

// The process of a lake: the program starts it with `openLakeApart`, tells it what to do, and ends it by letting go.

/** Pages come first: threads that are started from now on get a processor when nobody else wants it. */
const lowPriority = 19;
setPriority(lowPriority);

let lake: Awaited<ReturnType<typeof openLake>> | null = null;

async function answerTo({ call, given }: LakeRequest): Promise<unknown> {
  if (call === openCall) {
    const [settings] = given;
    // Both ends of the channel are this program.
    lake = await openLake(settings as DuckSettings);
    return lake.recomputeSql;
  }
  return Reflect.apply(Reflect.get(lake ?? {}, call), lake, given);
}

function errorOf(error: unknown): { readonly message: string; readonly code: string | null } {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  return { message: error.message, code: 'code' in error ? String(error.code) : null };
}

async function carryOut(request: LakeRequest): Promise<LakeAnswer> {
  try {
    return { id: request.id, value: await answerTo(request) };
  } catch (error) {
    return { id: request.id, error: errorOf(error) };
  }
}

process.on('message', (request: LakeRequest) => {
  carryOut(request).then((answer) => process.send?.(answer));
});
// Who stops the program sends signals to all its processes: the program itself says when the work here is over.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
process.on('disconnect', () => process.exit());
