import type { ArrayType, ObjectType, Property, Type, UnionType } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { isTuple, nullableIn, reduced } from "../../plan/fixed.js";
import { layOut } from "../../plan/layout.js";
import { type Code, code, literal, literalKey, templateText } from "./code.js";
import type { Context } from "./context.js";
import { isSimple, keyText } from "./layouts.js";
import { bracketed } from "./statements.js";
import { typeOf } from "./types.js";

/** An expression that cuts a value out of a text, and the text that is then still to be passed. */
export interface CutCode {
  readonly value: Code;
  readonly rest: Code;
}

interface CutOptions {
  /** What the type is called. */
  readonly name?: Code;
  /** Whether the text ends with the value, but for a closing brace. */
  readonly isLast?: boolean;
}

/**
 * What cuts a value of a type out of canonical text, which must be fixed.
 *
 * @param before - the text in front of it that has not been passed yet, as it stands in a template literal
 */
export function cutOf(
  type: Type,
  before: Code,
  context: Context,
  { name = typeOf(type, context), isLast = false }: CutOptions = {},
): CutCode {
  const options = { name, isLast };
  switch (type.kind) {
    case "literal":
      return { value: literal(type.value), rest: code`${before}${templateText(layOut(type.value))}` };
    case "null":
      return { value: code`null`, rest: code`${before}null` };
    case "array":
      return isTuple(type)
        ? cutOfTuple(type, before, context)
        : cutWith(code`cutList`, type.items, before, context);
    case "object":
      return typeof type.others === "string"
        ? cutOfObject(type, before, context)
        : cutWith(code`cutMap`, type.others, before, context);
    case "union":
      return cutOfUnion(type, before, context, options);
    case "constrained":
      return cutOf(type.type, before, context, options);
    case "reference":
      return cutOfReference(type.name, before, context, isLast);
    default:
      return { value: code`${cutter(type, isLast)}(from, \`${before}\`)`, rest: code`` };
  }
}

/** The same, with all of its text passed. */
export function wholeCutOf(
  type: Type,
  before: Code,
  context: Context,
  name: Code = typeOf(type, context),
): Code {
  const { value, rest } = cutOf(type, before, context, { name });
  return rest === "" ? value : code`passed<${name}>(from, ${value}, \`${rest}\`)`;
}

function cutOfReference(name: string, before: Code, context: Context, isLast: boolean): CutCode {
  const target = context.resolve(name);
  const body = bodyOf(target);
  if (body.kind === "object")
    return { value: code`${context.cutName(name)}(from, \`${before}\`)`, rest: code`` };
  return cutOf(target, before, context, { name: context.typeName(name), isLast });
}

/** The function that cuts out a value of a type which the runtime knows. */
function cutter(type: Type, isLast = false): Code {
  switch (type.kind) {
    case "string":
      return isLast ? code`cutLastString` : code`cutString`;
    case "bigint":
      return code`cutLong`;
    case "boolean":
      return code`cutBoolean`;
    case "number":
      return type.isInteger ? code`cutInteger` : code`cutNumber`;
    default:
      throw new Error(`nothing cuts out what is ${type.kind}`);
  }
}

/** Cuts out something that is made of values of one type, in front of each of which there is one character. */
function cutWith(cut: Code, items: Type, before: Code, context: Context): CutCode {
  const [typed, inner] = itemCutter(items, code`,`, context);
  return { value: code`${cut}${typed}(from, \`${before}\`, ${inner})`, rest: code`` };
}

/** A function that cuts out an element, and in front of it the types that must be named with it. */
function itemCutter(type: Type, before: Code, context: Context): [typed: Code, cut: Code] {
  const target = type.kind === "reference" ? context.resolve(type.name) : type;
  if (type.kind === "reference" && bodyOf(target).kind === "object")
    return [code``, context.cutName(type.name)];
  const plain = bodyOf(target.kind === "union" ? reduced(target) : target);
  if (isSimple(plain) && !/^(?:literal|null|union)$/.test(plain.kind)) return [code``, cutter(plain)];
  const value = wholeCutOf(type, before, context);
  const body = value.startsWith("{") ? code`(${value})` : value;
  return [code`<${typeOf(type, context)}>`, code`(from) => ${body}`];
}

function cutOfTuple(type: ArrayType, before: Code, context: Context): CutCode {
  const values: Code[] = [];
  let rest = code`${before}[`;
  for (const [index, element] of type.prefix.entries()) {
    const cut = cutOf(element, index === 0 ? rest : code`${rest},`, context);
    values.push(cut.value);
    rest = cut.rest;
  }
  return { value: bracketed(code`[`, values, code`]`), rest: code`${rest}]` };
}

/** What cuts a frame out of its text; a property that has no layout, `open`, is parsed. */
export function cutOfFrame(type: Type, context: Context, open?: Property): Code {
  const body = bodyOf(type);
  if (body.kind !== "object" || typeof body.others !== "string") return cutOf(type, code``, context).value;
  return cutOfObject(body, code``, context, { open }).value;
}

interface FrameOptions {
  readonly open: Property | undefined;
}

/** What cuts out an object; there are options where it is a frame, the whole of the text. */
function cutOfObject(type: ObjectType, before: Code, context: Context, frame?: FrameOptions): CutCode {
  const members: Code[] = [];
  let rest = code`${before}{`;
  for (const [index, property] of type.properties.entries()) {
    const start = code`${rest}${keyText(property, index)}`;
    const key = literalKey(property.name);
    if (property === frame?.open) {
      members.push(code`${key}: parseRest(from, \`${start}\`)`);
    } else if (property.isRequired) {
      // What may be left out must stand where the text has been passed up to.
      const next = type.properties[index + 1];
      const isLast = frame !== undefined && next === undefined;
      const cut = next?.isRequired === false ? undefined : cutOf(property.type, start, context, { isLast });
      members.push(code`${key}: ${cut?.value ?? wholeCutOf(property.type, start, context)}`);
      rest = cut?.rest ?? code``;
    } else {
      const value = wholeCutOf(property.type, start, context);
      members.push(code`...(sees(from, \`${start}\`) && { ${key}: ${value} })`);
    }
  }
  return { value: bracketed(code`{`, members, code`}`), rest: code`${rest}}` };
}

function cutOfUnion(union: UnionType, before: Code, context: Context, options: CutOptions): CutCode {
  const type = reduced(union);
  if (type.kind !== "union") return cutOf(type, before, context, options);
  const nullable = nullableIn(type);
  if (nullable) {
    const [typed, cut] = itemCutter(nullable, before, context);
    return { value: code`cutNullable${typed}(from, \`${before}\`, ${cut})`, rest: code`` };
  }
  const isEnum = type.members.every(
    (member) => member.kind === "literal" && typeof member.value === "string",
  );
  const cutEnum = options.isLast ? code`cutLastString` : code`cutString`;
  const cut = isEnum ? cutEnum : code`cutPrimitive`;
  return {
    value: code`${cut}<${options.name ?? typeOf(union, context)}>(from, \`${before}\`)`,
    rest: code``,
  };
}
