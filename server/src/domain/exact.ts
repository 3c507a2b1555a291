const BILLION = 1_000_000_000

/**
 * A decimal as whole billionths, for exact comparison (X1): the double of `134 - 35 %` is not 87.1, but whole billionths are
 * exact up to nine decimals and, multiplied by 100, stay below 2^53 for every possible pressure.
 */
export const nano = (value: number): number => Math.round(value * BILLION)
