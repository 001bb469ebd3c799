import { isIndivisible } from "../../model/indivisible.js";
import type { ObjectType, Property, Type } from "../../model/types.js";
import { nullableIn, reduced } from "../../plan/fixed.js";
import { access, type Code, code } from "./code.js";
import type { Context } from "./context.js";
import { bare, constantText, textOf, writtenType } from "./texts.js";

/** A piece of the bytes of a value. */
export type Piece =
  /** Text that is the same in all values. */
  | { readonly is: "text"; readonly text: string }
  /** A value that a function puts: one of the runtime, or that of a definition, which is then its part. */
  | { readonly is: "value"; readonly put: Code; readonly value: Code; readonly part?: string }
  | { readonly is: "array"; readonly value: Code; readonly items: Type }
  /** No piece, but a demand: the object must be a plain one. */
  | { readonly is: "plain"; readonly value: Code }
  /** Pieces that are there where a condition holds; what stands for them where it does not. */
  | {
      readonly is: "choice";
      readonly when: Code;
      readonly then: readonly Piece[];
      readonly otherwise: readonly Piece[];
    };

/** The pieces of a value whose type has a fixed layout, in their order. */
export function piecesOf(whole: Type, value: Code, context: Context): Piece[] {
  const type = writtenType(whole, context);
  const asText: Piece = { is: "value", put: code`textInto`, value: bare(textOf(type, value, context)) };
  if (isIndivisible(type, context.resolve)) return [asText];
  switch (type.kind) {
    case "null":
      return [{ is: "text", text: "null" }];
    case "literal":
      return [{ is: "text", text: constantText(type.value) }];
    case "string":
      return [{ is: "value", put: code`stringInto`, value: bare(value) }];
    case "boolean":
      return [{ is: "value", put: code`booleanInto`, value: bare(value) }];
    case "number":
      return type.isInteger ? [{ is: "value", put: code`integerInto`, value: bare(value) }] : [asText];
    case "array":
      return type.prefix.length === 0 ? [{ is: "array", value: bare(value), items: type.items }] : [asText];
    case "object":
      return isPutInPlace(type) ? objectPieces(type, value, context) : [asText];
    case "union": {
      const nullable = nullableIn(type);
      if (nullable) return [choice(code`${value} === null`, nullPieces, piecesOf(nullable, value, context))];
      const simpler = reduced(type);
      return simpler.kind === "union" ? [asText] : piecesOf(simpler, value, context);
    }
    case "reference":
      return referencePieces(type.name, value, asText, context);
    default:
      return [asText];
  }
}

const nullPieces: readonly Piece[] = [{ is: "text", text: "null" }];

/** Whether the members of an object are put one after the other: the first is always there, so each comma is certain. */
function isPutInPlace({ properties, others, patterns }: ObjectType): boolean {
  const isFixed = typeof others === "string" && patterns === undefined && properties[0]?.isRequired === true;
  // TypeScript takes such a property for the one that all objects have.
  return isFixed && properties.every(({ isRequired, name }) => isRequired || !(name in Object.prototype));
}

/** Whether the values of a definition are objects whose members are put one after the other. */
export function isPutByMembers(name: string, context: Context): boolean {
  const type = writtenType(context.resolve(name), context);
  return type.kind === "object" && isPutInPlace(type) && !isIndivisible(type, context.resolve);
}

function referencePieces(name: string, value: Code, asText: Piece, context: Context): Piece[] {
  if (context.isFrame(name)) return [asText];
  if (isPutByMembers(name, context))
    return [{ is: "value", put: context.putterName(name), value: bare(value), part: name }];
  return piecesOf(context.resolve(name), value, context);
}

function objectPieces({ properties }: ObjectType, value: Code, context: Context): Piece[] {
  const members = properties.flatMap((property, index) => memberPieces(property, index, value, context));
  return [
    { is: "plain", value: bare(value) },
    { is: "text", text: "{" },
    ...members,
    { is: "text", text: "}" },
  ];
}

function memberPieces(
  { name, isRequired, type }: Property,
  index: number,
  object: Code,
  context: Context,
): Piece[] {
  const value = access(object, name);
  const key: Piece = { is: "text", text: `${index === 0 ? "" : ","}${JSON.stringify(name)}:` };
  const pieces = [key, ...piecesOf(type, value, context)];
  return isRequired ? pieces : [choice(code`${value} !== undefined`, pieces, [])];
}

function choice(when: Code, then: readonly Piece[], otherwise: readonly Piece[]): Piece {
  return { is: "choice", when, then, otherwise };
}

/** The same pieces, texts that meet made into one. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = pieces.filter((piece) => piece.is === "plain");
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece.is === "text" && last?.is === "text") {
      result[result.length - 1] = { is: "text", text: last.text + piece.text };
    } else if (piece.is !== "plain") result.push(piece);
  }
  return result;
}
