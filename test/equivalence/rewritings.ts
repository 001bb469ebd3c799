import type { Json, JsonObject } from "../../generator/model/types.js";

/** What is written between the parts of a text. */
export interface Separators {
  readonly comma: string;
  readonly colon: string;
}

/** As encoders write; as Python's `json.dumps` does; and as neither. */
export const compact: Separators = { comma: ",", colon: ":" };
export const spaced: Separators = { comma: ", ", colon: ": " };
export const uneven: readonly Separators[] = [
  { comma: ", ", colon: ":" },
  { comma: ",", colon: ": " },
  { comma: ",\n  ", colon: ": " },
];

/** Texts of other values than are expected, and of none. */
const others = [
  ...["null", "true", "false", "0", "1", '""', '"a"', "[]", "{}", "[0]", '{"a":0}', "[[]]", "[{}]"],
  ...["nul", "nulll", "True", "NaN", "Infinity", "undefined", "'a'", "", "[", "{", ",", "[,]", "{,}"],
];

/** Numbers at the limits of what is held exactly, and texts that are nearly numbers. */
const numbers = [
  ...[
    "0",
    "-0",
    "-0.0",
    "0.0",
    "0e0",
    "-0e5",
    "00",
    "01",
    "-01",
    "1.0",
    "1.50",
    "1e3",
    "1E3",
    "1e+3",
    "1e-3",
    "1e0",
  ],
  ...[
    "10e-1",
    "1.0e1",
    "15e-1",
    "-1",
    "-",
    "+1",
    ".5",
    "5.",
    "1.e1",
    "1e",
    "1e+",
    "0x1",
    "1_0",
    "1n",
    "- 1",
    "١",
  ],
  ...["1e22", "1e23", "1e99", "1e100", "1e308", "1e309", "1E400", "-1e400", "1e-400", "5e-324", "2e-324"],
  ...["0.1", "0.3", "0.30000000000000004", "123456789.123456", "1.7976931348623157e308", "0.000001", "1e-7"],
  ...["9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740991", "-9007199254740993"],
  ...["999999999999999", "-999999999999999", "1000000000000000", "12345678901234567", "123456789012345678"],
  ...["99999999999999.9", "999999999999999.9", "9007199254740993.0", "9007199254740993e0", "4.35", "0.1e1"],
  ...["9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809"],
  ...["18446744073709551615", "18446744073709551616", "-1.5", "-9", "10", "255", "256", "1000", "0.5", "3"],
];

/** What strings are changed into, their own text being put in the place of `*`. */
const strings = [
  ...['"*\\n"', '"*\\""', '"*\\\\"', '"\\u0041*"', '"\\u0061*"', '"*\\/"', '"\\u0000*"', '"*\\u2028"'],
  ...['"\\ud800*"', '"*\\udc00"', '"\\ud83d\\ude00*"', '"\\ude00\\ud83d*"', '"\\\\ud800*"', '"\\uD800\\n*"'],
  ...['"*\\x41"', '"\\u00G0*"', '"*\\u00"', '"*\\', '"*\\"', '"*\\8"', '"*\\U0041"'],
  ...[
    '"*\ud800"',
    '"\udc00*"',
    '"\ud83d*\ude00"',
    '"\ude00\ud83d*"',
    '"*😀"',
    '"*é"',
    '"*\u2028"',
    '"*\ufeff"',
  ],
  ...['"*\x7f"', '"*\x00"', '"*\n"', '"*\t"', '"*\x1f"', '"*\x80"', "*", '"*', '*"', '"*""', '"*","*"'],
  ...[
    '"*\\","a":"b"',
    '"*}"',
    '"*,"',
    '"*:"',
    '"* "',
    '" *"',
    '"*]"',
    '"**"',
    '"__proto__"',
    '"*, *: *"',
    "'*'",
  ],
];

/** Members that objects get in addition. */
const members = [
  ...[
    '"x":1',
    '"__proto__":{}',
    '"__proto__":null',
    '"constructor":1',
    '"":0',
    '"kind":"x"',
    '"a":',
    '"a"',
    ":1",
  ],
  ...['"x":{"y":[1e400]}', '"x":9007199254740993', '"x":"\\ud800"'],
];

/** The text of a value. */
export function textOf(value: Json, separators: Separators = compact): string {
  const { comma, colon } = separators;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, separators)).join(comma)}]`;
  const parts = Object.entries(value).map(
    ([name, inner]) => JSON.stringify(name) + colon + textOf(inner, separators),
  );
  return `{${parts.join(comma)}}`;
}

/** Texts of a value in which one thing, at whatever depth, is written in another way, is something else, or is nothing. */
export function* rewritings(value: Json, separators: Separators): Generator<string> {
  yield* others;
  if (typeof value === "number" || typeof value === "bigint") yield* numbers;
  else if (typeof value === "string") yield* rewritingsOfString(value);
  else if (Array.isArray(value)) yield* rewritingsOfArray(value, separators);
  else if (typeof value === "object" && value !== null)
    yield* rewritingsOfObject(value as JsonObject, separators);
}

function* rewritingsOfString(value: string): Generator<string> {
  const inside = JSON.stringify(value).slice(1, -1);
  for (const string of strings) yield string.replaceAll("*", () => inside);
  const units = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
  yield `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")}"`;
}

function* rewritingsOfArray(value: readonly Json[], separators: Separators): Generator<string> {
  const items = value.map((item) => textOf(item, separators));
  for (const parts of rearranged(items)) yield `[${parts.join(separators.comma)}]`;
  for (const [at, item] of value.entries()) {
    for (const other of rewritings(item, separators))
      yield `[${items.with(at, other).join(separators.comma)}]`;
  }
}

function* rewritingsOfObject(value: JsonObject, separators: Separators): Generator<string> {
  const { comma, colon } = separators;
  const entries = Object.entries(value).map(([name, inner]) => ({ name: JSON.stringify(name), inner }));
  const parts = entries.map(({ name, inner }) => name + colon + textOf(inner, separators));
  const whole = (all: readonly string[]) => `{${all.join(comma)}}`;
  for (const some of rearranged(parts)) yield whole(some);
  for (const member of members) {
    yield whole([...parts, member]);
    yield whole([member, ...parts]);
    if (parts.length > 1) yield whole([...parts.slice(0, 1), member, ...parts.slice(1)]);
  }
  for (const [at, { name, inner }] of entries.entries()) {
    for (const other of [...rewritingsOfString(JSON.parse(name)), "", "a"]) {
      yield whole(parts.with(at, other + colon + textOf(inner, separators)));
    }
    for (const other of ["null", "0", '"a"']) yield whole([...parts, name + colon + other]);
    for (const other of rewritings(inner, separators)) yield whole(parts.with(at, name + colon + other));
  }
}

/** The parts of a text without one of them, with one twice, with two of them swapped, and with a gap between two. */
function* rearranged(parts: readonly string[]): Generator<readonly string[]> {
  yield [...parts].reverse();
  yield [...parts, ""];
  yield ["", ...parts];
  for (const [at, part] of parts.entries()) {
    yield parts.toSpliced(at, 1);
    yield parts.toSpliced(at, 0, part);
    yield [...parts, part];
    yield parts.toSpliced(at, 0, "");
    if (at > 0) yield parts.toSpliced(at - 1, 2, part, parts[at - 1] as string);
  }
}
