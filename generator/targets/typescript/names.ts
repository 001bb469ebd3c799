import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import { valueName } from "../../model/names.js";
import type { Definition } from "../../model/types.js";

/** Globals that generated code uses, and what it has for every protocol. */
const takenNames = (
  "Array ArrayBuffer Error Exclude Map Object ReturnType Uint8Array " +
  "Channels Codecs FrameByKind FrameKind TCases TFrame TKind codecs channels " +
  "encodeFrame encodeFrameBytes encodeFrameInto decodeFrame tryDecodeFrame frameFromObject matchFrame made"
).split(" ");

/** Words of the language; and `then`, as `await import` takes a module that exports one for a promise. */
const reservedWords = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default " +
    "delete do else enum eval export extends false finally for from function get if implements import in infer " +
    "instanceof interface is let module namespace never new null number object of package private protected public " +
    "readonly require return set static string super switch symbol then this throw true try type typeof undefined unique " +
    "unknown using var void while with yield NaN Infinity globalThis"
  ).split(" "),
);

/** The name of the definition of all frames, which this target adds: no name in a schema comes out like this. */
export const allFrames = "all frames";

/** The names of one definition in the generated code. */
export interface Names {
  /** `PhaseEvent` */
  readonly type: string;
  /** `phaseEvent`: the constructor, and the stem of other values. */
  readonly value: string;
}

/**
 * Gives every definition its names; one that is taken gets an underscore.
 *
 * @param runtimeNames - everything that the runtime exports.
 * @throws DiagnosticsError where two definitions would have the same name.
 */
export function nameAll(
  definitions: readonly Definition[],
  runtimeNames: readonly string[],
): Map<string, Names> {
  const taken = new Set([...takenNames, ...runtimeNames]);
  const names = new Map<string, Names>();
  const owners = new Map<string, Definition>();
  for (const definition of definitions) {
    const { name } = definition;
    const wish = name === allFrames ? "Frame" : name;
    const type = ofType(wish).some((one) => taken.has(one)) ? `${wish}_` : wish;
    const plain = valueName(wish);
    const isTaken =
      reservedWords.has(plain) || plain === type || ofValue(plain).some((one) => taken.has(one));
    const value = isTaken ? `${plain}_` : plain;
    for (const one of new Set([...ofType(type), ...ofValue(value)])) {
      const owner = owners.get(one);
      if (owner) throw collision(one, owner, definition);
      // What this target has added itself is as good as reserved.
      if (name === allFrames) taken.add(one);
      else owners.set(one, definition);
    }
    names.set(name, { type, value });
  }
  return names;
}

/** The names that are made of that of a type. */
function ofType(type: string): string[] {
  return [
    type,
    ...["is", "check", "copyOf", "write", "restore", "read", "cut", "put", "looseIn"].map(
      (prefix) => `${prefix}${type}`,
    ),
  ];
}

/** The names that are made of that of a value. */
function ofValue(value: string): string[] {
  return [
    value,
    ...["Shape", "Guards", "Writers", "Layout", "Text", "Readers", "Putters", "Loose"].map(
      (suffix) => `${value}${suffix}`,
    ),
  ];
}

function collision(name: string, first: Definition, second: Definition): DiagnosticsError {
  const where = `${first.source.file}#${first.source.pointer}`;
  const message = `This and ${where} would both be named \`${name}\` in TypeScript: rename one of the two.`;
  return new DiagnosticsError([diagnostic("name-collision", message, second.source)]);
}
