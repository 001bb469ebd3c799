import type { Diagnostics } from "../diagnostics.js";
import type { Parameter } from "../model/types.js";
import { type FieldCheck, noOtherFields, object, optional, record, string } from "../runtime/check.js";
import { textLimits } from "../runtime/check-limits.js";
import { CheckReport, inspect } from "../runtime/report.js";
import type { Document } from "./document.js";
import { isJsonObject } from "./keywords.js";
import { join } from "./pointer.js";
import { isKeyword } from "./vocabulary.js";

/** What `protocol.json` says; `manifest.schema.json` beside this file says the same to editors. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly tag?: string;
  readonly channels: Readonly<Record<string, ManifestChannel>>;
}

/** A channel, its schemas still references. */
export interface ManifestChannel {
  readonly path: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, Omit<Parameter, "name">>>;
  readonly serverToClient?: { readonly $ref: string };
  readonly clientToServer?: { readonly $ref: string };
}

const text = optional(string());
const reference: FieldCheck = optional(object({ $ref: string() }, noOtherFields));

const channel = object(
  {
    path: string(textLimits({ patterns: [/^\//u] })),
    description: text,
    parameters: optional(record(object({ description: text }, noOtherFields))),
    serverToClient: reference,
    clientToServer: reference,
  },
  noOtherFields,
);

const manifest = object(
  {
    $schema: text,
    name: string(textLimits({ minLength: 1 })),
    version: text,
    description: text,
    tag: optional(string(textLimits({ minLength: 1 }))),
    channels: record(channel),
  },
  noOtherFields,
);

/** Whether a file is a manifest, sound or not, and no schema. */
export function isManifest({ value }: Document): boolean {
  if (!isJsonObject(value)) return false;
  return Object.hasOwn(value, "channels") || !Object.keys(value).some(isKeyword);
}

/** Reads the manifest out of its file; what is wrong with it is reported, and then nothing comes back. */
export function readManifest(document: Document, diagnostics: Diagnostics): Manifest | undefined {
  const report = inspect(document.value, manifest, new CheckReport("incoming"));
  for (const [index, { message }] of report.issues.entries()) {
    const pointer = join("", ...(report.segments[index] ?? []));
    diagnostics.add("manifest-invalid", `${message}.`, document.place(pointer));
  }
  if (report.issues.length > 0) return undefined;
  const read = document.value as unknown as Manifest;
  if (Object.keys(read.channels).length === 0) {
    const message =
      "The manifest has no channels: add one, or give the schema files to the command themselves.";
    diagnostics.add("manifest-invalid", message, document.place("/channels"));
  }
  for (const [name, { path, parameters = {}, ...directions }] of Object.entries(read.channels)) {
    const pointer = join("", "channels", name);
    if (!directions.serverToClient && !directions.clientToServer) {
      const message = `The channel \`${name}\` carries nothing: give it \`serverToClient\` or \`clientToServer\`.`;
      diagnostics.add("manifest-invalid", message, document.place(pointer));
    }
    for (const problem of pathProblems(path, Object.keys(parameters))) {
      diagnostics.add("path-invalid", `${problem}.`, document.place(join(pointer, "path")));
    }
  }
  return read;
}

/** The names of the parameters in a path, in their order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

function* pathProblems(path: string, described: readonly string[]): Generator<string> {
  const names = pathParameters(path);
  if (/[{}]/.test(path.replace(/\{[^{}]+\}/g, ""))) {
    yield `The path \`${path}\` has a brace that is not part of a \`{parameter}\``;
  }
  if (new Set(names).size < names.length) yield `The path \`${path}\` has a parameter twice`;
  for (const name of described) {
    if (!names.includes(name)) yield `The parameter \`${name}\` is not in the path \`${path}\``;
  }
}
