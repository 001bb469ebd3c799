import { StructureKind } from "ts-morph";
import { referencesIn } from "../../model/references.js";
import type { Definition, Frame } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { type Code, code, literal, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { cutOf, wholeCutOf } from "./cuts.js";
import { docs } from "./docs.js";
import { isSimple, layoutCode } from "./layouts.js";
import { block, type Statement } from "./statements.js";

/** `readers.ts`: for each frame that has a fixed layout, and each union with such frames, what reads canonical text. */
export function readersModule(context: Context): Statement[] {
  const frames = new Set(context.taggedFrames.filter(isRead(context)).map(({ name }) => name));
  const parts = partsOf(frames, context);
  const readers = context
    .inOrderOfUse()
    .flatMap((definition) => [
      ...(parts.has(definition.name) ? partOf(definition, context) : []),
      ...(frames.has(definition.name) ? readerOf(definition, context) : []),
    ]);
  const { protocol, frames: all, whole } = context;
  const unions = [...protocol.unions, ...(all ? [{ name: whole, tag: all.tag, frames: all.members }] : [])];
  const distinct = [...new Map(unions.map((union) => [union.name, union])).values()];
  return [...readers, ...distinct.flatMap((union) => readerOfUnion(union, context))];
}

/** Whether something reads a frame, or any of several. */
export function hasReader(frames: readonly Frame[], context: Context): boolean {
  return frames.some(isRead(context));
}

function isRead({ fixed }: Context): (frame: Frame) => boolean {
  return ({ name }) => fixed.of({ kind: "reference", name }) !== undefined;
}

/** The names of the definitions that frames are made of. */
function partsOf(frames: Iterable<string>, context: Context): Set<string> {
  const parts = new Set<string>();
  const queue = [...frames];
  for (const name of queue) {
    for (const part of referencesIn(context.resolve(name))) {
      if (parts.has(part) || isSimple(context.resolve(part))) continue;
      parts.add(part);
      queue.push(part);
    }
  }
  return parts;
}

/** The layout of a definition, and what cuts its values out. */
function partOf({ name, type }: Definition, context: Context): Statement[] {
  const layout = code`\nconst ${context.layoutName(name)} = /* @__PURE__ */ ${layoutCode(type, context)};`;
  if (bodyOf(type).kind !== "object") return [layout];
  const cut: Statement = {
    kind: StructureKind.Function,
    name: context.cutName(name),
    parameters: [
      { name: "from", type: "TextCursor" },
      { name: "before", type: "string" },
    ],
    returnType: context.typeName(name),
    statements: [code`skip(from, before);`, code`return ${wholeCutOf(type, code``, context)};`],
  };
  return [layout, cut];
}

function readerOf({ name, type }: Definition, context: Context): Statement[] {
  const typeName = context.typeName(name);
  const text = context.textName(name);
  const { value } = cutOf(type, code``, context);
  const isExact = context.fixed.of(type)?.isExact;
  const result = isExact
    ? [code`return ${value};`]
    : [
        code`const value: ${typeName} = ${value};`,
        code`return ${context.guardName(name)}(value) ? value : undefined;`,
      ];
  return [
    code`\nconst ${text} = /* @__PURE__ */ wholeLayout(${layoutCode(type, context)});`,
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.readerName(name),
      docs: docs(code`Reads a {@link ${typeName}} out of its canonical text.`),
      parameters: [{ name: "text", type: "string" }],
      returnType: code`${typeName} | undefined`,
      statements: [
        code`if (!${text}.test(text)) return undefined;`,
        ...(/\bfrom\b/.test(value) ? [code`const from = new TextCursor(text);`] : []),
        ...result,
      ],
    },
  ];
}

interface TaggedUnion {
  readonly name: string;
  readonly tag: string;
  readonly frames: readonly Frame[];
}

function readerOfUnion({ name, tag, frames }: TaggedUnion, context: Context): Statement[] {
  const read = frames.filter(isRead(context));
  if (read.length === 0) return [];
  const typeName = context.typeName(name);
  const readers = context.readersName(name);
  const entries = read.map((frame) => code`[${literal(frame.kind)}, ${context.readerName(frame.name)}]`);
  const table: Code = block(code`[`, entries, code`]`);
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.readerName(name),
      docs: docs(
        code`Reads a {@link ${typeName}} out of its canonical text, if its kind has a fixed layout.`,
      ),
      parameters: [{ name: "text", type: "string" }],
      returnType: code`${typeName} | undefined`,
      statements: code`return readTagged(text, ${readers});`,
    },
    code`\nconst ${readers} = /* @__PURE__ */ byKind(${stringLiteral(tag)}, ${table});`,
  ];
}
