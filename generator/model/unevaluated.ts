import { isJsonObject } from "../load/keywords.js";
import { below, type Location } from "../load/schemas.js";
import { othersIn, type Surroundings } from "./assertions.js";
import { everything, nothing } from "./basic.js";
import { constrain } from "./constrain.js";
import { type EvaluationSurroundings, evaluatedBeside } from "./evaluated.js";
import { tagOf } from "./simplify.js";
import type { Others, Property, Type } from "./types.js";
import { leavesOf, objectsOf, type Resolve } from "./values.js";

type Around = Surroundings & EvaluationSurroundings & { readonly resolve: Resolve };

/**
 * The type with what `unevaluatedProperties` and `unevaluatedItems` at `location` say (Core §11.2, §11.3).
 *
 * Where the shape alone tells what is evaluated they become part of it, else rules.
 */
export function limited(type: Type, location: Location, around: Around): Type {
  const schema = around.schemas.at(location);
  if (!isJsonObject(schema)) return type;
  let result = type;
  if (schema.unevaluatedProperties !== undefined) {
    const others = othersIn(schema, location, "unevaluatedProperties", around);
    result = isCertain(result, around.resolve)
      ? limitOthers(result, others, around)
      : withRule(result, "unevaluatedProperties", location, around);
  }
  if (schema.unevaluatedItems !== undefined) {
    const items = around.part(below(location, "unevaluatedItems"));
    const isPlain = leavesOf(result, around.resolve).every(({ kind }) => kind !== "unknown");
    result =
      result.kind === "array" && isPlain && result.isSilent
        ? { ...result, items, isSilent: false }
        : withRule(result, "unevaluatedItems", location, around);
  }
  return result;
}

function withRule(
  type: Type,
  is: "unevaluatedProperties" | "unevaluatedItems",
  location: Location,
  around: Around,
): Type {
  const rule = { is, evaluated: evaluatedBeside(location, around), type: around.part(below(location, is)) };
  return constrain(type, [rule], around.resolve);
}

/** Whether an object of the type can have one shape only, so that what that declares is what is evaluated. */
function isCertain(type: Type, resolve: Resolve): boolean {
  if (type.kind === "constrained") return false;
  if (type.kind === "reference") return isCertain(resolve(type.name), resolve);
  if (type.kind === "literal") return typeof type.value !== "object";
  if (type.kind !== "union") return true;
  const members = type.members.every((member) => member.kind !== "unknown" && isCertain(member, resolve));
  return members && (objectsOf(type, resolve).length < 2 || tagOf(type.members, resolve) !== undefined);
}

/** Lets `others` decide what the objects among the values of `type` may have beside what they declare. */
function limitOthers(type: Type, others: Others, around: Around): Type {
  const limit = (inner: Type) => limitOthers(inner, others, around);
  if (type.kind === "reference") return limit(around.resolve(type.name));
  if (type.kind === "union") return { ...type, members: type.members.map(limit) };
  if (type.kind === "unknown") return everything(others);
  if (type.kind !== "object" || (type.others !== "ignored" && !type.isSilent)) return type;
  const properties = type.properties.map((property): Property => {
    if (!property.isUndeclared || others === "ignored") return property;
    const inner = others === "forbidden" ? nothing : around.merge(property.type, others);
    return { ...property, type: inner };
  });
  if (properties.some(({ isRequired, type: inner }) => isRequired && inner.kind === "never")) return nothing;
  return { ...type, properties, others, isSilent: false };
}
