import { formatRatio, type Ratio } from '../../values/index.ts';

/** Decimals that a number may have that was read from a file. */
const mostDecimals = 15;

/** A number that was read from a file as its reader takes it again, with nothing lost and nothing added: `1250.5`. */
export function decimalText(value: Ratio): string {
  return formatRatio(value, mostDecimals).replace(/\.?0+$/, '');
}
