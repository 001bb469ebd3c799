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

/**
 * What is wrong with the value of a keyword: what it should be instead.
 *
 * @returns the words behind "must be", or nothing where all is well.
 */
export function misfit(value: Json, shape: Shape, dialect: Dialect): string | undefined {
  switch (shape) {
    case "any":
      return undefined;
    case "array":
      return Array.isArray(value) ? undefined : "an array";
    case "constants":
      return Array.isArray(value) && value.length > 0 ? undefined : "an array of at least one value";
    case "boolean":
      return typeof value === "boolean" ? undefined : "true or false";
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "pattern":
      return typeof value === "string" ? undefined : "a regular expression, as a string";
    case "number":
      return typeof value === "number" || typeof value === "bigint" ? undefined : "a number";
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : "a whole number, 0 or more";
    case "object":
      return isJsonObject(value) ? undefined : "an object";
    case "schema":
      return isSchema(value) ? undefined : "a schema: an object, true or false";
    case "items":
      if (dialect === "draft-07" && Array.isArray(value) && value.every(isSchema)) return undefined;
      return isSchema(value) ? undefined : "a schema: an object, true or false";
    case "schemas":
      return Array.isArray(value) && value.length > 0 && value.every(isSchema)
        ? undefined
        : "an array of at least one schema";
    case "schemasByName":
      return isJsonObject(value) && Object.values(value).every(isSchema)
        ? undefined
        : "an object of which every value is a schema";
    case "strings":
      return isStrings(value) ? undefined : "an array of strings, no two of them the same";
    case "types": {
      const names = Array.isArray(value) ? value : [value];
      const isFine = names.length > 0 && isStrings(names) && names.every((name) => typeNames.includes(name));
      return isFine ? undefined : `one of ${typeNames.join(", ")}, or an array of them`;
    }
  }
}

function isStrings(value: Json): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === "string") &&
    new Set<Json>(value).size === value.length
  );
}
