import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Diagnostics, DiagnosticsError, diagnostic } from "../diagnostics.js";
import type { Document } from "./document.js";
import { isManifest, type Manifest, readManifest } from "./manifest.js";
import { type Location, Schemas } from "./schemas.js";
import type { Draft } from "./vocabulary.js";

/** What was named on the command line, read. */
export interface Loaded {
  readonly schemas: Schemas;
  /** The manifest with its file, where one was named. */
  readonly manifest?: { readonly document: Document; readonly content: Manifest };
  /** Without a manifest: the schemas that were named. */
  readonly roots: readonly Location[];
}

/** What to read. */
export interface LoadOptions {
  /** A manifest, or any number of schemas (`file.json`, `file.json#/$defs/Name`), from the working folder. */
  readonly inputs: readonly string[];
  readonly workingFolder: string;
  /** The folder that no reference may leave; the folder of the first input where it is not given. */
  readonly schemaRoot?: string | undefined;
  /** Folders below that, from the working folder, by the beginning of the URIs that they stand for. */
  readonly remotes?: Readonly<Record<string, string>> | undefined;
  /** What schemas are written in that don't say. */
  readonly dialect?: Draft | undefined;
}

/**
 * Reads the manifest or the schemas that were named; what they refer to is read when it is needed.
 *
 * @throws DiagnosticsError where one of them can't be read.
 */
export function load(options: LoadOptions, diagnostics: Diagnostics): Loaded {
  const { inputs, workingFolder, schemaRoot, remotes, dialect } = options;
  const files = inputs.map((input) => input.split("#", 1)[0] ?? "");
  const root = resolve(workingFolder, schemaRoot ?? dirname(files[0] ?? ""));
  if (schemaRoot !== undefined && !statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DiagnosticsError([
      diagnostic("file-not-found", `The schema folder ${schemaRoot} does not exist.`),
    ]);
  }
  const schemas = Schemas.within({ root, workingFolder, remotes, dialect }, diagnostics);
  const documents = files.map((file) => schemas.read(resolve(workingFolder, file)));
  const [first] = documents;
  if (first && isManifest(first)) {
    if (documents.length > 1) {
      const message =
        "A manifest is read alone: leave out the other files, or refer to them from its channels.";
      throw new DiagnosticsError([diagnostic("config-invalid", message, { file: first.file })]);
    }
    schemas.setAside(first);
    const content = readManifest(first, diagnostics);
    if (content) return { schemas, manifest: { document: first, content }, roots: [] };
    throw new DiagnosticsError(diagnostics.all);
  }
  const roots = inputs.flatMap((input, index) => {
    const document = documents[index] as Document;
    const start: Location = { document, pointer: "" };
    const fragment = input.includes("#") ? input.slice(input.indexOf("#")) : "#";
    return schemas.resolve(fragment, start) ?? [];
  });
  return { schemas, roots };
}
