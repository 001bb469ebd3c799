import type { FunctionDeclarationStructure } from "ts-morph";
import { type Code, code, joined, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { comment } from "./docs.js";
import { StructureKind } from "./morph.js";
import { putterOfSet } from "./putters.js";
import { encodingOf } from "./shapes.js";
import type { Statement } from "./statements.js";

/** `frames.ts`: a function for each thing that can be done with any frame of the protocol. */
export function framesModule(context: Context): Statement[] {
  const { frames, whole } = context;
  if (!frames) return [];
  const shape = context.shapeName(whole);
  const put = putterOfSet(whole, frames.members, context) ?? code`undefined`;
  const value = [code`value`, code`unknown`] as const;
  const frame = [code`frame`, code`Frame`] as const;
  const input = [code`input`, code`FrameInput`] as const;
  const rejected = code`@throws {@link FrameError} where the peer would reject the frame`;
  return [
    declaration(
      code`encodeFrame`,
      code`The canonical text of a frame: compact JSON, the tag first, then the fields in the order of the schema.\n\n${rejected}.`,
      [frame],
      code`string`,
      code`return encode(frame, ${shape}, ${context.writerName(whole)});`,
    ),
    declaration(
      code`encodeFrameBytes`,
      code`The canonical text of a frame, as UTF-8.\n\n${rejected}.`,
      [frame],
      code`FrameBytes`,
      code`return encodeBytes(frame, ${joined(encodingOf(whole, frames.members, context), ", ")});`,
    ),
    declaration(
      code`encodeFrameInto`,
      code`Puts the canonical text of a frame into \`buffer\` as UTF-8, from \`offset\` on.\n\nA frame that is refused leaves the buffer alone; one that does not fit may have been put in part.\n\n@returns the number of bytes written\n${rejected}; RangeError where it does not fit.`,
      [frame, [code`buffer`, code`Uint8Array`], [code`offset`, code`number`, code`0`]],
      code`number`,
      code`return encodeInto(frame, ${shape}, ${context.writerName(whole)}, ${put}, buffer, offset);`,
    ),
    declaration(
      code`decodeFrame`,
      code`Decodes JSON text, or its UTF-8 bytes.\n\n@throws {@link FrameError}`,
      [input],
      code`Frame`,
      code`return decode(input, ${shape});`,
    ),
    declaration(
      code`tryDecodeFrame`,
      code`Decodes without throwing; a frame of a kind that this build does not know comes back whole.`,
      [input],
      code`DecodeResult<Frame>`,
      code`return tryDecode(input, ${shape});`,
    ),
    declaration(
      code`frameFromObject`,
      code`The value itself, checked as thoroughly as a frame that is to be sent.\n\n@throws {@link FrameError}`,
      [value],
      code`Frame`,
      code`return fromObject(value, ${shape});`,
    ),
    matchFrame(stringLiteral(frames.tag)),
  ];
}

function matchFrame(tag: Code): Code {
  const text = code`Calls the case of the frame's kind, and gives what it gives.\n\nThere must be a case for every kind that the frame can have.\n\n@throws {@link FrameError} \`unknown_kind\` where there is none, in spite of the types.`;
  return code`
${comment(text)}export function matchFrame<
  TFrame extends Frame,
  TCases extends { readonly [TKind in TFrame[${tag}]]: (frame: FrameByKind[TKind]) => unknown },
>(
  frame: TFrame,
  cases: TCases & ([Exclude<keyof TCases, TFrame[${tag}]>] extends [never] ? unknown : never),
): ReturnType<TCases[TFrame[${tag}]]> {
  return matchKind(frame, ${tag}, cases) as ReturnType<TCases[TFrame[${tag}]]>;
}`;
}

function declaration(
  name: Code,
  text: Code,
  parameters: readonly (readonly [name: Code, type: Code, initializer?: Code])[],
  returnType: Code,
  statements: Code,
): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    name,
    leadingTrivia: comment(text),
    parameters: parameters.map(([parameter, type, initializer]) =>
      initializer === undefined ? { name: parameter, type } : { name: parameter, type, initializer },
    ),
    returnType,
    statements,
  };
}
