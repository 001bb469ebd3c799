import type { ArrayType, ObjectType, Property, Type, UnionType } from "../../model/types.js";
import { jsonTypeOf, leavesOf } from "../../model/values.js";
import { isGuardedEnum, isTuple, nullableIn, reduced } from "../../plan/fixed.js";
import { layOut } from "../../plan/layout.js";
import { type Code, code, joined, literal, templateText } from "./code.js";
import type { Context } from "./context.js";

/** What matches the values of a type that has a fixed layout: an expression, or text with expressions in it. */
type Layout = { readonly expression: Code } | { readonly text: Code };

/** An expression that gives the layout of a type, which must be fixed. */
export function layoutCode(type: Type, context: Context): Code {
  const layout = layoutOf(type, context);
  return "expression" in layout ? layout.expression : code`layoutOf\`${layout.text}\``;
}

/** Whether a type has a layout that the runtime knows, or one text. */
export function isSimple(type: Type): boolean {
  if (type.kind === "constrained") return isSimple(type.type);
  if (type.kind === "union") return reduced(type).kind !== "union" && isSimple(reduced(type));
  return !/^(?:array|object|reference)$/.test(type.kind);
}

function layoutOf(type: Type, context: Context): Layout {
  switch (type.kind) {
    case "string":
      return { expression: code`anyString` };
    case "number":
      return { expression: type.isInteger ? code`anyInteger` : code`anyNumber` };
    case "bigint":
      return { expression: code`anyLong` };
    case "boolean":
      return { expression: code`anyBoolean` };
    case "literal":
      return { text: templateText(layOut(type.value)) };
    case "null":
      return { text: code`null` };
    case "array":
      return layoutOfArray(type, context);
    case "object":
      return layoutOfObject(type, context);
    case "union": {
      const plain = reduced(type);
      return plain.kind === "union"
        ? { expression: layoutOfUnion(plain, context) }
        : layoutOf(plain, context);
    }
    case "constrained":
      return layoutOf(type.type, context);
    case "reference": {
      const target = context.resolve(type.name);
      return isSimple(target) ? layoutOf(target, context) : { expression: context.layoutName(type.name) };
    }
    default:
      throw new Error(`no layout is fixed for what is ${type.kind}`);
  }
}

function layoutOfArray(type: ArrayType, context: Context): Layout {
  if (!isTuple(type)) return { expression: code`listOf(${layoutCode(type.items, context)})` };
  const elements = type.prefix.map((element) => inText(element, context));
  return { text: code`[${joined(elements, ",")}]` };
}

function layoutOfObject({ properties, others }: ObjectType, context: Context): Layout {
  if (typeof others !== "string") return { expression: code`mapOf(${layoutCode(others, context)})` };
  const members = properties.map((property, index) => memberText(property, index, context));
  return { text: code`{${joined(members, "")}}` };
}

/** An expression that gives the layout of an object up to its last property. */
export function openLayoutCode({ properties }: ObjectType, context: Context): Code {
  const members = properties.map((property, index) =>
    index === properties.length - 1 ? keyText(property, index) : memberText(property, index, context),
  );
  return code`layoutOf\`{${joined(members, "")}\``;
}

function memberText(property: Property, index: number, context: Context): Code {
  const member = code`${keyText(property, index)}${inText(property.type, context)}`;
  return property.isRequired ? member : code`\${optionally(layoutOf\`${member}\`)}`;
}

/** No text has the layouts of two members: where it had, trying both for every element of a list would take forever. */
function layoutOfUnion(type: UnionType, context: Context): Code {
  const nullable = nullableIn(type);
  if (nullable) {
    const layout = layoutCode(nullable, context);
    return jsonTypesOf(nullable, context).has("null") ? layout : code`orNull(${layout})`;
  }
  if (isGuardedEnum(type)) return code`anyString`;
  const others = type.members.filter((member) => member.kind !== "literal");
  const covered = new Set(others.map(jsonTypeOf));
  const values = type.members.flatMap((member) =>
    member.kind === "literal" && !covered.has(jsonTypeOf(member)) ? [literal(member.value)] : [],
  );
  const constants = values.length > 0 ? [code`constantsOf(${joined(values, ", ")})`] : [];
  const all = [...constants, ...[...covered].map((jsonType) => layoutOfAll(jsonType, others, context))];
  return all.length === 1 ? (all[0] as Code) : code`eitherOf(${joined(all, ", ")})`;
}

/** The layout of those types that have values of one JSON type; an integer has that of a number too. */
function layoutOfAll(jsonType: string, types: readonly Type[], context: Context): Code {
  const those = types.filter((type) => jsonTypeOf(type) === jsonType);
  const widest = those.find((type) => type.kind === "number" && !type.isInteger) ?? (those[0] as Type);
  return layoutCode(widest, context);
}

function jsonTypesOf(type: Type, { resolve }: Context): Set<string> {
  return new Set(leavesOf(type, resolve).map(jsonTypeOf));
}

/** A layout as it stands in the text of another. */
function inText(type: Type, context: Context): Code {
  const layout = layoutOf(type, context);
  return "expression" in layout ? code`\${${layout.expression}}` : layout.text;
}

/** The name of a property in the text of an object, as it stands in a template literal. */
export function keyText({ name }: Property, index: number): Code {
  return templateText(`${index === 0 ? "" : ","}${JSON.stringify(name)}:`);
}
