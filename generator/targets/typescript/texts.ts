import { isIndivisible, namesIn, writtenType } from "../../model/indivisible.js";
import type { Json, JsonObject, ObjectType, Property, Type, UnionType } from "../../model/types.js";
import { leavesOf, objectsOf, type Resolve } from "../../model/values.js";
import { jsonTypesOf } from "../../plan/members.js";
import {
  access,
  bare,
  type Code,
  code,
  joined,
  literal,
  regularExpression,
  stringLiteral,
  templateText,
} from "./code.js";
import type { Context } from "./context.js";
import { copier } from "./copies.js";
import { predicate } from "./guards.js";
import { mentionsValue } from "./statements.js";
import { typeOf } from "./types.js";

/** Whether all values of a type are objects. */
export function isAllObjects(type: Type, resolve: Resolve): boolean {
  return [...jsonTypesOf(type, resolve)].every((jsonType) => jsonType === "object");
}

/** Whether all values of a type have one text. */
export function isConstant({ kind }: Type): boolean {
  return kind === "literal" || kind === "null";
}

/** An expression that gives the canonical text of `value`. */
export function textOf(whole: Type, value: Code, context: Context): Code {
  const type = writtenType(whole, context.resolve);
  if (type.kind === "constrained" || isIndivisible(type, context.resolve)) {
    const names = [...namesIn(type, context.resolve)].map(stringLiteral);
    return code`wholeText(${bare(value)}, [${joined(names, ", ")}])`;
  }
  switch (type.kind) {
    case "unknown":
    case "never":
      return code`jsonText(${value})`;
    case "null":
      return code`"null"`;
    case "boolean":
      return code`booleanText(${bare(value)})`;
    case "string":
      return code`quote(${bare(value)})`;
    case "number":
      return type.isInteger ? code`integerText(${bare(value)})` : code`numberText(${bare(value)})`;
    case "bigint":
      return code`bigintText(${bare(value)})`;
    case "literal":
      return stringLiteral(constantText(type.value));
    case "array": {
      if (type.prefix.length === 0) return listText(type.items, bare(value), context);
      const prefix = joined(
        type.prefix.map((element) => writerFunction(element, context)),
        ", ",
      );
      const rest =
        type.items.kind === "unknown" || type.items.kind === "never"
          ? code``
          : code`, ${writerFunction(type.items, context)}`;
      return code`tupleText(${bare(value)}, [${prefix}]${rest})`;
    }
    case "object": {
      if (type.properties.length === 0 && typeof type.others !== "string" && !type.patterns) {
        if (type.others.kind === "unknown") return code`freeText(${bare(value)})`;
        return code`recordText(${bare(value)}, ${writerFunction(type.others, context)})`;
      }
      const parts = template(membersOf(type, value, context));
      return code`requirePlain(${bare(value)}) + ${joined(parts, " + ")}`;
    }
    case "union":
      return textOfUnion(type, value, context);
    case "reference":
      return code`${context.writerName(type.name)}(${bare(value)})`;
  }
}

/** The text of an array: that of `JSON.stringify`, where it can be; its elements are then looked at once more. */
function listText(items: Type, values: Code, context: Context): Code {
  const write = writerFunction(items, context);
  const copy = context.copies.of(items);
  const guard = predicate(items, context);
  if (copy === undefined || !/^\w+$/.test(guard)) return code`arrayText(${values}, ${write})`;
  if (copy.is === "itself" || copy.is === "data") return code`listText(${values}, ${write}, ${guard})`;
  if (copy.is === "float") return code`listText(${values}, ${write}, isPlainFloat)`;
  const hasData = context.copies.hasData(copy) ? code`, true` : code``;
  return code`copiedText(${values}, ${write}, ${guard}, ${copier(copy, context)}${hasData})`;
}

