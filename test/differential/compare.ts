import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import type { JsonObject, Protocol } from "../../generator/model/types.js";
import { generate, read } from "../../generator/pipeline.js";
import { Checker } from "../../generator/plan/checker.js";
import { writeFiles } from "../support/project.js";
import { lossless, type ProtocolSchema, type SchemaObject } from "./schemas.js";
import { isPartOf } from "./values.js";

/** What the tests use of a generated module. */
export interface Generated {
  isFrame(value: unknown): boolean;
  frameFromObject(value: unknown): object;
  decodeFrame(text: string): object;
  encodeFrame(frame: object): string;
}

const ajv = new Ajv2020({
  strict: false,
  validateFormats: false,
  validateSchema: false,
  ownProperties: true,
  code: { optimize: false },
});

/** The judge of every comparison. */
export function judge(schema: SchemaObject): ValidateFunction {
  return ajv.compile(schema);
}

/** The protocol of a schema, or why it was refused. */
export function protocolOf(folder: string, { schema, tag }: ProtocolSchema): Protocol | DiagnosticsError {
  writeFiles(folder, { "schema.json": schema });
  try {
    return read({ inputs: ["schema.json"], workingFolder: folder, tag }).protocol;
  } catch (error) {
    if (error instanceof DiagnosticsError) return error;
    throw error;
  }
}

/** Writes a schema and all that is generated from it. */
export async function generateIn(folder: string, { schema, tag }: ProtocolSchema): Promise<void> {
  writeFiles(folder, { "schema.json": schema });
  const { files } = await generate({ inputs: ["schema.json"], workingFolder: folder, tag });
  writeFiles(folder, Object.fromEntries(files));
}

/** The module that {@link generateIn} has written. */
export async function importFrom(folder: string): Promise<Generated> {
  return (await import(pathToFileURL(join(folder, "ts/index.ts")).href)) as Generated;
}

/** Where the runtime check, put together in this process, and ajv are of different opinions. */
export function checkDisagreements(
  protocol: Protocol,
  schema: SchemaObject,
  values: readonly JsonObject[],
): string[] {
  const checker = new Checker(protocol);
  const type = { kind: "reference", name: protocol.name } as const;
  const validate = judge(schema);
  return values.flatMap((value) => {
    const isValid = validate(value);
    const { issues } = checker.report(type, checker.restore(type, structuredClone(value)));
    const messages = issues.map(({ message }) => message).join("; ");
    return isValid === (issues.length === 0)
      ? []
      : [sentence(`the check (${messages})`, isValid, value, schema)];
  });
}

/** Where a generated module and ajv are of different opinions, or what is encoded is not what it should be. */
export function moduleDisagreements(
  module: Generated,
  { schema, tag }: ProtocolSchema,
  values: readonly JsonObject[],
): string[] {
  const validate = judge(schema);
  const isLossless = JSON.stringify(lossless(schema)) === JSON.stringify(schema);
  const keeps = (made: object, value: object) =>
    isPartOf(made, value) && (!isLossless || isPartOf(value, made));
  return values.flatMap((value) => {
    const isValid = validate(value);
    const decoded = outcome(() => module.decodeFrame(JSON.stringify(value)));
    const text = outcome(() => module.encodeFrame(value));
    const again = outcome(() => module.decodeFrame(text ?? ""));
    const findings = {
      "the guard": module.isFrame(value) === isValid,
      "the check": (outcome(() => module.frameFromObject(value)) !== undefined) === isValid,
      "the decoder": (decoded !== undefined) === isValid,
      "what was decoded": !decoded || keeps(decoded, value),
      "the encoder": (text !== undefined) === isValid,
      "where the tag stands": text?.startsWith(`{${JSON.stringify(tag)}:`) ?? true,
      "the text": text === undefined || validate(JSON.parse(text)),
      "what was decoded from it": text === undefined || (again !== undefined && keeps(again, value)),
      "the text of that": !again || outcome(() => module.encodeFrame(again)) === text,
    };
    return Object.entries(findings).flatMap(([subject, isFine]) =>
      isFine ? [] : [sentence(`${subject} (${text})`, isValid, value, schema)],
    );
  });
}

function sentence(subject: string, isValid: boolean, value: JsonObject, schema: SchemaObject): string {
  const verdict = isValid ? "accepts" : "rejects";
  return `${subject} is wrong: ajv ${verdict} ${JSON.stringify(value)} under ${JSON.stringify(schema)}`;
}

/** What `run` gives; nothing where it throws. */
function outcome<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
