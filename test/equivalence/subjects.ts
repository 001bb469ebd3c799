import { DiagnosticsError, type Generated, type GenerateOptions, generate } from "../../generator/index.js";
import type { Frame, JsonObject, Protocol, ReferenceType } from "../../generator/model/types.js";
import { Checker } from "../../generator/plan/checker.js";
import { Drawer } from "../../generator/plan/draw.js";
import type * as CodecModule from "../../generator/runtime/codec.js";
import { mayBeInexact } from "../../generator/runtime/json.js";
import type * as ReadModule from "../../generator/runtime/read.js";
import { seed } from "../differential/random.js";
import { Compiled } from "../support/compiled.js";

/** What frames of any type are decoded by. */
export type Shape = CodecModule.FrameShape<unknown>;

/** The functions of the runtime that decode. */
export type Runtime = typeof CodecModule & typeof ReadModule;

/** One kind of a protocol. */
export interface SubjectKind {
  /** The frames of this kind, as the generator knows them. */
  readonly type: ReferenceType;
  readonly codec: CodecModule.KindCodec<unknown, string | number>;
}

/** A protocol, and its code as it is generated, compiled and run by Node. */
export interface Subject {
  readonly name: string;
  readonly protocol: Protocol;
  /** Of the module that has its shapes, for another process. */
  readonly url: string;
  /** Those of kinds, unions and the whole. */
  readonly shapes: readonly Shape[];
  readonly kinds: readonly SubjectKind[];
  readonly runtime: Runtime;
  /** Checks values without anything that is generated. */
  readonly checker: Checker;
}

/** Protocols that have been compiled together. */
export interface Subjects {
  readonly subjects: readonly Subject[];
  /** What the compiler says, if anything. */
  readonly errors: string;
}

/** Generates and compiles protocols of files of one name; those that are refused are left out. */
export async function subjectsOf(folder: string, options: readonly GenerateOptions[]): Promise<Subjects> {
  const compiled = new Compiled(folder);
  const protocols = new Map<string, Protocol>();
  for (const [index, one] of options.entries()) {
    const generated = await generatedOf(one);
    if (!generated) continue;
    compiled.add(`protocol${index}`, generated.files);
    protocols.set(`protocol${index}`, generated.protocol);
  }
  const errors = compiled.compile();
  const codec = await compiled.importRuntime<typeof CodecModule>("codec.js");
  const read = await compiled.importRuntime<typeof ReadModule>("read.js");
  const runtime = { ...codec, ...read };
  const subjects: Subject[] = [];
  for (const [name, protocol] of protocols) {
    const url = compiled.urlOf(name, "shapes.js");
    const shapes = Object.values(await compiled.import<Record<string, Shape>>(name, "shapes.js"));
    const { codecs } = await compiled.import<{ codecs: Record<string, SubjectKind["codec"]> }>(name);
    const { members } = protocol.frames as { readonly members: readonly Frame[] };
    const kinds = members.map(
      ({ kind, name: own }): SubjectKind => ({
        type: { kind: "reference", name: own },
        codec: codecs[kind] as SubjectKind["codec"],
      }),
    );
    subjects.push({ name, protocol, url, shapes, kinds, runtime, checker: new Checker(protocol) });
  }
  return { subjects, errors };
}

async function generatedOf(options: GenerateOptions): Promise<Generated | undefined> {
  try {
    return await generate(options);
  } catch (error) {
    if (error instanceof DiagnosticsError) return undefined;
    throw error;
  }
}

/** A frame with its properties in order, and its canonical text. */
export interface Sample {
  readonly kind: SubjectKind;
  readonly frame: JsonObject;
  readonly text: string;
}

/** The examples of some kinds, and so many other frames of each, without those that are equal. */
export function* samplesOf(
  { protocol }: Subject,
  kinds: readonly SubjectKind[],
  count: number,
): Generator<Sample> {
  const drawer = new Drawer(protocol, seed);
  for (const kind of kinds) {
    const { examples, encode, decode } = kind.codec;
    const drawn = Array.from({ length: count }, () => drawer.frame(kind.type.name));
    const frames = [...examples, ...drawn].filter((frame) => frame !== undefined);
    for (const text of new Set(frames.flatMap((frame) => textOf(frame, encode))))
      yield { kind, frame: decode(text) as JsonObject, text };
  }
}

/** The text of a frame; none where it is refused for a number beyond 2^53 in a value that is written as a whole. */
function textOf<T>(frame: T, encode: (frame: T) => string): string[] {
  try {
    return [encode(frame)];
  } catch (error) {
    if (mayBeInexact(frame)) return [];
    throw error;
  }
}
