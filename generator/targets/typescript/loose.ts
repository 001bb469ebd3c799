import type { Frame } from "../../model/types.js";
import { access, type Code, code, literal, stringLiteral } from "./code.js";
import type { Context, TaggedSet } from "./context.js";
import { comment } from "./docs.js";
import { mostCases } from "./guards.js";
import { StructureKind } from "./morph.js";
import { bracketed, type Statement, switching, table } from "./statements.js";

/** `loose.ts`: for each frame and each union that has them, the parts whose numbers no guard looks at. */
export function looseModule(context: Context): Statement[] {
  return context.frameSets.filter((set) => hasLoose(set, context)).flatMap((set) => looseIn(set, context));
}

/** Whether a frame, or any of several, has parts whose numbers have to be looked at. */
export function hasLoose({ name, frames }: TaggedSet, context: Context): boolean {
  return !context.withBigInts.has(name) && frames.some((frame) => looseParts(frame, context).length > 0);
}

function looseIn({ name, tag, frames }: TaggedSet, context: Context): Statement[] {
  const typeName = context.typeName(name);
  const loose = frames.filter((frame) => looseParts(frame, context).length > 0);
  const [only] = frames;
  const isTable = loose.length > mostCases;
  const tableName = context.looseTableName(name);
  const body = () => {
    if (only && frames.length === 1) return code`return ${together(only, context)};`;
    return isTable
      ? code`return partOf(frame, ${stringLiteral(tag)}, ${tableName});`
      : switching(
          access(code`frame`, tag),
          loose.map((frame) => [literal(frame.kind), together(frame, context)]),
          code`undefined`,
        );
  };
  const entries = loose.map((frame) => [frame.kind, context.looseName(frame.name)] as const);
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.looseName(name),
      leadingTrivia: comment(code`What is in a {@link ${typeName}} whose numbers no guard looks at.`),
      parameters: [{ name: "frame", type: typeName }],
      returnType: "unknown",
      statements: body(),
    },
    ...(isTable ? [table(tableName, code`AnyPart`, entries)] : []),
  ];
}

/** The loose parts of a frame, as one value. */
function together(frame: Frame, context: Context): Code {
  const parts = looseParts(frame, context);
  return parts.length === 1 ? (parts[0] as Code) : bracketed(code`[`, parts, code`]`);
}

function looseParts({ name }: Frame, { loose, resolve }: Context): Code[] {
  const type = resolve(name);
  if (!loose.has(type)) return [];
  const frame = code`frame`;
  if (type.kind !== "object") return [frame];
  const { properties, others, patterns = [], names } = type;
  const unnamed = [...patterns.map((one) => one.type), ...(typeof others === "string" ? [] : [others])];
  if (names !== undefined || unnamed.some((one) => loose.has(one))) return [frame];
  return properties
    .filter((property) => loose.has(property.type))
    .map((property) => access(frame, property.name));
}
