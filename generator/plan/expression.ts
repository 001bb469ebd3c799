import type { Json, Kind } from "../model/types.js";

/**
 * What is to be put together out of the functions of the runtime, as data: a target prints it as code,
 * {@link evaluate} does it here and now. So the code that is generated and the checks that the generator
 * itself makes can't differ.
 */
export type Expression =
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "call"; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly is: "value"; readonly value: Json }
  | { readonly is: "pattern"; readonly pattern: string }
  | { readonly is: "list"; readonly items: readonly Expression[] }
  | { readonly is: "record"; readonly entries: readonly (readonly [key: string, value: Expression])[] }
  | {
      readonly is: "map";
      readonly holds: Purpose;
      readonly entries: readonly (readonly [key: Kind, value: Expression])[];
    }
  /** What another definition has for the same purpose; `isLater` where that may not exist yet. */
  | {
      readonly is: "definition";
      readonly name: string;
      readonly purpose: Purpose;
      readonly isLater: boolean;
    };

/** What an expression is for: to check a value, or to restore the numbers in it. */
export type Purpose = "check" | "restore";

/** A function, or other export, of the runtime. */
export const name = (text: string): Expression => ({ is: "name", name: text });

/** A call of a function of the runtime; arguments that are left out at the end are not passed. */
export function call(text: string, ...parameters: readonly (Expression | undefined)[]): Expression {
  const given = parameters.slice(0, parameters.findLastIndex((one) => one !== undefined) + 1);
  return { is: "call", name: text, arguments: given.map((one) => one ?? name("undefined")) };
}

/** A constant. */
export const value = (json: Json): Expression => ({ is: "value", value: json });

/** An array. */
export const list = (items: readonly Expression[]): Expression => ({ is: "list", items });

/** An object, of which entries without an expression are left out; nothing where none is left. */
export function record(entries: Readonly<Record<string, Expression | undefined>>): Expression | undefined {
  const given = Object.entries(entries).flatMap(([key, one]) => (one ? [[key, one] as const] : []));
  return given.length === 0 ? undefined : { is: "record", entries: given };
}

/** An object of constants, of which entries without a value are left out; nothing where none is left. */
export function settings(entries: Readonly<Record<string, Json | undefined>>): Expression | undefined {
  return record(
    Object.fromEntries(
      Object.entries(entries).map(([key, one]) => [key, one === undefined ? undefined : value(one)]),
    ),
  );
}
