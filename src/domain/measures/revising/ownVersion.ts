import { cutText } from '../../values/index.ts';
import type { MeasureSet } from '../measureSet.ts';

/**
 * The number of the version after one, the first that is not taken: `2` after `1`, and `2021 revised` after a version that is
 * no whole number.
 */
export function versionAfter(version: string, taken: readonly string[]): string {
  const isTaken = (one: string) => taken.some((other) => other.toLowerCase() === one.toLowerCase());
  const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : null;
  const named = (step: number) => {
    if (number !== null) return String(number + step);
    return `${cutText(version, 28)} revised${step === 1 ? '' : ` ${step}`}`;
  };
  let step = 1;
  while (isTaken(named(step))) step += 1;
  return named(step);
}

/** What a shipped set becomes when an organisation revises it: a set of its own, under its own name. */
export function ownCopy(set: MeasureSet, organisation: string): MeasureSet {
  return {
    ...set,
    id: `own-${set.id}`.slice(0, 60),
    name: cutText(`${set.name}, as revised by ${organisation}`, 200),
    publisher: cutText(organisation, 200),
  };
}
