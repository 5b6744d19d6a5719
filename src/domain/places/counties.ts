import type { PlaceCode } from '../values/index.ts';
import type { CountyRow } from './tables.ts';

/** Whether an authority lies in the county of this name, or undefined where no county has it. */
export function countyNamed(
  counties: readonly CountyRow[],
  isName: (name: string) => boolean,
): { readonly name: string; readonly holds: (code: PlaceCode) => boolean } | undefined {
  const found = counties.find((one) => isName(one.name));
  if (found === undefined) return undefined;
  return {
    name: found.name,
    holds: (code) => (code >= found.first && code <= found.last) || found.others.includes(code),
  };
}
