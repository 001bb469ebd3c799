import { StructureKind } from "ts-morph";
import { referencesIn } from "../../model/references.js";
import type { Definition, Frame, ObjectType, Property, Type } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { withoutProperty } from "../../plan/fixed.js";
import { isRestorable } from "../../plan/restore.js";
import { access, type Code, code, literal, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { cutOfFrame, wholeCutOf } from "./cuts.js";
import { docs } from "./docs.js";
import { isSimple, layoutCode, openLayoutCode } from "./layouts.js";
import { block, type Statement } from "./statements.js";

/** `readers.ts`: for each frame that has a fixed layout, all of it or all but one property, and each union with such frames, what reads canonical text. */
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

function isRead(context: Context): (frame: Frame) => boolean {
  return ({ name }) => {
    const type: Type = { kind: "reference", name };
    return context.fixed.of(type) !== undefined || openIn(context.resolve(name), context) !== undefined;
  };
}

/** The property of a frame that is left to `JSON.parse`, where all else has a fixed layout. */
function openIn(type: Type, { fixed, restorable }: Context): Property | undefined {
  const open = fixed.openIn(type);
  return open && !isRestorable(open.type, restorable) ? open : undefined;
}

/** The names of the definitions that frames are made of, as far as their layout is fixed. */
function partsOf(frames: Iterable<string>, context: Context): Set<string> {
  const parts = new Set<string>();
  const add = (type: Type) => {
    for (const part of referencesIn(type)) {
      if (parts.has(part) || isSimple(context.resolve(part))) continue;
      parts.add(part);
      add(context.resolve(part));
    }
  };
  for (const name of frames) {
    const type = context.resolve(name);
    const open = openIn(type, context);
    add(open ? withoutProperty(bodyOf(type) as ObjectType, open) : type);
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
  const layout = context.textName(name);
  const guard = context.guardName(name);
  const open = openIn(type, context);
  const body = bodyOf(type) as ObjectType;
  const value = cutOfFrame(type, context, open);
  const result = () => {
    if (!open && context.fixed.of(type)?.isExact) return [code`return ${value};`];
    const part = open && context.loose.has(open.type) ? code`, ${access(code`value`, open.name)}` : code``;
    const isSound = open ? code` && isSound(text${part})` : code``;
    const annotation = open ? code`` : code`: ${typeName}`;
    return [
      code`const value${annotation} = ${value};`,
      code`return ${guard}(value)${isSound} ? value : undefined;`,
    ];
  };
  const begin = open ? code`beginOpen(text, ${layout})` : code`begin(text, ${layout})`;
  const layoutValue = open
    ? openLayoutCode(body, open, context)
    : code`wholeLayout(${layoutCode(type, context)})`;
  return [
    code`\nconst ${layout} = /* @__PURE__ */ ${layoutValue};`,
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.readerName(name),
      docs: docs(code`Reads a {@link ${typeName}} out of its canonical text.`),
      parameters: [{ name: "text", type: "string" }],
      returnType: code`${typeName} | undefined`,
      statements: [
        ...(/\bfrom\b/.test(value)
          ? [code`const from = ${begin};`, code`if (!from) return undefined;`]
          : [code`if (!${begin}) return undefined;`]),
        ...result(),
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
