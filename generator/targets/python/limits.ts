import { type Code, literal } from "./code.js";
import type { Context } from "./context.js";
import { atom, call, type Expression, keyword, subscript } from "./layout.js";

/** A type with what is checked of it beside. */
export function annotated(base: Expression, limits: readonly Expression[], context: Context): Expression {
  if (limits.length === 0) return base;
  return subscript(context.imported("Annotated"), base, call(context.imported("Meta"), ...limits));
}

/** One thing that is checked beside a type, where it is. */
export function limit(name: Code, value: number | bigint | string | undefined): Expression[] {
  return value === undefined ? [] : [keyword(name, atom(literal(value)))];
}