export function constantText(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(constantText).join(",")}]`;
  const members = Object.entries(value as JsonObject).map(
    ([key, part]) => `${JSON.stringify(key)}:${constantText(part)}`,
  );
  return `{${members.join(",")}}`;
}

/** A function that gives the canonical text of its argument. */
export function writerFunction(type: Type, context: Context): Code {
  switch (type.kind) {
    case "reference":
      return context.writerName(type.name);
    case "string":
      return code`quote`;
    case "number":
      return type.isInteger ? code`integerText` : code`numberText`;
    case "bigint":
      return code`bigintText`;
    case "boolean":
      return code`booleanText`;
    default: {
      const text = textOf(type, code`value`, context);
      if (text === "jsonText(value)") return code`jsonText`;
      if (text === "freeText(value)") return code`freeText`;
      const isUsed = !isConstant(type) && mentionsValue(text);
      const parameter = isUsed ? code`value: ${typeOf(type, context)}` : code``;
      return code`(${parameter}) => ${text}`;
    }
  }
}

/** One member of an object: its text with the comma in front. */
interface Member {
  readonly isAlwaysThere: boolean;
  /** What stands in a template literal. */
  readonly text: Code;
}

export function membersOf(type: ObjectType, value: Code, context: Context): Member[] {
  const { properties, others } = type;
  const members = properties.map((property) => memberOf(property, value, context));
  const { patterns = [] } = type;
  if (typeof others === "string" && patterns.length === 0) return members;
  const declared = joined(
    properties.map(({ name }) => stringLiteral(name)),
    ", ",
  );
  if (patterns.length > 0) {
    const matching = patterns.map(
      (one) => code`[${regularExpression(one.pattern)}, ${writerFunction(one.type, context)}]`,
    );
    const rest = typeof others === "string" ? code`` : code`, ${writerFunction(others, context)}`;
    const text = code`\${matchingMembers(${value}, [${declared}], [${joined(matching, ", ")}]${rest})}`;
    return [...members, { isAlwaysThere: false, text }];
  }
  const text = code`\${otherMembers(${value}, [${declared}], ${writerFunction(others as Type, context)})}`;
  return [...members, { isAlwaysThere: false, text }];
}

function memberOf({ name, isRequired, type }: Property, object: Code, context: Context): Member {
  const value = access(object, name);
  const key = templateText(`,${JSON.stringify(name)}:`);
  const constant =
    type.kind === "null" ? "null" : type.kind === "literal" ? constantText(type.value) : undefined;
  if (isRequired) {
    const text = constant === undefined ? code`\${${textOf(type, value, context)}}` : templateText(constant);
    return { isAlwaysThere: true, text: code`${key}${text}` };
  }
  const isAbsent = code`${value} === undefined`;
  if (!(name in Object.prototype)) {
    const text = constant === undefined ? code`\${${textOf(type, value, context)}}` : templateText(constant);
    return { isAlwaysThere: false, text: code`\${${isAbsent} ? "" : \`${key}${text}\`}` };
  }
  // TypeScript takes such a property for the one that all objects have.
  const inner = textOf(type, code`value`, context);
  const parameter = mentionsValue(inner) ? code`value` : code``;
  const text = code`written(${value} as ${typeOf(type, context)}, (${parameter}) => ${inner})`;
  const isMissing = code`!hasOwn(${object}, ${stringLiteral(name)}) || ${isAbsent}`;
  return { isAlwaysThere: false, text: code`\${${isMissing} ? "" : \`${key}\${${text}}\`}` };
}

/** The template literals of an object, one for each member. */
function template(members: readonly Member[]): Code[] {
  const [first] = members;
  if (!first?.isAlwaysThere)
    return [
      code`objectText(\`${joined(
        members.map(({ text }) => text),
        "",
      )}\`)`,
    ];
  return members.map(({ text }, index) => {
    const start = index === 0 ? code`{${text.slice(1) as Code}` : text;
    return index === members.length - 1 ? code`\`${start}}\`` : code`\`${start}\``;
  });
}

export function returning(members: readonly Member[]): Code {
  const parts = template(members);
  const line = code`\`${joined(
    parts.map((part) => part.slice(1, -1) as Code),
    "",
  )}\``;
  if (parts.length === 1) return code`return ${parts[0] as Code};`;
  if (line.length <= 90) return code`return ${line};`;
  return code`return (\n  ${joined(parts, " +\n  ")}\n);`;
}

/** Asks for the JSON type first, then for the whole shape. */
function textOfUnion(type: UnionType, value: Code, context: Context): Code {
  const writes = new Map<Code, Code[]>();
  const shapes = type.members.filter((member) => jsonTypesOf(member, context.resolve).has("object"));
  // Where a value may fit several shapes none of them alone says what belongs to it.
  const isUncertain = shapes.length > 1 && type.tag === undefined;
  if (isUncertain) writes.set(textOfAny(shapes, value, context), [code`isObject(${value})`]);
  for (const member of integersFirst(type.members)) {
    if (isUncertain && shapes.includes(member) && isAllObjects(member, context.resolve)) continue;
    const [text, when] = alternative(member, type, value, context);
    writes.set(text, [...(writes.get(text) ?? []), when]);
  }
  const choices = [...writes];
  const [last] = choices.pop() as [Code, Code[]];
  const asked = choices.map(
    ([text, conditions]) => code`${joined([...new Set(conditions)], " || ")} ? ${text} : `,
  );
  return choices.length === 0 ? last : code`(${joined([...asked, last], "")})`;
}

