import { generatedModule } from "../support/project.js";

/** The part of a generated module that these tests call, its types left open. */
export interface AnyModule {
  encodeFrame(frame: unknown): string;
  decodeFrame(input: string | Uint8Array): Readonly<Record<string, unknown>>;
  tryDecodeFrame(input: string): {
    readonly status: string;
    readonly frame?: unknown;
    readonly error?: { readonly code: string };
  };
  frameFromObject(value: unknown): unknown;
  matchFrame(frame: unknown, cases: object): unknown;
  isFrame(value: unknown): boolean;
  readonly codecs: Readonly<Record<string, AnyCodec>>;
}

/** A codec of one kind, of a union or of a channel, its types left open. */
export interface AnyCodec {
  readonly kind?: unknown;
  readonly kinds?: readonly unknown[];
  readonly path?: string;
  is(value: unknown): boolean;
  from(value: unknown): unknown;
  encode(frame: unknown): string;
  decode(input: string): Readonly<Record<string, unknown>>;
  tryDecode(input: string): { readonly status: string; readonly frame?: unknown };
}

/** A frame schema: the tag, then `properties`, all of them required unless `optional` has their names. */
export function frame(
  kind: string | number,
  properties: Readonly<Record<string, unknown>> = {},
  {
    tag = "kind",
    optional = [],
    ...keywords
  }: Readonly<Record<string, unknown>> & {
    readonly tag?: string;
    readonly optional?: readonly string[];
  } = {},
): object {
  // Object.fromEntries makes a property of `__proto__`, as JSON does.
  const all = Object.fromEntries([[tag, { const: kind }] as const, ...Object.entries(properties)]);
  return {
    type: "object",
    properties: all,
    required: Object.keys(all).filter((name) => !optional.includes(name)),
    ...keywords,
  };
}

/** A union of named frames; `others` are definitions that it does not name itself. */
export function union(
  frames: Readonly<Record<string, object>>,
  others: Readonly<Record<string, object>> = {},
): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Event",
    oneOf: Object.keys(frames).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: { ...frames, ...others },
  };
}

/** Generates the module of a schema at its first use, and keeps it. */
export function once<Module = AnyModule>(schema: unknown): () => Promise<Module> {
  let made: Promise<Module> | undefined;
  return () => {
    made ??= generatedModule<Module>(schema);
    return made;
  };
}
