import type { Kept } from '../actions/store/takeOrAsk.ts';
import type { Decision } from '../domain/values/index.ts';
import { exitCodes } from './exitCodes.ts';

/** What every command around the store talks through. Data goes to `out`, talk to `talk`. */
export interface Speaking {
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

export type KeptDecision<T> = Promise<Decision<Kept<T>>>;

/** Says why something was refused, with exit code 1. */
export function sayRefused(
  { talk, setExitCode }: Speaking,
  refusals: readonly { readonly sentence: string }[],
): void {
  for (const { sentence } of refusals) talk(`${sentence}\n`);
  setExitCode(exitCodes.failed);
}
