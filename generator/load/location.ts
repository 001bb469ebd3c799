import type { Document } from "./document.js";
import { join } from "./pointer.js";

/** A schema, and where it stands. */
export interface Location {
  readonly document: Document;
  /** The JSON pointer into the document. */
  readonly pointer: string;
}

/** What makes a location the same as another. */
export function keyOf({ document, pointer }: Location): string {
  return `${document.path}#${pointer}`;
}

/** The location some steps below another. */
export function below({ document, pointer }: Location, ...segments: readonly (string | number)[]): Location {
  return { document, pointer: join(pointer, ...segments) };
}

/** A location as messages name it: the file, and where in it. */
export function shown({ document, pointer }: Location): string {
  return pointer === "" ? document.file : `${document.file}#${pointer}`;
}