/** The members in their order, but integers before other numbers: a whole number is written as one wherever that stands. */
function integersFirst(members: readonly Type[]): readonly Type[] {
  const isInteger = (member: Type) => member.kind === "number" && member.isInteger;
  const mayBeEither = members.some((member) => member.kind === "number" && !member.isInteger);
  if (!mayBeEither) return members;
  return [...members.filter(isInteger), ...members.filter((member) => !isInteger(member))];
}

/** The text of an object that may fit any of several shapes. */
function textOfAny(shapes: readonly Type[], value: Code, context: Context): Code {
  const objects = shapes.flatMap((shape) => objectsOf(shape, context.resolve));
  const names = new Set(objects.flatMap(({ properties }) => properties.map(({ name }) => name)));
  // A constant, or a member that takes anything, declares nothing: all that is there belongs to it.
  const isOpen = shapes
    .flatMap((shape) => leavesOf(shape, context.resolve))
    .some((leaf) =>
      leaf.kind === "object"
        ? typeof leaf.others !== "string" || leaf.patterns !== undefined
        : /unknown|literal/.test(leaf.kind),
    );
  const list = joined([...names].map(stringLiteral), ", ");
  return code`anyOfText(${value} as object, [${list}], ${literal(isOpen)})`;
}

/** The text of a value that is of one member of a union, and how to tell that it is. */
function alternative(
  member: Type,
  union: UnionType,
  value: Code,
  context: Context,
): [text: Code, when: Code] {
  if (member.kind === "literal" && typeof member.value !== "object") {
    // The constants of an enum are written as what they are: the guard has seen that they are among them.
    const isAlone = typeof member.value !== "number" || union.members.every(isConstantOrNoNumber);
    const when = isAlone
      ? code`typeof ${value} === ${stringLiteral(typeof member.value)}`
      : code`${value} === ${literal(member.value)}`;
    return [primitiveText(member.value, value), when];
  }
  const when = condition(member, union, value, context);
  const isWhole = member.kind === "null" || member.kind === "literal" || member.kind === "unknown";
  if (isWhole) return [textOf(member, value, context), when];
  // It takes any value: what the questions before have left of the type need not fit the member's.
  if (isIndivisible(member, context.resolve)) return [textOf(member, value, context), when];
  const cast = code`${value} as ${typeOf(member, context)}`;
  const isInPlace = member.kind === "object" && member.properties.length > 0;
  if (!isInPlace) return [textOf(member, code`(${cast})`, context), when];
  return [code`written(${cast}, (value) => ${textOf(member, code`value`, context)})`, when];
}

/** Whether a member has no numbers, or one that is a constant. */
function isConstantOrNoNumber(member: Type): boolean {
  return member.kind === "literal" || /^(?:string|boolean|null|bigint|array|object)$/.test(member.kind);
}

function primitiveText(constant: Json, value: Code): Code {
  if (typeof constant === "bigint") return code`bigintText(${value} as bigint)`;
  if (typeof constant === "boolean") return code`booleanText(${value} as boolean)`;
  if (typeof constant === "number") return code`jsonText(${value})`;
  return code`quote(${value} as string)`;
}

function condition(member: Type, union: UnionType, value: Code, context: Context): Code {
  const own = jsonTypesOf(member, context.resolve);
  const isAlone = union.members.every(
    (other) =>
      other === member || ![...jsonTypesOf(other, context.resolve)].some((jsonType) => own.has(jsonType)),
  );
  const [jsonType] = own;
  if (!isAlone || own.size !== 1) return code`fits(${value}, ${predicate(member, context)})`;
  switch (jsonType) {
    case "null":
      return code`${value} === null`;
    case "array":
      return code`Array.isArray(${value})`;
    case "object":
      return code`isObject(${value})`;
    default:
      return member.kind === "bigint"
        ? code`typeof ${value} === "bigint"`
        : code`typeof ${value} === ${stringLiteral(jsonType ?? "")}`;
  }
}
