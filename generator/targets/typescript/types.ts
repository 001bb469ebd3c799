import type { InterfaceDeclarationStructure, OptionalKind, PropertySignatureStructure } from "ts-morph";
import { typeName } from "../../model/names.js";
import type {
  Annotations,
  Definition,
  FrameSet,
  ObjectType,
  Property,
  Type,
  UnionType,
} from "../../model/types.js";
import { type Code, code, joined, kindKey, literalType, propertyKey, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { comment, textOf } from "./docs.js";
import { StructureKind } from "./morph.js";
import { alternatives, indented, type Statement } from "./statements.js";

/** `types.ts`: an interface or alias for each definition, and the frames by their kinds. */
export function typesModule(context: Context): Statement[] {
  const declarations = context.definitions.map((definition) => declarationOf(definition, context));
  return [...declarations, ...(context.frames ? frameTypes(context.frames, context) : [])];
}

function declarationOf(definition: Definition, context: Context): Statement {
  const { type } = definition;
  const { title, ...others } = definition.annotations;
  // A title that is the name, or what the name was made of, says nothing new.
  const annotations =
    title !== undefined && typeName(title) === definition.name ? others : definition.annotations;
  const name = context.typeName(definition.name);
  const body = interfaceOf(type);
  if (!body) return alias(name, type, annotations, context);
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name,
    leadingTrivia: comment(textOf(annotations, type)),
    properties: body.properties.map((property) => propertyOf(property, context)),
    ...indexSignatureOf(body, context),
  } satisfies InterfaceDeclarationStructure;
}

/** The object that a type is as far as its shape goes, where an interface says it better than an alias. */
function interfaceOf(type: Type): ObjectType | undefined {
  if (type.kind === "constrained")
    return type.rules.some(({ is }) => is === "fits") ? undefined : interfaceOf(type.type);
  if (type.kind !== "object") return undefined;
  return type.properties.length > 0 || typeof type.others === "string" ? type : undefined;
}

function alias(name: Code, type: Type, annotations: Annotations, context: Context): Code {
  const text = type.kind === "union" ? alternatives(membersOf(type, context)) : typeOf(type, context);
  const space = text.startsWith("\n") ? code`` : code` `;
  return code`\n${comment(textOf(annotations, type))}export type ${name} =${space}${text};`;
}

function propertyOf(
  { name, isRequired, type, annotations }: Property,
  context: Context,
): OptionalKind<PropertySignatureStructure> {
  return {
    name: propertyKey(name),
    isReadonly: true,
    hasQuestionToken: !isRequired,
    type: propertyType({ name, isRequired, type }, context),
    leadingTrivia: comment(textOf(annotations, type)),
  };
}

function indexSignatureOf(type: ObjectType, context: Context): Partial<InterfaceDeclarationStructure> {
  const valueType = othersType(type, context);
  if (valueType === undefined) return {};
  return {
    indexSignatures: [{ isReadonly: true, keyName: "key", keyType: "string", returnType: valueType }],
  };
}

/** What TypeScript knows of all objects: it takes these for there where an object does not have them itself. */
const inheritedNames = new Set(
  "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf".split(" "),
);

/** The type of a property; where it may be absent, with that of what all objects have under its name instead. */
function propertyType(property: Pick<Property, "name" | "isRequired" | "type">, context: Context): Code {
  return joined([typeOf(property.type, context), ...inheritedType(property)], " | ");
}

function inheritedType({ name, isRequired, type }: Pick<Property, "name" | "isRequired" | "type">): Code[] {
  const isInherited = !isRequired && type.kind !== "unknown" && inheritedNames.has(name);
  return isInherited ? [code`Object[${stringLiteral(name)}]`] : [];
}

/** The type of properties that are not declared by name; TypeScript wants those that are to have it as well. */
function othersType({ others, patterns = [], properties }: ObjectType, context: Context): Code | undefined {
  if (typeof others === "string" && patterns.length === 0) return undefined;
  const undeclared = [...(typeof others === "string" ? [] : [others]), ...patterns.map(({ type }) => type)];
  // Where some fields are ignored, anything may be in them.
  if (others === "ignored" || undeclared.some(({ kind }) => kind === "unknown")) return code`unknown`;
  const types = [
    ...undeclared.map((type) => typeOf(type, context)),
    ...properties.map(({ type }) => typeOf(type, context)),
    ...properties.flatMap(inheritedType),
  ];
  const isOptional = properties.some(({ isRequired }) => !isRequired);
  return joined([...new Set([...types, ...(isOptional ? [code`undefined`] : [])])], " | ");
}

