/** The whole part towards minus infinity; the denominator is positive, so a remainder has the numerator's sign. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator < 0n ? quotient - 1n : quotient;
}
