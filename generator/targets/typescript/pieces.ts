import { isIndivisible, writtenType } from "../../model/indivisible.js";
import type { Property, Type } from "../../model/types.js";
import { nullableIn, reduced } from "../../plan/fixed.js";
import { jsonTypesOf } from "../../plan/members.js";
import { access, bare, type Code, code } from "./code.js";
import type { Context } from "./context.js";
import { constantText, isConstant, textOf } from "./texts.js";

/** A piece of the bytes of a frame. */
export type Piece =
  /** Text that is the same in all frames. */
  | { readonly is: "text"; readonly text: string }
  /** A value that a function of the runtime puts. */
  | { readonly is: "value"; readonly put: Code; readonly value: Code }
  /** Pieces that are there where a condition holds; what stands for them where it does not. */
  | {
      readonly is: "choice";
      readonly when: Code;
      readonly then: readonly Piece[];
      readonly otherwise: readonly Piece[];
    };

/** The properties of a frame whose values are all primitive, so that they can be put one after the other. */
export function flatProperties(name: string, context: Context): readonly Property[] | undefined {
  const type = writtenType(context.resolve(name), context.resolve);
  if (type.kind !== "object" || isIndivisible(type, context.resolve)) return undefined;
  const { properties, others, patterns } = type;
  // Where the first is always there each comma is certain.
  const isFixed = typeof others === "string" && patterns === undefined && properties[0]?.isRequired === true;
  return isFixed && properties.every((property) => isFlat(property, context)) ? properties : undefined;
}

function isFlat({ type, name, isRequired }: Property, { resolve }: Context): boolean {
  // TypeScript takes such a property for the one that all objects have.
  if (!isRequired && name in Object.prototype) return false;
  return [...jsonTypesOf(type, resolve)].every((jsonType) => jsonType !== "object" && jsonType !== "array");
}

/** Whether the value of a property may be any of many strings. */
export function mayBeString({ type }: Property, { resolve }: Context): boolean {
  return !isConstant(type) && jsonTypesOf(type, resolve).has("string");
}

/** The pieces of an object with these properties, in their order. */
export function piecesOf(properties: readonly Property[], object: Code, context: Context): Piece[] {
  const members = properties.flatMap((property, index): Piece[] => {
    const value = access(object, property.name);
    const key: Piece = { is: "text", text: `${index === 0 ? "" : ","}${JSON.stringify(property.name)}:` };
    const pieces = [key, ...piecesOfValue(property.type, value, context)];
    return property.isRequired ? pieces : [choice(code`${value} !== undefined`, pieces, [])];
  });
  return merged([{ is: "text", text: "{" }, ...members, { is: "text", text: "}" }]);
}

function piecesOfValue(whole: Type, value: Code, context: Context): Piece[] {
  const type = writtenType(whole, context.resolve);
  switch (type.kind) {
    case "null":
      return [{ is: "text", text: "null" }];
    case "literal":
      return [{ is: "text", text: constantText(type.value) }];
    case "string":
      return [{ is: "value", put: code`stringInto`, value: bare(value) }];
    case "boolean":
      return [{ is: "value", put: code`booleanInto`, value: bare(value) }];
    case "reference":
      return piecesOfValue(context.resolve(type.name), value, context);
    case "number":
      if (type.isInteger) return [{ is: "value", put: code`integerInto`, value: bare(value) }];
      break;
    case "union": {
      const nullable = nullableIn(type);
      if (nullable)
        return [choice(code`${value} === null`, nullPieces, piecesOfValue(nullable, value, context))];
      const simpler = reduced(type);
      if (simpler.kind !== "union") return piecesOfValue(simpler, value, context);
    }
  }
  return [{ is: "value", put: code`textInto`, value: bare(textOf(type, value, context)) }];
}

const nullPieces: readonly Piece[] = [{ is: "text", text: "null" }];

function choice(when: Code, there: readonly Piece[], elsewhere: readonly Piece[]): Piece {
  const [then, otherwise] = [merged(there), merged(elsewhere)];
  return { is: "choice", when, then, otherwise };
}

/** The same pieces, texts that meet made into one. */
function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.is === "text" && last?.is === "text") {
      result[result.length - 1] = { is: "text", text: last.text + piece.text };
    } else result.push(piece);
  }
  return result;
}
