import { join } from "node:path";
import { Diagnostics } from "../../generator/diagnostics.js";
import { keyOf, type Location, type SchemaOptions, Schemas } from "../../generator/load/schemas.js";
import { temporaryFolder } from "../support/project.js";

/** The schemas in a folder, and what is said of them. */
export interface Reading {
  readonly folder: string;
  readonly schemas: Schemas;
  /** The place of a schema: a file below `schema/` and a pointer (`a.json#/$defs/A`). */
  readonly locate: (place: string) => Location;
  /** Where `ref` leads from a place: another such place, or nothing. */
  readonly resolve: (ref: string, from: string) => string | undefined;
  /** The schema there, checked. */
  readonly at: (place: string) => unknown;
  /** Whether two references lead to one schema. */
  readonly isSame: (one: [ref: string, from: string], other: [ref: string, from: string]) => boolean;
  /** What has been said, each as `code file#pointer`. */
  readonly said: () => string[];
}

/** Reads the files below `schema/`, which is the root, as they are asked for. */
export function reading(
  files: Readonly<Record<string, unknown>>,
  options: Partial<SchemaOptions> = {},
): Reading {
  const workingFolder = temporaryFolder(files);
  const root = join(workingFolder, "schema");
  const diagnostics = new Diagnostics();
  const schemas = Schemas.within({ root, workingFolder, ...options }, diagnostics);
  const locate = (place: string): Location => {
    const [file = "", pointer = ""] = place.split("#");
    return { document: schemas.read(join(root, file)), pointer };
  };
  const follow = (ref: string, from: string) => schemas.resolve(ref, locate(from));
  return {
    folder: workingFolder,
    schemas,
    locate,
    resolve: (ref, from) => {
      const target = follow(ref, from);
      return target && placeOf(target);
    },
    at: (place) => schemas.at(locate(place)),
    isSame: (one, other) => {
      const [a, b] = [one, other].map(([ref, from]) => follow(ref, from));
      return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
    },
    said: () => diagnostics.all.map(({ code, file, pointer }) => `${code} ${file}#${pointer}`),
  };
}

/** A location as these tests write it. */
export function placeOf({ document, pointer }: Location): string {
  return `${document.file.replace(/^schema\//, "")}#${pointer}`;
}