/** The TypeScript type of a type. */
export function typeOf(type: Type, context: Context): Code {
  switch (type.kind) {
    case "unknown":
      return code`unknown`;
    case "never":
      return code`never`;
    case "null":
      return code`null`;
    case "boolean":
      return code`boolean`;
    case "string":
      return code`string`;
    case "number":
      return code`number`;
    case "bigint":
      return code`bigint`;
    case "literal":
      return literalType(type.value);
    case "array":
      return arrayOf(type, context);
    case "object":
      return objectOf(type, context);
    case "union":
      return joined(membersOf(type, context), " | ");
    case "constrained": {
      const shapes = [type.type, ...type.rules.flatMap((rule) => (rule.is === "fits" ? [rule.type] : []))];
      const stated = shapes.filter((shape, index) => index === 0 || shape.kind !== "unknown");
      if (stated.length === 1) return typeOf(type.type, context);
      return joined(
        stated.map((shape) => inBrackets(typeOf(shape, context))),
        " & ",
      );
    }
    case "reference":
      return context.typeName(type.name);
  }
}

function inBrackets(text: Code): Code {
  return /^\w+$/.test(text) ? text : code`(${text})`;
}

function arrayOf(type: Extract<Type, { kind: "array" }>, context: Context): Code {
  const { prefix, items, minItems, maxItems } = type;
  if (prefix.length === 0)
    return items.kind === "never" || maxItems === 0 ? code`readonly []` : listOf(items, context);
  const elements = prefix.map((element, index) => {
    const elementType = typeOf(element, context);
    const isSimple = /^\w+$/.test(elementType);
    return index < minItems ? elementType : isSimple ? code`${elementType}?` : code`(${elementType})?`;
  });
  const isClosed = items.kind === "never" || (maxItems !== undefined && maxItems <= prefix.length);
  const rest = isClosed ? [] : [code`...${listOf(items, context).replace(/^readonly /, "") as Code}`];
  return code`readonly [${joined([...elements, ...rest], ", ")}]`;
}

function listOf(items: Type, context: Context): Code {
  const element = typeOf(items, context);
  const isSimple = ["unknown", "boolean", "string", "number", "bigint", "null", "reference"].includes(
    items.kind,
  );
  return isSimple || items.kind === "object" ? code`readonly ${element}[]` : code`readonly (${element})[]`;
}

function objectOf(type: ObjectType, context: Context): Code {
  const others = othersType(type, context);
  const texts = type.properties.map((property) => comment(textOf(property.annotations, property.type)));
  const members = type.properties.map(({ name, isRequired, type: inner }, index) => {
    const mark = isRequired ? code`` : code`?`;
    return code`${texts[index] ?? code``}readonly ${propertyKey(name)}${mark}: ${propertyType({ name, isRequired, type: inner }, context)}`;
  });
  if (others !== undefined) members.push(code`readonly [key: string]: ${others}`);
  if (members.length === 0) return code`{ readonly [key: string]: never }`;
  if (texts.every((text) => text === "")) return code`{ ${joined(members, "; ")} }`;
  return code`{\n${joined(
    members.map((member) => code`${indented(member)};\n`),
    "",
  )}}`;
}

function membersOf(type: UnionType, context: Context): Code[] {
  const isLiteral = (member: Type) => member.kind === "literal" && typeof member.value === "string";
  const isOpen = type.members.some(isLiteral);
  const members = type.members.map((member) =>
    // Keeps editors offering the known values of an open enum.
    isOpen && member.kind === "string" ? code`(string & {})` : typeOf(member, context),
  );
  return [...new Set(members)];
}

function frameTypes(frames: FrameSet, context: Context): Statement[] {
  const byKind: InterfaceDeclarationStructure = {
    kind: StructureKind.Interface,
    isExported: true,
    name: "FrameByKind",
    leadingTrivia: comment(code`The type of a frame, by its kind.`),
    properties: frames.members.map(({ kind, name }) => ({
      name: kindKey(kind),
      isReadonly: true,
      type: context.typeName(name),
    })),
  };
  return [
    byKind,
    code`\n${comment(code`The kinds of frame that there are.`)}export type FrameKind = keyof FrameByKind;`,
  ];
}
