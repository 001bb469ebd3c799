import { protocolFiles } from "./files.js";
import { namesOf, type UnionNames } from "./names.js";
import { describe } from "./python.js";
import { nameIn } from "./references.js";

/** What is to be imported. */
export interface ImportOptions {
  /** Unions of msgspec structs, or single structs, each as `module:Union`. */
  readonly unions: readonly string[];
  /** The Python that imports the modules. */
  readonly python: string;
  /** Where modules are looked for first; the folder of the process where it is not given. */
  readonly workingFolder?: string | undefined;
}

/** A protocol as Python modules have it. */
export interface Imported {
  /** The manifest and the schema files, by path in the schema folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly tag: string;
  readonly channels: readonly ImportedChannel[];
  /** What msgspec checks and the schema does not say: where, and what. */
  readonly leftOut: readonly string[];
}

/** The channel that a union becomes. */
export interface ImportedChannel {
  readonly name: string;
  /** Made up, as no module tells of it. */
  readonly path: string;
  readonly union: string;
  /** The names of its frames. */
  readonly frames: readonly string[];
}

/**
 * Makes a protocol of msgspec structs: a schema file and a channel of each union.
 *
 * @throws DiagnosticsError where Python, msgspec, a module or a union is not there, or is not what it should be.
 */
export function importMsgspec({ unions, python, workingFolder = process.cwd() }: ImportOptions): Imported {
  const described = describe(python, [...new Set(unions)], workingFolder);
  const names = namesOf(described.unions);
  const named = described.unions.map((union, index) => ({ union, ...(names[index] as UnionNames) }));
  return {
    files: protocolFiles(described, named),
    tag: described.tag,
    leftOut: described.leftOut,
    channels: named.map(({ channel, path, title, union }) => ({
      name: channel,
      path,
      union: title,
      frames: union.members.map(nameIn),
    })),
  };
}
