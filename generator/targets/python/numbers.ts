import type { BigIntType, NumberType } from "../../model/types.js";
import type { Annotation } from "./annotation.js";
import { type Code, numberLiteral, py } from "./code.js";
import type { Context } from "./context.js";
import { atom, type Expression, keyword } from "./layout.js";
import { annotated } from "./limits.js";

const mostSafe = 2n ** 53n - 1n;
const most64 = 2n ** 63n - 1n;

/** The annotation of a number that JavaScript holds as one. */
export function ofNumber(type: NumberType, context: Context): Annotation {
  return type.isInteger ? ofInteger(type, context) : ofFloat(type, context);
}

function ofInteger(type: NumberType, context: Context): Annotation {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf = [] } = type;
  const least = [
    ...(minimum === undefined ? [] : [whole(Math.ceil(minimum))]),
    ...(exclusiveMinimum === undefined ? [] : [whole(Math.floor(exclusiveMinimum)) + 1n]),
  ].reduce(larger, -mostSafe);
  const most = [
    ...(maximum === undefined ? [] : [whole(Math.floor(maximum))]),
    ...(exclusiveMaximum === undefined ? [] : [whole(Math.ceil(exclusiveMaximum)) - 1n]),
  ].reduce(smaller, mostSafe);
  const [divisor, ...others] = multipleOf;
  const isPlain = divisor === undefined || (others.length === 0 && Number.isSafeInteger(divisor));
  const residue = isPlain ? {} : { residue: { kind: "number", isInteger: true, multipleOf } as const };
  if (least === -mostSafe && most === mostSafe && (divisor === undefined || !isPlain)) {
    return { expression: context.safeInteger(), ...residue };
  }
  const limits = [
    ...bound(py`ge`, least),
    ...bound(py`le`, most),
    ...(isPlain ? bound(py`multiple_of`, divisor) : []),
  ];
  return { expression: annotated(atom(py`int`), limits, context), ...residue };
}

function ofFloat(type: NumberType, context: Context): Annotation {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = type;
  // msgspec takes one bound at each end.
  const isAbove = exclusiveMinimum !== undefined && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
  const isBelow = exclusiveMaximum !== undefined && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
  const limits = [
    ...(isAbove ? bound(py`gt`, exclusiveMinimum) : bound(py`ge`, minimum)),
    ...(isBelow ? bound(py`lt`, exclusiveMaximum) : bound(py`le`, maximum)),
  ];
  const expression = annotated(atom(py`float`), limits, context);
  // What msgspec divides are binary fractions, of which 0.3 is no multiple of 0.1.
  return { expression, ...(multipleOf ? { residue: { kind: "number", isInteger: false, multipleOf } } : {}) };
}

/** The annotation of an integer of 64 bits. */
export function ofBigInt(type: BigIntType, context: Context): Annotation {
  const { minimum, maximum, multipleOf } = type;
  // msgspec takes no bound beyond the signed ones.
  const isTooLarge = maximum > most64 || minimum > most64;
  const limits = [
    ...(minimum > most64 ? [] : bound(py`ge`, minimum)),
    ...(maximum > most64 ? [] : bound(py`le`, maximum)),
  ];
  const expression = annotated(atom(py`int`), limits, context);
  return { expression, ...(isTooLarge || multipleOf ? { residue: type } : {}) };
}

function bound(name: Code, value: number | bigint | undefined): Expression[] {
  return value === undefined ? [] : [keyword(name, atom(boundCode(value)))];
}

/** A number as an engineer would write it: the ends of the ranges as powers. */
function boundCode(value: number | bigint): Code {
  if (value === -mostSafe) return py`-(2**53) + 1`;
  if (value === mostSafe) return py`2**53 - 1`;
  if (value === -most64 - 1n) return py`-(2**63)`;
  if (value === most64) return py`2**63 - 1`;
  return numberLiteral(value);
}

/** A whole number; one that is beyond all integers stands for the end of them. */
function whole(value: number): bigint {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return value < 0 ? -mostSafe - 1n : mostSafe + 1n;
  return BigInt(value);
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
