import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Json } from "../../generator/model/types.js";
import type { SchemaObject } from "./schemas.js";
import { rootUri } from "./vocabulary.js";

/** Says whether a value fits. */
export type Judge = (value: Json) => boolean;

/** The verdicts of hyperjump, which passes more of the official suite than any other. */
export async function hyperjump(schema: SchemaObject): Promise<Judge> {
  // It keeps what it is given, and by its URI only.
  unregisterSchema(rootUri);
  registerSchema(structuredClone(schema) as Parameters<typeof registerSchema>[0], rootUri);
  const judge = await validate(rootUri);
  return (value) => judge(value as Parameters<typeof judge>[0]).valid;
}

/** What ajv says of one value, in words: a second opinion for people who look into a difference. */
export function opinionOfAjv(schema: SchemaObject, value: Json): string {
  try {
    const ajv = new Ajv2020({
      strict: false,
      validateFormats: false,
      ownProperties: true,
      inlineRefs: false,
    });
    return ajv.validate(schema, value) ? "accepts" : "rejects";
  } catch (error) {
    return `fails (${(error as Error).message})`;
  }
}
