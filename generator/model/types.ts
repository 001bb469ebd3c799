/**
 * The picture of a protocol that everything after `load` works from.
 *
 * It holds what the schema says, in the words of the schema, and nothing about any language that is
 * generated from it. All of it is readonly; this file imports nothing.
 */

/** A value of JSON text; integers that a number cannot hold exactly are `bigint`s. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** An object of JSON text. */
export type JsonObject = { readonly [key: string]: Json };

/** Where something stands in the schema files. */
export interface Source {
  /** The file, relative to the folder that the command was started in, with `/`. */
  readonly file: string;
  /** The JSON pointer (RFC 6901) into it. */
  readonly pointer: string;
}

/** What a schema says for readers only (Validation §9). */
export interface Annotations {
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly format?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
}

/** All channels, unions and frames of one manifest. */
export interface Protocol {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  /** The files it was read from, the manifest first. */
  readonly files: readonly string[];
  /** Every named type, frames and unions included, in the order of the schema. */
  readonly definitions: readonly Definition[];
  readonly unions: readonly Union[];
  readonly channels: readonly Channel[];
  /** All frames, where one tag and one shape for each kind hold throughout; else why they do not. */
  readonly frames: FrameSet | Conflict;
}

/** All frames of a protocol. */
export interface FrameSet {
  readonly tag: string;
  readonly members: readonly Frame[];
  /** The names of the unions, and of frames on their own, that the protocol was asked for. */
  readonly parts: readonly string[];
}

/** Why one table for the whole protocol is not possible. */
export interface Conflict {
  readonly conflict: string;
}

/** A type that has a name of its own. */
export interface Definition {
  readonly name: string;
  readonly type: Type;
  readonly annotations: Annotations;
  readonly source: Source;
  /** How many definitions are made of each other here, this one the first; infinite where it contains itself. */
  readonly levels: number;
}

/** A definition that is one JSON object sent as one WebSocket message. */
export interface Frame {
  readonly kind: Kind;
  /** The name of the definition. */
  readonly name: string;
}

/** A value of the tag. */
export type Kind = string | number;

/** A closed set of frames told apart by the tag. */
export interface Union {
  /** The name of the definition. */
  readonly name: string;
  readonly tag: string;
  /** The frames of the union and of the unions in it. */
  readonly frames: readonly Frame[];
}

/** A WebSocket path with what it carries in each direction. */
export interface Channel {
  readonly name: string;
  /** The path, with `{parameter}` where a value goes. */
  readonly path: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  readonly serverToClient?: Union;
  readonly clientToServer?: Union;
  readonly source: Source;
}

/** A part of a path that is filled in when connecting. */
export interface Parameter {
  readonly name: string;
  readonly description?: string;
}

/** What values a place may have. */
export type Type =
  | UnknownType
  | NeverType
  | NullType
  | BooleanType
  | StringType
  | NumberType
  | BigIntType
  | LiteralType
  | ArrayType
  | ObjectType
  | UnionType
  | ConstrainedType
  | ReferenceType;

/** Any JSON value. */
export interface UnknownType {
  readonly kind: "unknown";
}

/** No value. */
export interface NeverType {
  readonly kind: "never";
}

export interface NullType {
  readonly kind: "null";
}

export interface BooleanType {
  readonly kind: "boolean";
}

/** A string; lengths are in Unicode code points, every pattern must match somewhere, every format is asserted. */
export interface StringType {
  readonly kind: "string";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly patterns: readonly string[];
  readonly formats?: readonly string[];
}

/** A number that JavaScript holds as a double; an integer is one of at most ±(2^53 - 1). */
export interface NumberType {
  readonly kind: "number";
  readonly isInteger: boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  /** What it must be a whole multiple of, each of them. */
  readonly multipleOf?: readonly number[];
}

/** An integer of 64 bits. */
export interface BigIntType {
  readonly kind: "bigint";
  readonly format: "int64" | "uint64";
  /** Both ends belong to the range. */
  readonly minimum: bigint;
  readonly maximum: bigint;
  readonly multipleOf?: readonly number[];
}

