/**
 * Whether `value` is `divisor` times a whole number, in decimal digits as they are written: 0.3 is a multiple
 * of 0.1 (Validation §6.2.1).
 */
export function isMultipleOf(value: number | bigint, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return (value as number) % divisor === 0;
  const [digits, exponent] = decimal(value);
  const [ofDivisor, exponentOfDivisor] = decimal(divisor);
  const shift = exponent - exponentOfDivisor;
  return shift >= 0
    ? (digits * 10n ** BigInt(shift)) % ofDivisor === 0n
    : digits % (ofDivisor * 10n ** BigInt(-shift)) === 0n;
}

/** A number as its shortest digits times a power of ten. */
function decimal(value: number | bigint): [digits: bigint, exponent: number] {
  if (typeof value === "bigint") return [value, 0];
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
