import { partsOf } from "../../model/parts.js";
import type { Definition, Property, Type } from "../../model/types.js";
import type { Copy } from "../../plan/copies.js";
import { access, bare, type Code, code, joined, propertyKey } from "./code.js";
import type { Context } from "./context.js";
import { comment } from "./docs.js";
import { StructureKind } from "./morph.js";
import { bracketed, type Statement } from "./statements.js";
import { typeOf } from "./types.js";

/**
 * `copies.ts`: for each definition of which there are lists, what copies a value. The text that `JSON.stringify` gives the copy
 * is the canonical one.
 */
export function copiesModule(context: Context): Statement[] {
  const wanted = new Set<string>();
  const want = (copy: Copy | undefined): void => {
    for (const part of copiesIn(copy)) want(part);
    if (copy?.is !== "definition" || wanted.has(copy.name)) return;
    wanted.add(copy.name);
    want(context.copies.of(context.resolve(copy.name)));
  };
  for (const { type } of context.definitions)
    for (const items of listsIn(type)) want(context.copies.of(items));
  return context.definitions
    .filter(({ name }) => wanted.has(name))
    .map((definition) => copierOf(definition, context));
}

function copiesIn(copy: Copy | undefined): readonly Copy[] {
  switch (copy?.is) {
    case "list":
      return [copy.items];
    case "object":
      return copy.properties.map(([, part]) => part);
    case "choice":
      return copy.options.map((option) => option.copy);
    default:
      return [];
  }
}

/** The types of the elements of all lists in a type, where they have a name: of others no copies are made. */
function listsIn(type: Type): Type[] {
  const items = type.kind === "array" && type.items.kind === "reference" ? [type.items] : [];
  return [...items, ...partsOf(type).flatMap(listsIn)];
}

function copierOf({ name, type }: Definition, context: Context): Statement {
  const typeName = context.typeName(name);
  const copy = context.copies.of(type);
  const members = copy?.is === "object" ? membersOf(copy.properties, context) : [];
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: context.copierName(name),
    leadingTrivia: comment(code`A copy of a {@link ${typeName}}, for \`JSON.stringify\` to write.`),
    parameters: [{ name: "value", type: typeName }],
    returnType: "object",
    statements: [code`requirePlain(value);`, code`return ${bracketed(code`{`, members, code`}`)};`],
  };
}

function membersOf(
  properties: readonly (readonly [property: Property, copy: Copy])[],
  context: Context,
): Code[] {
  return properties.map(([{ name, isRequired }, copy]) => {
    const value = access(code`value`, name);
    const copied = copyOf(copy, value, context);
    const mayStay = isRequired || copy.is === "itself" || copy.is === "choice";
    const member = mayStay ? copied : code`${value} === undefined ? undefined : ${copied}`;
    return code`${propertyKey(name)}: ${member}`;
  });
}

/** An expression that copies `value`. */
function copyOf(copy: Copy, value: Code, context: Context): Code {
  if (copy.is === "itself") return value;
  if (copy.is === "choice") {
    const choices = copy.options.map(({ member, jsonType, copy: part }) => {
      // The compiler does not see that a list that can't be changed is an array, nor which objects are none.
      const cast = code`(${value} as ${typeOf(member, context)})`;
      return code`${isOf(jsonType, value)} ? ${copyOf(part, jsonType === "number" ? value : cast, context)} : `;
    });
    return code`${joined(choices, "")}${value}`;
  }
  if (copy.is === "list") {
    const items = copy.items.is === "itself" ? code`` : code`, ${copier(copy.items, context)}`;
    return code`copiesOf(${bare(value)}${items})`;
  }
  if (copy.is === "object") {
    const members = membersOf(copy.properties, context);
    const parameter = members.length === 0 ? code`` : code`value`;
    return code`objectCopy(${bare(value)}, (${parameter}) => (${bracketed(code`{`, members, code`}`)}))`;
  }
  return code`${copier(copy, context)}(${bare(value)})`;
}

/** A function that copies its argument. */
export function copier(copy: Copy, context: Context): Code {
  switch (copy.is) {
    case "data":
      return code`plainData`;
    case "float":
      return code`plainFloat`;
    case "definition":
      return context.copierName(copy.name);
    default:
      return code`(value) => ${copyOf(copy, code`value`, context)}`;
  }
}

function isOf(jsonType: string, value: Code): Code {
  switch (jsonType) {
    case "array":
      return code`Array.isArray(${value})`;
    case "object":
      return code`isObject(${value})`;
    default:
      return code`typeof ${value} === "number"`;
  }
}
