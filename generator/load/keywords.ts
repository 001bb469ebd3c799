import type { Json, JsonObject } from "../model/types.js";
import type { Draft, Shape } from "./vocabulary.js";

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
export function misfit(value: Json, shape: Shape, draft: Draft): Misfit | undefined {
  const unless = (isFine: boolean, expected: string) => (isFine ? undefined : { expected });
  switch (shape) {
    case "anchor":
      return unless(
        typeof value === "string" && /^[A-Za-z_][-A-Za-z0-9._]*$/.test(value),
        "a name of letters, digits, `-`, `_` and `.` that begins with a letter or `_`",
      );
    case "any":
      return unless(isSendable(value), sendable);
    case "array":
      return unless(Array.isArray(value), "an array");
    case "constants":
      if (!Array.isArray(value)) return { expected: "an array of values" };
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
    case "divisor":
      return unless(isDivisor(value), "a number above 0 that JavaScript can hold");
    case "dependencies":
      return badPart(value, (part) => isSchema(part) || isNames(part), `${aSchema}; or ${distinctStrings}`);
    case "namesByName":
      return badPart(value, isNames, distinctStrings);
    case "identifier":
      if (typeof value !== "string") return { expected: "a string" };
      return unless(
        draft === "draft-07" || !/#./.test(value),
        "a URI without a fragment: a name inside a schema is an `$anchor`",
      );
    case "object":
      return unless(isJsonObject(value), "an object");
    case "items":
      if (Array.isArray(value) && draft === "draft-07") return badSchema(value);
      return unless(
        isSchema(value),
        Array.isArray(value) ? `${aSchema} (an array of schemas is \`prefixItems\` in 2020-12)` : aSchema,
      );
    case "schema":
      return unless(isSchema(value), aSchema);
    case "schemas":
      return Array.isArray(value) && value.length > 0
        ? badSchema(value)
        : { expected: "an array of at least one schema" };
    case "schemasByName":
      return badPart(value, isSchema, aSchema);
    case "strings":
      return unless(isNames(value), distinctStrings);
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
  const parts: Json[] = [value]; // no recursion: a value may be nested as deep as its author likes
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (typeof part === "number" && !Number.isFinite(part)) return false;
    if (typeof part === "string" && /\p{Surrogate}/u.test(part)) return false;
    if (typeof part !== "object" || part === null) continue;
    for (const [key, inner] of Object.entries(part)) parts.push(key, inner);
  }
  return true;
}

const aSchema = "a schema: an object, true or false";
const distinctStrings = "an array of strings, no two of them the same";

/** The first part of an array or object that is no schema. */
function badSchema(parts: readonly Json[] | JsonObject): Misfit | undefined {
  const bad = Object.entries(parts).find(([, part]) => !isSchema(part));
  return bad && { expected: aSchema, at: bad[0] };
}

/** What is wrong with an object of parts by name. */
function badPart(value: Json, isFine: (part: Json) => boolean, expected: string): Misfit | undefined {
  if (!isJsonObject(value)) return { expected: `an object of which every value is ${expected}` };
  if (!isSendable(Object.keys(value))) return { expected: "an object whose names are well-formed Unicode" };
  const bad = Object.entries(value).find(([, part]) => !isFine(part));
  return bad && { expected, at: bad[0] };
}

function isDivisor(value: Json): boolean {
  return typeof value === "bigint" ? value > 0n : Number.isFinite(value) && Number(value) > 0;
}

function isNames(value: Json): boolean {
  return isStrings(value) && isSendable(value);
}

function isStrings(value: Json): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === "string") &&
    new Set<Json>(value).size === value.length
  );
}
