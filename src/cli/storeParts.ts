import { resolve } from 'node:path';
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

/** Why a page cannot be written: it would take the place of the file that it is made from. None where there is no page. */
export function pageRefusals(
  page: string | undefined,
  read: string,
): readonly { readonly sentence: string }[] {
  if (page === undefined || resolve(page) !== resolve(read)) return [];
  return [
    { sentence: `${page} is the file that is read, and the page would take its place. Choose another name.` },
  ];
}
