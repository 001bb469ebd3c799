import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import { valueName } from "../../model/names.js";
import type { Definition } from "../../model/types.js";

/** Type names that the generated modules use for something else. */
const takenTypes = new Set(
  (
    "AnyGuard AnyWriter Array ArrayBuffer Error Exclude Map Object Omit PropertyKey Readonly ReadonlyMap Record String Uint8Array " +
    // Runtime functions whose names are those of the guards and writers of such types.
    "ArrayOf Bytes Nested Null OneOf Plain Tagged Tuple " +
    "Check Codec Codecs DecodeResult FieldsOf Frame FrameBytes FrameByKind FrameError FrameErrorCode " +
    "FrameInput FrameIssue FrameKind Guard KindCodec Restore Shape ReturnType StandardResult StandardSchema TCases TFrame " +
    "TKind UnionCodec UnknownFrame Write"
  ).split(" "),
);

/** Reserved words, globals that no code should hide, and the exports that are the same for every protocol. */
const takenValues = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default " +
    "delete do else enum eval export extends false finally for from function get if implements import in infer " +
    "instanceof interface is let module namespace never new null number object of package private protected public " +
    "readonly require return set static string super switch symbol this throw true try type typeof undefined unique " +
    "unknown using var void while with yield NaN Infinity globalThis " +
    "channels codecs encodeFrame encodeFrameBytes encodeFrameInto decodeFrame tryDecodeFrame frameFromObject " +
    "matchFrame FrameError"
  ).split(" "),
);

/** The names of one definition in the generated code. */
export interface Names {
  /** `PhaseEvent` */
  readonly type: string;
  /** `phaseEvent`: the constructor, and the stem of other values. */
  readonly value: string;
}

/**
 * Gives every definition its names; a name that is taken gets an underscore.
 *
 * @param hasFrame - whether the definition named `Frame` is the union of all frames, and may keep its name.
 * @throws DiagnosticsError where two definitions would have the same name.
 */
export function nameAll(definitions: readonly Definition[], hasFrame: boolean): Map<string, Names> {
  const names = new Map<string, Names>();
  const owners = new Map<string, Definition>();
  for (const definition of definitions) {
    const { name } = definition;
    const type = takenTypes.has(name) && !(name === "Frame" && hasFrame) ? `${name}_` : name;
    const plain = valueName(name);
    const value = takenValues.has(plain) ? `${plain}_` : plain;
    for (const one of [`type ${type}`, `value ${value}`]) {
      const owner = owners.get(one);
      if (owner) throw collision(one.replace(/^\w+ /, ""), owner, definition);
      owners.set(one, definition);
    }
    names.set(name, { type, value });
  }
  return names;
}

function collision(name: string, first: Definition, second: Definition): DiagnosticsError {
  const where = `${first.source.file}#${first.source.pointer}`;
  const message = `This and ${where} would both be named \`${name}\` in TypeScript: rename one of the two.`;
  return new DiagnosticsError([diagnostic("name-collision", message, second.source)]);
}
