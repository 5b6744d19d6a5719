/**
 * How often a property test tries its property: the number given, or as many as `npm run properties` asks
 * for through `SEVENBOX_PROPERTY_RUNS`. Throws when that variable is no positive whole number.
 */
export function propertyRuns(ordinary: number): number {
  const asked = process.env.SEVENBOX_PROPERTY_RUNS;
  if (!asked) return ordinary;
  const runs = Number(asked);
  if (!Number.isSafeInteger(runs) || runs < 1) throw new Error(`SEVENBOX_PROPERTY_RUNS is ${asked}`);
  return runs;
}
