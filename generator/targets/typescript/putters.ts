import { StructureKind } from "ts-morph";
import type { Frame } from "../../model/types.js";
import { type Code, code, literal, stringLiteral } from "./code.js";
import type { Context, TaggedSet } from "./context.js";
import { docs } from "./docs.js";
import { mostCases, switchingByKind } from "./guards.js";
import { isPutByMembers } from "./pieces.js";
import { PutterBody } from "./putting.js";
import { type Statement, table } from "./statements.js";

/** `putters.ts`: for each frame that has a fixed layout, and each union with such frames, what puts its bytes. */
export function puttersModule(context: Context): Statement[] {
  const frames = new Set(context.taggedFrames.filter(isPut(context)).map(({ name }) => name));
  const made = new Map<string, Statement[]>();
  const make = (name: string): void => {
    if (made.has(name)) return;
    const body = new PutterBody(name, context);
    made.set(name, [...body.constants(), putterOf(name, frames.has(name), body, context)]);
    for (const part of body.parts) make(part);
  };
  for (const name of frames) make(name);
  return [
    ...context.inOrderOfUse().flatMap(({ name }) => made.get(name) ?? []),
    ...context.frameUnions.flatMap((union) => putterOfUnion(union, context)),
  ];
}

/** The name of what puts a frame, or any of several, if something does. */
export function putterOfSet(name: string, frames: readonly Frame[], context: Context): Code | undefined {
  return frames.some(isPut(context)) ? context.putterName(name) : undefined;
}

function isPut(context: Context): (frame: Frame) => boolean {
  return ({ name }) =>
    context.fixed.of({ kind: "reference", name }) !== undefined && isPutByMembers(name, context);
}

function putterOf(name: string, isFrame: boolean, body: PutterBody, context: Context): Statement {
  const typeName = context.typeName(name);
  const text = isFrame
    ? code`Puts the canonical text of a {@link ${typeName}}; \`NOT_PUT\` where the value is none.`
    : code`Puts the canonical text of a valid {@link ${typeName}}.`;
  const guard = isFrame ? [code`if (!${context.guardName(name)}(value)) return NOT_PUT;`] : [];
  return putter(
    name,
    text,
    isFrame ? code`unknown` : typeName,
    [...guard, ...body.statements],
    context,
    isFrame,
  );
}

function putterOfUnion({ name, tag, frames }: TaggedSet, context: Context): Statement[] {
  const put = frames.filter(isPut(context));
  if (put.length === 0) return [];
  const typeName = context.typeName(name);
  const text = code`Puts the canonical text of a {@link ${typeName}}, if its kind has a fixed layout; else \`NOT_PUT\`.`;
  const entries = put.map((frame) => [frame.kind, context.putterName(frame.name)] as const);
  if (put.length > mostCases) {
    const putters = context.puttersName(name);
    const body = code`return taggedInto(value, to, start, ${stringLiteral(tag)}, ${putters});`;
    return [putter(name, text, code`unknown`, [body], context), table(putters, code`FramePutter`, entries)];
  }
  const cases = entries.map(([kind, one]) => [literal(kind), code`${one}(value, to, start)`] as const);
  const body = [switchingByKind(cases, tag, code`NOT_PUT`)];
  return [putter(name, text, code`unknown`, body, context)];
}

function putter(
  name: string,
  text: Code,
  type: Code,
  statements: readonly Code[],
  context: Context,
  isExported = true,
): Statement {
  return {
    kind: StructureKind.Function,
    isExported,
    name: context.putterName(name),
    docs: docs(text),
    parameters: [
      { name: "value", type },
      { name: "to", type: "Uint8Array" },
      { name: "start", type: "number" },
    ],
    returnType: "number",
    statements: [...statements],
  };
}
