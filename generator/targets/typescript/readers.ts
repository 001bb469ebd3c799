import { referencesIn } from "../../model/references.js";
import type { Definition, Frame, Kind, ObjectType, Property, Type } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { withoutLast } from "../../plan/fixed.js";
import { holdsBigInts } from "../../plan/restore.js";
import { access, type Code, code, literal, stringLiteral } from "./code.js";
import type { Context, TaggedSet } from "./context.js";
import { cutOfFrame, wholeCutOf } from "./cuts.js";
import { comment } from "./docs.js";
import { mostCases } from "./guards.js";
import { isSimple, layoutCode, openLayoutCode } from "./layouts.js";
import { StructureKind } from "./morph.js";
import { pure, type Statement, switching, tableOf } from "./statements.js";

/** `readers.ts`: for each frame that has a fixed layout, all of it or all but its last property, and each union with such frames, what reads canonical text. */
export function readersModule(context: Context): Statement[] {
  const frames = new Set(context.taggedFrames.filter(isRead(context)).map(({ name }) => name));
  const parts = partsOf(frames, context);
  const exact = exactFrames(context);
  const readers = context
    .inOrderOfUse()
    .flatMap((definition) => [
      ...(parts.has(definition.name) ? partOf(definition, context) : []),
      ...(frames.has(definition.name) ? readerOf(definition, exact, context) : []),
    ]);
  return [...readers, ...context.frameUnions.flatMap((union) => readerOfUnion(union, context))];
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

/** The names of the frames that some decoder reads to the last digit, ignored properties included, as it restores numbers. */
function exactFrames({ frameSets, restorable }: Context): Set<string> {
  const exact = frameSets.filter(({ name }) => restorable.has(name));
  return new Set(exact.flatMap(({ frames }) => frames.map(({ name }) => name)));
}

/** The last property of a frame, where it is left to `JSON.parse` and all else has a fixed layout. */
function openIn(type: Type, { fixed, withBigInts }: Context): Property | undefined {
  const open = fixed.openIn(type);
  return open && !holdsBigInts(open.type, withBigInts) ? open : undefined;
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
    add(open ? withoutLast(bodyOf(type) as ObjectType) : type);
  }
  return parts;
}

/** The layout of a definition, and what cuts its values out. */
function partOf({ name, type }: Definition, context: Context): Statement[] {
  const layout = code`\nconst ${context.layoutName(name)} = ${pure(layoutCode(type, context))};`;
  if (bodyOf(type).kind !== "object") return [layout];
  const cut: Statement = {
    kind: StructureKind.Function,
    name: context.cutName(name),
    parameters: [
      { name: "from", type: "TextCursor" },
      { name: "before", type: "string" },
    ],
    returnType: context.typeName(name),
    statements: [
      code`skip(from, before);`,
      code`return ${wholeCutOf(type, code``, context, context.typeName(name))};`,
    ],
  };
  return [layout, cut];
}

function readerOf({ name, type }: Definition, exact: ReadonlySet<string>, context: Context): Statement[] {
  const typeName = context.typeName(name);
  const layout = context.textName(name);
  const guard = context.guardName(name);
  const open = openIn(type, context);
  const body = bodyOf(type) as ObjectType;
  const value = cutOfFrame(type, context, open);
  const result = () => {
    if (!open && context.fixed.of(type)?.isExact) return [code`return ${value};`];
    const isLoose = open && (exact.has(name) || context.loose.has(open.type));
    const part = isLoose ? code`, ${access(code`value`, open.name)}` : code``;
    const isSound = open ? code` && isSound(text${part})` : code``;
    const annotation = open ? code`` : code`: ${typeName}`;
    return [
      code`const value${annotation} = ${value};`,
      code`return ${guard}(value)${isSound} ? value : undefined;`,
    ];
  };
  const layoutValue = open
    ? code`openLayout(${openLayoutCode(body, context)})`
    : code`wholeLayout(${layoutCode(type, context)})`;
  return [
    code`\nconst ${layout} = ${pure(layoutValue)};`,
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.readerName(name),
      leadingTrivia: comment(code`Reads a {@link ${typeName}} out of its canonical text.`),
      parameters: [{ name: "text", type: "string" }],
      returnType: code`${typeName} | undefined`,
      statements: [
        code`if (!${layout}.test(text)) return undefined;`,
        ...(/\bfrom\b/.test(value)
          ? [code`const from = new TextCursor(text, ${literal(startIn(body))});`]
          : []),
        ...result(),
      ],
    },
  ];
}

function readerOfUnion(union: TaggedSet, context: Context): Statement[] {
  const read = union.frames.filter(isRead(context));
  if (read.length === 0) return [];
  const typeName = context.typeName(union.name);
  const { body, table = [] } = finding(union, read, context);
  return [
    {
      kind: StructureKind.Function,
      isExported: true,
      name: context.readerName(union.name),
      leadingTrivia: comment(
        code`Reads a {@link ${typeName}} out of its canonical text, if its kind has a fixed layout.`,
      ),
      parameters: [{ name: "text", type: "string" }],
      returnType: code`${typeName} | undefined`,
      statements: body,
    },
    ...table,
  ];
}

/** Where the first value begins in the text of an object. */
function startIn({ properties: [first] }: ObjectType): number {
  return startBehind(first?.name ?? "");
}

function startBehind(name: string): number {
  return `{${JSON.stringify(name)}:`.length;
}

interface Finding {
  readonly body: Code;
  readonly table?: readonly Statement[];
}

/** What asks the reader of the kind that a text seems to be; it is that reader which sees whether it is. */
function finding({ name, tag }: TaggedSet, frames: readonly Frame[], context: Context): Finding {
  const [only] = frames;
  if (only && frames.length === 1) return { body: code`return ${context.readerName(only.name)}(text);` };
  const place = placeOfDifference(frames.map(({ kind }) => kind));
  if (place !== undefined) return { body: byCharacter(frames, startBehind(tag), place, context) };
  const readers = context.readersName(name);
  const entries = frames.map(({ kind, name: one }) => [kind, context.readerName(one)] as const);
  const table = code`byKind(${stringLiteral(tag)}, ${tableOf(code`FrameReader`, entries)})`;
  return {
    body: code`return readTagged(text, ${readers});`,
    table: [code`\nconst ${readers} = ${pure(table)};`],
  };
}

/** Where the texts of a few kinds have characters of which no two are the same. */
function placeOfDifference(kinds: readonly Kind[]): number | undefined {
  if (kinds.length > mostCases) return undefined;
  const texts = kinds.map((kind) => JSON.stringify(kind));
  const places = Array.from(texts[0] ?? "", (_, place) => place);
  return places.find(
    (place) =>
      new Set(texts.map((text) => text.charAt(place))).size === kinds.length &&
      texts.every((text) => place < text.length),
  );
}

function byCharacter(frames: readonly Frame[], start: number, place: number, context: Context): Code {
  const cases = frames.map(
    ({ name, kind }) =>
      [stringLiteral(JSON.stringify(kind).charAt(place)), code`${context.readerName(name)}(text)`] as const,
  );
  const at = code`text.charAt(${literal(start)}) === " " ? ${literal(start + 1 + place)} : ${literal(start + place)}`;
  return code`// The kinds differ in this character; whether the text is of one of them, its reader sees.
${switching(code`text.charAt(${at})`, cases, code`undefined`)}`;
}
