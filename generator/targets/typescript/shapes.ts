import type { FunctionDeclarationStructure } from "ts-morph";
import type { Frame, Union } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { Checker } from "../../plan/checker.js";
import { type Code, code, joined, kindKey, literal, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { comment } from "./docs.js";
import { hasLoose } from "./loose.js";
import { StructureKind } from "./morph.js";
import { putterOfSet } from "./putters.js";
import { hasReader } from "./readers.js";
import { block, bracketed, constant, pure, type Statement } from "./statements.js";

/** `shapes.ts`: for each frame and each union the functions that look at it, together. */
export function shapesModule(context: Context): Statement[] {
  return context.frameSets.map((set) => {
    const { name, tag, frames: members } = set;
    const check = context.checkName(name);
    // The check of a frame takes another kind for a wrong value; only here is it a kind that is not known.
    const kind = members.length === 1 ? members[0]?.kind : undefined;
    const parts = [
      code`tag: ${stringLiteral(tag)}`,
      code`is: ${context.guardName(name)}`,
      kind === undefined
        ? code`check: ${check}`
        : code`check: ofKind(${stringLiteral(tag)}, ${literal(kind)}, ${check})`,
      ...(hasReader(members, context) ? [code`read: ${context.readerName(name)}`] : []),
      ...(hasLoose(set, context) ? [code`loose: ${context.looseName(name)}`] : []),
      ...(context.restorable.has(name) ? [code`restore: ${context.restoreName(name)}`] : []),
      ...(context.withBigInts.has(name) ? [code`hasBigInts: true`] : []),
    ];
    const type = code`FrameShape<${context.typeName(name)}>`;
    const shape = bracketed(code`{`, parts, code`}`);
    return constant(context.shapeName(name), type, kind === undefined ? shape : pure(shape));
  });
}

/** `constructors.ts`: for each kind a function that makes a frame of its fields. */
export function constructorsModule(context: Context): Statement[] {
  return context.taggedFrames.map(({ name, kind, tag }): FunctionDeclarationStructure => {
    const type = context.typeName(name);
    const body = bodyOf(context.definition(name).type);
    const isClosed = body.kind === "object" && typeof body.others === "string" && body.patterns === undefined;
    const isTagOnly =
      isClosed && body.properties.every((property) => property.name === tag || !property.isRequired);
    const frame = code`{ ...fields, ${kindKey(tag)}: ${literal(kind)} }`;
    return {
      kind: StructureKind.Function,
      isExported: true,
      name: context.valueName(name),
      leadingTrivia: comment(code`Makes a {@link ${type}} of its fields; the tag is filled in.`),
      parameters: [
        {
          name: "fields",
          type: code`FieldsOf<${type}, ${stringLiteral(tag)}>`,
          ...(isTagOnly ? { initializer: "{}" } : {}),
        },
      ],
      returnType: type,
      // The compiler cannot put an index signature, or a union, back together.
      statements: isClosed ? code`return ${frame};` : code`return ${frame} as ${type};`,
    };
  });
}

/** `codecs.ts`: the table of all kinds. */
export function codecsModule(context: Context): Statement[] {
  const { frames, protocol } = context;
  if (!frames) return [];
  const checker = new Checker(protocol);
  const entries = frames.members.map(({ kind, name }) => {
    const { annotations } = context.definition(name);
    const type = { kind: "reference", name } as const;
    const examples = (annotations.examples ?? []).map((example) => literal(checker.restore(type, example)));
    const parts = [
      literal(kind),
      bracketed(code`[`, examples, code`]`),
      ...encodingOf(name, [{ kind, name }], context),
    ];
    return code`${kindKey(kind)}: ${bracketed(code`kindCodec(`, parts, code`)`)}`;
  });
  const type = code`{ readonly [TKind in FrameKind]: KindCodec<FrameByKind[TKind], TKind> }`;
  const value = constant(code`codecs`, code`Codecs`, pure(block(code`{`, entries, code`}`), code`Codecs`));
  return [
    code`${comment(code`The codec of each kind of frame.`)}export type Codecs = ${type};`,
    code`\n${comment(code`What encodes, decodes and checks each kind of frame.`)}${value}`,
  ];
}

/** `unions.ts`: the codec of each union. */
export function unionsModule(context: Context): Statement[] {
  return context.protocol.unions.map((union) => {
    const { name } = union;
    const type = codecType(union, context);
    const text = comment(code`What encodes, decodes and checks each {@link ${context.typeName(name)}}.`);
    return code`\n${text}${constant(context.valueName(name), type, pure(codecOf(union, context), type))}`;
  });
}

/** The type of the codec of a union, or of the one frame that a channel carries. */
export function codecType({ name, tag }: Union, context: Context): Code {
  return code`UnionCodec<${context.typeName(name)}, ${context.typeName(name)}[${stringLiteral(tag)}]>`;
}

/** The codec of a union, or of the one frame that a channel carries. */
export function codecOf({ name, frames }: Union, context: Context): Code {
  const kinds = bracketed(
    code`[`,
    frames.map(({ kind }) => literal(kind)),
    code`]`,
  );
  const encoding = joined(encodingOf(name, frames, context), ", ");
  const parts = [code`kinds: ${kinds}`, code`...codec(${encoding})`];
  return block(code`{`, parts, code`}`);
}

/** What encodes a frame, or any of several: the shape, the writer of texts and, where there is one, the putter of bytes. */
export function encodingOf(name: string, frames: readonly Frame[], context: Context): Code[] {
  const put = putterOfSet(name, frames, context);
  return [context.shapeName(name), context.writerName(name), ...(put ? [put] : [])];
}
