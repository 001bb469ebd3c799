import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { Json } from "../../generator/model/types.js";
import { generate, read } from "../../generator/pipeline.js";
import { Checker } from "../../generator/plan/checker.js";
import { writeFiles } from "../support/project.js";
import type { Judge } from "./oracle.js";
import type { SchemaObject } from "./schemas.js";

/** What the tests use of a generated module. */
export interface GeneratedCase {
  isCase(value: unknown): boolean;
  encodeFrame(frame: object): string;
  tryDecodeFrame(text: string): { readonly status: string; readonly frame?: object };
}

/** A protocol of one kind, whose frames carry a value of the schema in `group.json` beside it. */
const caseSchema = {
  title: "Case",
  type: "object",
  required: ["kind", "value"],
  properties: { kind: { const: "case" }, value: { $ref: "group.json" } },
} as const;

/** The frame of that protocol for a value. */
export function frameOf(value: Json): { readonly kind: "case"; readonly value: Json } {
  return { kind: "case", value };
}

/** The verdicts of the check that would be generated, put together in this process; or why there is none. */
export function checkerOf(folder: string, schema: SchemaObject): Judge | DiagnosticsError {
  writeFiles(folder, sources(schema));
  try {
    const { protocol } = read({ inputs: ["case.schema.json"], workingFolder: folder });
    const checker = new Checker(protocol);
    const type = { kind: "reference", name: protocol.name } as const;
    return (value) => checker.report(type, checker.restore(type, frameOf(value))).issues.length === 0;
  } catch (error) {
    if (error instanceof DiagnosticsError) return error;
    throw error;
  }
}

/** What is generated for such a protocol, its schemas being written to `folder`; or why there is nothing. */
export async function filesOf(
  folder: string,
  schema: SchemaObject,
): Promise<ReadonlyMap<string, string> | DiagnosticsError> {
  writeFiles(folder, sources(schema));
  try {
    return (await generate({ inputs: ["case.schema.json"], workingFolder: folder })).files;
  } catch (error) {
    if (error instanceof DiagnosticsError) return error;
    throw error;
  }
}

function sources(schema: SchemaObject): Record<string, unknown> {
  return { "case.schema.json": caseSchema, "group.json": schema };
}