/** Exactly one value. */
export interface LiteralType {
  readonly kind: "literal";
  readonly value: Json;
}

/** An array: first the elements of `prefix`, one each, then any number of `items`. */
export interface ArrayType {
  readonly kind: "array";
  readonly prefix: readonly Type[];
  readonly items: Type;
  readonly minItems: number;
  readonly maxItems?: number;
  /** Whether no two elements may be equal. */
  readonly isUnique?: boolean;
  /** Whether the schema says nothing of the elements behind the prefix. */
  readonly isSilent?: boolean;
}

/** An object. */
export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Properties that are not declared by name, but by a pattern that their names match: all that match count. */
  readonly patterns?: readonly PatternProperties[];
  /** What becomes of properties that are declared neither way. */
  readonly others: Others;
  /** What every name must be, declared or not. */
  readonly names?: Type;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Properties that must be there where another one is. */
  readonly dependencies?: readonly Dependency[];
  /** Whether the schema says nothing of properties, so that combining it with another object adds none. */
  readonly isSilent?: boolean;
}

/** `ignored`: the reader skips them, the writer leaves them out; `forbidden`: rejected; a type: part of the value. */
export type Others = "ignored" | "forbidden" | Type;

/** A declared property, in wire order. */
export interface Property {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: Type;
  readonly annotations: Annotations;
  readonly source: Source;
  /** Whether it is required only, so that what is said of properties that are not declared goes for it. */
  readonly isUndeclared?: boolean;
}

/** The properties whose names match a regular expression somewhere. */
export interface PatternProperties {
  readonly pattern: string;
  readonly type: Type;
}

/** Where a property is there, so must be others. */
export interface Dependency {
  readonly name: string;
  readonly requires: readonly string[];
}

/** Any of several types. */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly Type[];
  /** Whether a value must fit no more than one of them, and that is not certain already. */
  readonly isExclusive: boolean;
  /** The property that tells the object members apart, where there is one. */
  readonly tag?: string;
}

/** The values of a type that also keep rules which no shape can express. */
export interface ConstrainedType {
  readonly kind: "constrained";
  /** A type that has all of the values. */
  readonly type: Type;
  readonly rules: readonly Rule[];
}

/**
 * What a value must keep beside its shape. The types in a rule ask a question about the value, in which numbers
 * count as what they are, however they are held; only those of `fits` add to its shape.
 */
export type Rule =
  /** Of this type as well; the two could not be merged into one. */
  | { readonly is: "fits"; readonly type: Type }
  /** Not of this type (Core §10.2.1.4). */
  | { readonly is: "not"; readonly type: Type }
  /** Of one type or the other, depending on a third (Core §10.2.2). */
  | { readonly is: "if"; readonly condition: Type; readonly consequent: Type; readonly alternative: Type }
  /** An array with so many elements of a type (Core §10.3.1.3). */
  | { readonly is: "contains"; readonly type: Type; readonly minimum: number; readonly maximum?: number }
  /** An object or array of which everything else than `evaluated` is of a type (Core §11). */
  | {
      readonly is: "unevaluatedProperties" | "unevaluatedItems";
      readonly evaluated: Evaluated;
      readonly type: Type;
    };

/** What schemas evaluate of an object or array that they accept (Core §7.7.1). */
export interface Evaluated {
  readonly properties: readonly string[];
  readonly patterns: readonly string[];
  readonly hasAllProperties: boolean;
  /** So many elements from the first on. */
  readonly items: number;
  readonly hasAllItems: boolean;
  /** The elements of these types, wherever they stand. */
  readonly contains: readonly Type[];
  /** What is evaluated where the value is of a type, and where it is not. */
  readonly branches: readonly {
    readonly condition: Type;
    readonly consequent: Evaluated;
    readonly alternative?: Evaluated;
  }[];
}

/** The type of a definition. */
export interface ReferenceType {
  readonly kind: "reference";
  readonly name: string;
}
