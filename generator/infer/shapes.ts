import type { Format } from "./strings.js";

/** What the values at one place are taken for. */
export type Draft =
  | { readonly is: "any" | "null" | "boolean" | "number" }
  | { readonly is: "integer"; readonly format?: "int64" | "uint64" }
  | { readonly is: "string"; readonly format?: Format }
  | Enum
  | { readonly is: "array"; readonly items: Draft }
  | { readonly is: "map"; readonly values: Draft }
  | { readonly is: "object"; readonly shape: Shape }
  | { readonly is: "union"; readonly members: readonly Draft[] }
  /** Objects told apart by a tag of theirs: a shape each. */
  | { readonly is: "variants"; readonly members: readonly Draft[] };

/** Some strings, or any string of which some are known. */
export interface Enum {
  readonly is: "enum";
  readonly values: readonly string[];
  readonly isOpen: boolean;
  /** What it may be called, best first. */
  readonly wishes: readonly string[];
}

/** An object with properties that are known by name. */
export interface Shape {
  /** What it may be called, best first. */
  readonly wishes: readonly string[];
  /** The tag and its value, where it is a frame or a member of a union. */
  readonly tag?: { readonly name: string; readonly value: string | number };
  fields: readonly Field[];
  /** What the properties are that are not known by name, where they belong to the value. */
  others?: Draft;
}

/** A property. */
export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly draft: Draft;
}
