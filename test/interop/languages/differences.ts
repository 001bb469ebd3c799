import { type Line, missingFrom } from "./lines.js";
import type { Answer } from "./run.js";

/** A way in which another language differs from the schema, and why. */
export interface LanguageDifference {
  readonly id: string;
  readonly targets: readonly string[];
  readonly reason: string;
  /** Whether it is what makes an answer another one than the line says. */
  explains(line: Line, answer: Answer): boolean;
}

const all = ["go", "rust", "java"];

/** All differences that there may be. Types say what shape a value has; what else a schema asks is checked by TypeScript only. */
export const differences: readonly LanguageDifference[] = [
  {
    id: "wide-integer",
    targets: all,
    reason: "An integer has 64 bits; beyond 2^53 the schema wants `int64` or `uint64` for it.",
    explains: (line) =>
      fails(line, /^Expected `integer`(?: or `string`)?(?: within ±\(2\^53 - 1\))?, got `?-?\d{16,}/),
  },
  {
    id: "limits",
    targets: all,
    reason: "Lengths, bounds, patterns and uniqueness are no part of a type.",
    explains: (line, answer) =>
      isAccepted(answer) &&
      fails(
        line,
        /^Expected (?:`string` of length|`string` matching|`array` of length|`integer` [<>]=|unique elements)/,
      ),
  },
  {
    id: "closed-object",
    targets: all,
    reason: "Properties that are forbidden are skipped.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Object contains unknown field/),
  },
  {
    id: "undeclared-properties",
    targets: all,
    reason: "Where an object has properties with names, it keeps no others, and does not look at them.",
    explains: ({ verdict, text, canonical = text, path = "" }, answer) =>
      isAccepted(answer) &&
      (verdict === "rejected"
        ? /^\$\.wide\.[^a]/.test(path)
        : isMissing(canonical, answer.text, ({ path: gone }) => /^\$\.wide\.(?!a$)/.test(gone))),
  },
  {
    id: "free-form-object",
    targets: all,
    reason: "One of several objects, and a frame inside of another, is an object with anything in it.",
    explains: ({ verdict, path = "" }, answer) =>
      isAccepted(answer) && verdict === "rejected" && /^\$\.(?:shape|all\[\d\]|last|maybe)(?!\w)/.test(path),
  },
  {
    id: "free-form-unknown",
    targets: all,
    reason: "Such an object keeps properties that the schema does not know.",
    explains: ({ verdict, text, canonical = text }, answer) =>
      isAccepted(answer) &&
      verdict === "accepted" &&
      isMissing(answer.text, canonical, ({ path }) => /^\$\.(?:shape|all\.\d|last|maybe)\./.test(path)),
  },
  {
    id: "integer-with-fraction",
    targets: all,
    reason: "`1.0` is an integer to JSON Schema, and none to `encoding/json`, serde and Jackson.",
    explains: ({ verdict, text }, answer) =>
      verdict === "accepted" && "error" in answer && /\d\.0[,}\]]/.test(text),
  },
  {
    id: "tuple",
    targets: all,
    reason: "A tuple is a list whose elements may be what any element of it may be.",
    explains: ({ verdict, path = "" }, answer) =>
      isAccepted(answer) && verdict === "rejected" && path.startsWith("$.pair"),
  },
  {
    id: "constant",
    targets: all,
    reason: "A constant that is no string is any value of its type.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected `42`, got/),
  },
  {
    id: "null-for-absent",
    targets: all,
    reason: "An optional field that may be null as well is left out where it is null.",
    explains: ({ verdict, text, canonical = text }, answer) =>
      isAccepted(answer) &&
      verdict === "accepted" &&
      isMissing(canonical, answer.text, ({ value }) => value === null),
  },
  {
    id: "null-inside",
    targets: all,
    reason:
      "Only the fields of the frame itself are checked for null; inside of them it counts as absent, or as zero.",
    explains: (line, answer) => isAccepted(answer) && isInside(line) && fails(line, /(?:got|value) `?null`?/),
  },
  {
    id: "absent-inside",
    targets: ["go", "java"],
    reason:
      "Only the fields of the frame itself are checked for being there; inside of them what is absent is zero or null.",
    explains: (line, answer) =>
      isAccepted(answer) && line.path !== "$" && fails(line, /^Object missing required field/),
  },
  {
    id: "lone-surrogate",
    targets: ["go", "java"],
    reason: "Half of a surrogate pair is read, and another character written for it.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected well-formed Unicode/),
  },
  {
    id: "beyond-double",
    targets: ["go", "java"],
    reason:
      "A number that no double holds is kept as it is by Go where anything may stand, and is infinite to Java.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected `number`, got -?Infinity/),
  },
  {
    id: "deep",
    targets: ["go", "java"],
    reason: "Frames may be nested deeper than 512: Go reads 10,000 levels, and Jackson 1,000.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected nesting of at most 512/),
  },
  {
    id: "shallow",
    targets: ["rust"],
    reason: "serde_json reads 128 levels.",
    explains: ({ verdict }, answer) =>
      verdict === "accepted" && "error" in answer && answer.error.startsWith("recursion limit exceeded"),
  },
  {
    id: "enum-of-text",
    targets: ["go"],
    reason: "An enum of Go is a string with names for some of its values.",
    explains: (line, answer) =>
      isAccepted(answer) && fails(line, /^(?:Invalid enum value|Expected `"v1"`, got)/),
  },
  {
    id: "struct-of-array",
    targets: ["rust"],
    reason: "serde takes an array for a struct: its elements for the fields, one after the other.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected `object`, got `array`/),
  },
  {
    id: "enum-of-number",
    targets: ["java"],
    reason: "Where an enum is wanted, Jackson takes a number for the string that looks like it.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Invalid enum value -?\d/),
  },
  {
    id: "map-in-union",
    targets: ["java"],
    reason: "A map that is a member of a union is read as one of anything.",
    explains: (line, answer) =>
      isAccepted(answer) && line.path?.startsWith("$.value.") === true && fails(line, /^Expected/),
  },
  {
    id: "unbounded-unsigned",
    targets: ["java"],
    reason: "Java has no unsigned integer: `uint64` is a BigInteger, which has no bounds.",
    explains: (line, answer) => isAccepted(answer) && fails(line, /^Expected `uint64` [<>]=/),
  },
];

function isAccepted(answer: Answer): answer is { readonly text: string } {
  return "text" in answer;
}

function fails({ verdict, message = "" }: Line, pattern: RegExp): boolean {
  return verdict === "rejected" && pattern.test(message);
}

/** Whether what is wrong is deeper than the fields of the frame. */
function isInside({ path = "" }: Line): boolean {
  return /^\$\.\w+[.[]/.test(path);
}

type Missing = NonNullable<ReturnType<typeof missingFrom>>[number];

/** Whether a text lacks nothing else of another than what may be missing. */
function isMissing(text: string, answer: string, mayBe: (missing: Missing) => boolean): boolean {
  const missing = missingFrom(text, answer);
  return missing !== undefined && missing.length > 0 && missing.every(mayBe);
}
