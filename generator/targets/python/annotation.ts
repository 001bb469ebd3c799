import type { Type } from "../../model/types.js";
import { type Code, py } from "./code.js";
import { atom, type Expression } from "./layout.js";
import type { Place } from "./place.js";

/** A type in Python: its annotation, and what that does not say, as a type to be checked beside. */
export interface Annotation {
  readonly expression: Expression;
  readonly residue?: Type;
}

/** Gives the annotation of a part. */
export type Annotate = (type: Type, place: Place) => Annotation;

/** An annotation that says all there is to say. */
export function exact(code: Code): Annotation {
  return { expression: atom(code) };
}

/** An annotation that has all values of a type, and others. */
export function loose(expression: Expression, residue: Type): Annotation {
  return { expression, residue };
}

/** `None`, as a type. */
export const none: Annotation = exact(py`None`);
