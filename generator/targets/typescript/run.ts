import { posix } from "node:path";
import { runInThisContext } from "node:vm";
import type { Protocol } from "../../model/types.js";
import type { Codec } from "../../runtime/codec.js";
import type { FrameError } from "../../runtime/errors.js";
import { emit } from "./index.js";
import { ts } from "./morph.js";

/** What is asked of the codecs of a protocol, which are the generated ones. */
export type AnyCodec = Pick<Codec<unknown>, "decode" | "tryDecode" | "encode">;

/** The codecs that are generated for a protocol, to be used here and now. */
export interface ProtocolCodecs {
  /** Of all frames, where the protocol has one table of them. */
  readonly frames: AnyCodec | undefined;
  /** Of each union, by the name of its definition. */
  readonly unions: ReadonlyMap<string, AnyCodec>;
  /** Of each channel, in the directions that it has. */
  readonly channels: ReadonlyMap<string, Partial<Record<"serverToClient" | "clientToServer", AnyCodec>>>;
}

type Exports = Readonly<Record<string, unknown>>;

/** Generates the TypeScript of a protocol in memory, and runs it. */
export function codecsOf(protocol: Protocol, onProgress: (part: string) => void = () => {}): ProtocolCodecs {
  const { context, files } = emit(protocol, { importExtension: "js" }, onProgress);
  onProgress("compiling");
  const load = loader(files);
  const index = load("index.js");
  const channels = (index.channels ?? {}) as Record<string, Record<string, AnyCodec>>;
  return {
    frames: context.frames && {
      decode: index.decodeFrame as AnyCodec["decode"],
      tryDecode: index.tryDecodeFrame as AnyCodec["tryDecode"],
      encode: index.encodeFrame as AnyCodec["encode"],
    },
    unions: new Map(
      protocol.unions.map(({ name }) => [name, index[context.valueName(name)] as AnyCodec] as const),
    ),
    channels: new Map(protocol.channels.map(({ name }) => [name, channels[name] ?? {}] as const)),
  };
}

/** Loads modules out of texts by path, each when it is first asked for. */
function loader(files: ReadonlyMap<string, string>): (path: string) => Exports {
  const loaded = new Map<string, Exports>();
  const load = (path: string): Exports => {
    const known = loaded.get(path);
    if (known) return known;
    const exports: Exports = {};
    loaded.set(path, exports);
    const { outputText } = ts.transpileModule(files.get(path.replace(/\.js$/, ".ts")) ?? "", {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    });
    const run = runInThisContext(`(function (exports, require) {${outputText}\n})`, { filename: path });
    run(exports, (target: string) => load(posix.join(posix.dirname(path), target)));
    return exports;
  };
  return load;
}

/** Why a codec refuses a text: one that it gives no frame for. */
export function refusal(text: string, codec: AnyCodec): FrameError {
  try {
    codec.decode(text);
  } catch (error) {
    return error as FrameError;
  }
  throw new Error("a text that is decoded by one function and refused by another");
}
