import { isIndivisible, writtenType } from "../../model/indivisible.js";
import type { Definition } from "../../model/types.js";
import { membersByKind } from "../../plan/members.js";
import { access, type Code, code, literal, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { comment } from "./docs.js";
import { mostCases } from "./guards.js";
import { StructureKind } from "./morph.js";
import { mentionsValue, type Statement, switching, table } from "./statements.js";
import { isAllObjects, isConstant, membersOf, returning, textOf, writerFunction } from "./texts.js";

/** `writers.ts`: for each definition a function that gives the canonical text of a value. */
export function writersModule(context: Context): Statement[] {
  return context.definitions.flatMap((definition) => writerOf(definition, context));
}

function writerOf(definition: Definition, context: Context): Statement[] {
  const { name } = definition;
  const type = writtenType(definition.type, context.resolve);
  const typeName = context.typeName(name);
  const write = (statements: readonly Code[]): Statement => ({
    kind: StructureKind.Function,
    isExported: true,
    name: context.writerName(name),
    leadingTrivia: comment(code`The canonical text of a valid {@link ${typeName}}.`),
    parameters: [
      { name: isConstant(type) || !statements.some(mentionsValue) ? "_value" : "value", type: typeName },
    ],
    returnType: "string",
    statements: [...statements],
  });
  if (
    type.kind === "union" &&
    type.tag !== undefined &&
    !type.isExclusive &&
    isAllObjects(type, context.resolve)
  ) {
    const members = membersByKind(type, type.tag, context.resolve);
    if (
      members.length <= mostCases &&
      members.every(([, { kind }]) => kind === "reference") &&
      !(type.tag in Object.prototype)
    ) {
      const cases = members.map(
        ([kind, member]) => [literal(kind), textOf(member, code`value`, context)] as const,
      );
      return [write([switching(access(code`value`, type.tag), cases, code`noText()`)])];
    }
    const writers = code`${context.valueName(name)}Writers`;
    const entries = members.map(([kind, member]) => [kind, writerFunction(member, context)] as const);
    return [
      write([code`return writeTagged(value, ${stringLiteral(type.tag)}, ${writers});`]),
      table(writers, code`AnyWriter`, entries),
    ];
  }
  if (type.kind === "object" && type.properties.length > 0 && !isIndivisible(type, context.resolve)) {
    const members = membersOf(type, code`value`, context);
    return [write([code`requirePlain(value);`, returning(members)])];
  }
  return [write([code`return ${textOf(type, code`value`, context)};`])];
}
