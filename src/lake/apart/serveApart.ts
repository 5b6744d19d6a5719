import { setPriority } from 'node:os';
import { type ApartAnswer, type ApartRequest, openCall } from './messages.ts';

/** What a process of its own is for: its calls, by name, and what opening it answers. */
export interface Served {
  readonly opened: unknown;
  readonly calls: object;
}

const lowPriority = 19;

function errorOf(error: unknown): { readonly message: string; readonly code: string | null } {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  return { message: error.message, code: 'code' in error ? String(error.code) : null };
}

/**
 * Answers what the program asks that started this process, until it lets go. Pages come first: from now on the process
 * and its threads get a processor when nobody else wants it.
 */
export function serveApart(open: (given: readonly unknown[]) => Promise<Served>): void {
  setPriority(lowPriority);
  let calls: object = {};
  const answerTo = async ({ call, given }: ApartRequest): Promise<unknown> => {
    if (call !== openCall) return Reflect.apply(Reflect.get(calls, call), calls, given);
    const served = await open(given);
    calls = served.calls;
    return served.opened;
  };
  const carryOut = async (request: ApartRequest): Promise<ApartAnswer> => {
    try {
      return { id: request.id, value: await answerTo(request) };
    } catch (error) {
      return { id: request.id, error: errorOf(error) };
    }
  };
  process.on('message', (request: ApartRequest) => {
    carryOut(request).then((answer) => process.send?.(answer));
  });
  // Who stops the program sends signals to all its processes: the program itself says when the work here is over.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit());
}
