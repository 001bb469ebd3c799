import { type Diagnostic, Diagnostics, DiagnosticsError, diagnostic, type Place } from "./diagnostics.js";
import { load } from "./load/index.js";
import { join } from "./load/pointer.js";
import { build } from "./model/build.js";
import type { Protocol } from "./model/types.js";
import { badExamples } from "./plan/examples.js";
import { requireOptions, type TargetName, type TargetOptions, targets } from "./targets/index.js";
import type { ProtocolCodecs } from "./targets/typescript/run.js";

/** What is to be read. */
export interface ReadOptions {
  /** A manifest, or schemas (`file.json`, `file.json#/$defs/Name`), from the working folder. */
  readonly inputs: readonly string[];
  /** Where relative paths start; the folder of the process where it is not given. */
  readonly workingFolder?: string | undefined;
  /** The folder that no `$ref` may leave; the folder of the first input where it is not given. */
  readonly schemaRoot?: string | undefined;
  /** Folders in it, from the working folder, by the beginning of the URIs whose schemas are in them: nothing is fetched. */
  readonly remotes?: Readonly<Record<string, string>> | undefined;
  /** What schemas are written in that have no `$schema`; `2020-12` where it is not given. */
  readonly dialect?: "2020-12" | "draft-07" | undefined;
  /** The tag, where there is no manifest to name it and looking does not find it. */
  readonly tag?: string | undefined;
  /** Whether `format` is checked, and refused where it can't be, rather than told of only; `false` where it is not given. */
  readonly assertFormats?: boolean | undefined;
  /** Patterns that may take any time to match, as they stand in the schemas; others that may are refused. */
  readonly allowPatterns?: readonly string[] | undefined;
}

/** What is to be read, and what comes of it. */
export interface GenerateOptions extends ReadOptions {
  /** The extension of relative imports in TypeScript; `js` where it is not given. */
  readonly importExtension?: TargetOptions["importExtension"] | undefined;
  /** Options of other languages, by target. */
  readonly targetOptions?: TargetOptions["targetOptions"] | undefined;
  /** What to generate; `ts` where it is not given. */
  readonly targets?: readonly TargetName[] | undefined;
  /** Told of each stage before it begins. */
  readonly onProgress?: ((stage: string) => void) | undefined;
}

/** A protocol, and what there is to say about its schema short of an error. */
export interface Read {
  readonly protocol: Protocol;
  readonly diagnostics: readonly Diagnostic[];
}

/** The files of a protocol, by path in the output folder, with `/`. */
export interface Generated extends Read {
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads a protocol: load, then model, then the examples against their own schemas.
 *
 * @throws DiagnosticsError with everything that is wrong with the input.
 */
export function read(options: ReadOptions): Read {
  const { protocol, diagnostics } = withinStack(options, () => readWithPlaces(options));
  return { protocol, diagnostics };
}

/** Tells line and column of what has only file and pointer. */
type Locate = (place: Place) => Place;

function readWithPlaces(options: ReadOptions): Read & { readonly locate: Locate } {
  const { inputs, workingFolder = process.cwd(), schemaRoot, remotes, dialect } = options;
  const diagnostics = new Diagnostics();
  const loaded = load({ inputs, workingFolder, schemaRoot, remotes, dialect }, diagnostics);
  const protocol = build(loaded, options, diagnostics);
  const locate: Locate = (place) => loaded.schemas.placeIn(place);
  for (const { source, segments, message } of badExamples(protocol)) {
    const place = locate({ file: source.file, pointer: join(source.pointer, ...segments) });
    diagnostics.add("example-invalid", `The example does not fit its own schema: ${message}.`, place);
  }
  diagnostics.throwErrors();
  return { protocol, diagnostics: diagnostics.all, locate };
}

/**
 * Generates the files of a protocol, in memory.
 *
 * @throws DiagnosticsError with everything that is wrong with the input.
 */
export async function generate(options: GenerateOptions): Promise<Generated> {
  const { targets: wanted = ["ts"], importExtension = "js", targetOptions = {}, onProgress } = options;
  await requireOptions(targetOptions);
  onProgress?.("reading the schema");
  const { protocol, diagnostics, locate } = withinStack(options, () => readWithPlaces(options));
  const files = new Map<string, string>();
  const all = [...diagnostics];
  const report = (one: Diagnostic) => all.push({ ...one, ...locate(one) });
  for (const target of wanted) {
    const emit = await targets[target]();
    const onPart = (part: string) => onProgress?.(`generating ${target}: ${part}`);
    const texts = withinStack(options, () =>
      located(locate, () => emit(protocol, { importExtension, targetOptions }, onPart, report)),
    );
    for (const [path, text] of texts) files.set(`${target}/${path}`, text);
  }
  return { protocol, diagnostics: all, files };
}

/** A protocol with the codecs that are generated for it, which run here and now. */
export interface Running extends Read {
  readonly codecs: ProtocolCodecs;
}

/**
 * Generates the codecs of a protocol in memory, and runs them.
 *
 * @throws DiagnosticsError with everything that is wrong with the input.
 */
export async function run(options: ReadOptions & Pick<GenerateOptions, "onProgress">): Promise<Running> {
  const { onProgress } = options;
  onProgress?.("reading the schema");
  const { protocol, diagnostics, locate } = withinStack(options, () => readWithPlaces(options));
  const { codecsOf } = await import("./targets/typescript/run.js");
  const onPart = (part: string) => onProgress?.(`generating ts: ${part}`);
  const codecs = withinStack(options, () => located(locate, () => codecsOf(protocol, onPart)));
  return { protocol, diagnostics, codecs };
}

/** Does something of which the depth depends on the schema: where the stack is full, that is what is wrong with it. */
function withinStack<T>({ inputs: [file = ""] }: ReadOptions, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
    const message = "The schemas in it are nested in each other too deep: make them flatter.";
    throw new DiagnosticsError([diagnostic("schema-too-deep", message, { file })]);
  }
}

/** A target knows files and pointers only: what it reports is given line and column here. */
function located<T>(locate: Locate, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    throw new DiagnosticsError(error.diagnostics.map((one) => ({ ...one, ...locate(one) })));
  }
}
