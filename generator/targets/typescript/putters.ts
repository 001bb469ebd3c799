import type { Frame, Property } from "../../model/types.js";
import { type Code, code, literal, stringLiteral } from "./code.js";
import type { Context, TaggedSet } from "./context.js";
import { comment } from "./docs.js";
import { mostCases, switchingByKind } from "./guards.js";
import { StructureKind } from "./morph.js";
import { flatProperties } from "./pieces.js";
import { PutterBody } from "./putting.js";
import { type Statement, table } from "./statements.js";

/** `putters.ts`: for each frame of primitive values, and each union with such frames, what puts its bytes. */
export function puttersModule(context: Context): Statement[] {
  return [
    ...context.taggedFrames.flatMap(({ name }) => {
      const properties = flatProperties(name, context);
      return properties ? putterOfFrame(name, properties, context) : [];
    }),
    ...context.frameUnions.flatMap((union) => putterOfUnion(union, context)),
  ];
}

/** The name of what puts a frame, or any of several, if something does. */
export function putterOfSet(name: string, frames: readonly Frame[], context: Context): Code | undefined {
  return frames.some(isPut(context)) ? context.putterName(name) : undefined;
}

function isPut(context: Context): (frame: Frame) => boolean {
  return ({ name }) => flatProperties(name, context) !== undefined;
}

function putterOfFrame(name: string, properties: readonly Property[], context: Context): Statement[] {
  const body = new PutterBody(name, properties, context);
  const text = code`Puts the canonical text of a {@link ${context.typeName(name)}}; \`NOT_PUT\` where the value is none.`;
  return [...body.constants(), putter(name, text, body.statements, context)];
}

function putterOfUnion({ name, tag, frames }: TaggedSet, context: Context): Statement[] {
  const put = frames.filter(isPut(context));
  if (put.length === 0) return [];
  const text = code`Puts the canonical text of a {@link ${context.typeName(name)}} whose values are all primitive; else \`NOT_PUT\`.`;
  const entries = put.map((frame) => [frame.kind, context.putterName(frame.name)] as const);
  if (put.length > mostCases) {
    const putters = context.puttersName(name);
    const body = code`return taggedInto(value, to, start, ${stringLiteral(tag)}, ${putters});`;
    return [putter(name, text, [body], context), table(putters, code`FramePutter`, entries)];
  }
  const cases = entries.map(([kind, one]) => [literal(kind), code`${one}(value, to, start)`] as const);
  return [putter(name, text, [switchingByKind(cases, tag, code`NOT_PUT`)], context)];
}

function putter(name: string, text: Code, statements: readonly Code[], context: Context): Statement {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: context.putterName(name),
    leadingTrivia: comment(text),
    parameters: [
      { name: "value", type: "unknown" },
      { name: "to", type: "Uint8Array" },
      { name: "start", type: "number" },
    ],
    returnType: "number",
    statements: [...statements],
  };
}
