import type { Json, JsonObject } from "../model/types.js";
import type { Dialect, Shape } from "./vocabulary.js";

const typeNames = ["null", "boolean", "integer", "number", "string", "array", "object"];

/** Whether a value may be a schema: an object or a boolean (Core §4.3). */
export function isSchema(value: Json | undefined): value is JsonObject | boolean {
  return typeof value === "boolean" || isJsonObject(value);
}

/** Whether a value is an object of JSON. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the value of a keyword should be instead; `at` names the part of it that is wrong. */
export interface Misfit {
  readonly expected: string;
  readonly at?: string;
}

/** What is wrong with the value of a keyword; nothing where all is well. */
export function misfit(value: Json, shape: Shape, dialect: Dialect): Misfit | undefined {
  const unless = (isFine: boolean, expected: string) => (isFine ? undefined : { expected });
  switch (shape) {
    case "any":
      return unless(isSendable(value), sendable);
    case "array":
      return unless(Array.isArray(value), "an array");
    case "constants":
      if (!Array.isArray(value) || value.length === 0) return { expected: "an array of at least one value" };
      return unless(isSendable(value), sendable);
    case "boolean":
      return unless(typeof value === "boolean", "true or false");
    case "string":
      return unless(typeof value === "string", "a string");
    case "pattern":
      return unless(typeof value === "string", "a regular expression, as a string");
    case "number":
      return unless(Number.isFinite(value) || typeof value === "bigint", "a number that JavaScript can hold");
    case "count":
      return unless(Number.isSafeInteger(value) && Number(value) >= 0, "a whole number, 0 or more");
    case "object":
      return unless(isJsonObject(value), "an object");
    case "items":
      return dialect === "draft-07" && Array.isArray(value)
        ? badSchema(value)
        : unless(isSchema(value), aSchema);
    case "schema":
      return unless(isSchema(value), aSchema);
    case "schemas":
      return Array.isArray(value) && value.length > 0
        ? badSchema(value)
        : { expected: "an array of at least one schema" };
    case "schemasByName":
      if (!isJsonObject(value)) return { expected: "an object of which every value is a schema" };
      if (!isSendable(Object.keys(value)))
        return { expected: "an object whose names are well-formed Unicode" };
      return badSchema(value);
    case "strings":
      return unless(isStrings(value) && isSendable(value), "an array of strings, no two of them the same");
    case "types": {
      const names = Array.isArray(value) ? value : [value];
      const isFine = names.length > 0 && isStrings(names) && names.every((name) => typeNames.includes(name));
      return unless(isFine, `one of ${typeNames.join(", ")}, or an array of them`);
    }
  }
}

const sendable = "something that JSON text can carry: numbers within range, well-formed Unicode";

/** Whether a value can be part of a frame: infinite numbers and halves of surrogate pairs can't. */
function isSendable(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, part]) => isSendable(key) && isSendable(part));
}

const aSchema = "a schema: an object, true or false";

/** The first part of an array or object that is no schema. */
function badSchema(parts: readonly Json[] | JsonObject): Misfit | undefined {
  const bad = Object.entries(parts).find(([, part]) => !isSchema(part));
  return bad && { expected: aSchema, at: bad[0] };
}

function isStrings(value: Json): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === "string") &&
    new Set<Json>(value).size === value.length
  );
}
