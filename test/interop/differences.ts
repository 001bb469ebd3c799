import { type AnyNode, parse } from "@humanwhocodes/momoa";
import { frame, union } from "../generated/protocols.js";
import { missingFrom } from "./languages/lines.js";
import { type Case, isSamePath, type Outcome, type Refusal } from "./python/outcome.js";

/** A way in which what one end makes of a text differs from what the other does, and has to. */
export interface Difference {
  readonly id: string;
  readonly reason: string;
  /** The schema of a frame that shows it, where none of the default protocol does. */
  readonly schema?: object;
  /** A text that shows it. */
  readonly example: Uint8Array;
  /** Whether it is what makes two outcomes differ. */
  explains(example: Case): boolean;
}

/** All differences in verdicts and in bytes that there may be. */
export const differences: readonly Difference[] = [
  {
    id: "integral-float",
    reason: "`1.0` is an integer: JSON Schema says so, and `JSON.parse` does not show the point.",
    example: utf8('{"kind":"progress","phase":"p","current":1.0,"total":2}'),
    explains: ({ ours, peers }) =>
      ours.isAccepted && fails(peers, "invalid_frame", /^Expected `[^`]*int[^`]*`, got `float`/),
  },
  {
    id: "unsafe-integer",
    reason:
      "An integer beyond ±(2^53 - 1) is refused rather than rounded; Python's integers have no limit. It reads them, and does not write them.",
    example: utf8('{"kind":"done","result":{"bytes":9007199254740992}}'),
    explains: ({ ours, peers, bytes }) => {
      const refused = unsafeNumbers(ours);
      const { integers, floats } = literalsIn(bytes);
      const isThere = refused.every((number) => integers.has(number) || floats.has(number));
      return isOnlyRead(peers) && isThere && refused.some((number) => integers.has(number));
    },
  },
  {
    id: "float-layout",
    reason: "Numbers with a fraction or an exponent in free-form values are laid out as JavaScript does it.",
    example: utf8('{"kind":"done","result":{"seconds":1.0,"share":1e-7}}'),
    explains: ({ ours, peers }) =>
      ours.isAccepted && peers.isAccepted && differsInFloats(ours.text, peers.text),
  },
  {
    id: "float-without-point",
    reason:
      "Where a type contains itself without a class in between, no annotation says that a number is a float: Python writes what it has read.",
    schema: union(
      { Sample: frame("sample", { value: { $ref: "#/$defs/Tree" } }) },
      { Tree: { anyOf: [{ type: "array", items: { $ref: "#/$defs/Tree" } }, { type: "number" }] } },
    ),
    example: utf8('{"kind":"sample","value":[[],1]}'),
    explains: ({ ours, peers }) => ours.isAccepted && peers.isAccepted && lacksPoints(ours.text, peers.text),
  },
  {
    id: "minus-zero",
    reason: "`-0` without a point is an integer to Python, which has one zero.",
    schema: union({ Sample: frame("sample", { value: { type: "number" } }) }),
    example: utf8('{"kind":"sample","value":-0}'),
    explains: ({ ours, peers, bytes }) =>
      ours.isAccepted &&
      peers.isAccepted &&
      numbersIn(bytes).includes("-0") &&
      withoutMinusZeros(ours.text) === withoutMinusZeros(peers.text),
  },
  {
    id: "undeclared-fields",
    reason:
      "A class of msgspec has no place for fields that are not declared: they are dropped, numbers beyond ±(2^53 - 1) in them as well.",
    schema: union({ Sample: frame("sample", {}, { additionalProperties: true }) }),
    example: utf8('{"kind":"sample","more":1}'),
    explains: ({ isMended, ours, peers }) =>
      isMended === true &&
      peers.isAccepted &&
      (ours.isAccepted
        ? (missingFrom(ours.text, peers.text)?.length ?? 0) > 0
        : unsafeNumbers(ours).length > 0),
  },
  {
    id: "integer-like-name",
    reason: "JavaScript puts properties that are array indices first, in the order of their values.",
    example: utf8('{"kind":"done","result":{"b":1,"2":1,"1":1}}'),
    explains: ({ ours, peers }) =>
      ours.isAccepted &&
      peers.isAccepted &&
      /"(0|[1-9]\d*)":/.test(peers.text) &&
      ours.text === JSON.stringify(JSON.parse(withOurFloats(peers.text))),
  },
  {
    id: "repeated-name",
    reason: "`JSON.parse` shows only the last of several properties of one name; the peer looks at all.",
    example: utf8('{"kind":"phase","phase":1,"phase":"p","at":""}'),
    explains: ({ ours, peers, bytes }) =>
      ours.isAccepted &&
      !peers.isAccepted &&
      peers.issues.every(({ path }) => repeatedPaths(bytes).has(path)),
  },
  {
    id: "ignored-bytes",
    reason:
      "The peer does not decode the strings of fields that it ignores; here all of a text must be UTF-8.",
    example: Buffer.concat([utf8('{"kind":"done","result":{},"zz":"'), Uint8Array.of(0xff), utf8('"}')]),
    explains: ({ ours, peers }) => peers.isAccepted && fails(ours, "invalid_json", /^Expected UTF-8/),
  },
  {
    id: "depth",
    reason:
      "Frames nested deeper than 512 are refused; Python reads as deep as its stack is, about twice that, and does not write them.",
    example: utf8(`{"kind":"done","result":{"a":${"[".repeat(511)}${"]".repeat(511)}}}`),
    explains: ({ ours, peers }) => peers.isAccepted && isTooDeep(ours),
  },
  {
    id: "depth-of-alternatives",
    reason:
      "Where no tag tells objects apart, each is tried with all that is in it: Python's stack ends before 512 levels of that.",
    schema: union(
      { Sample: frame("sample", { tree: { $ref: "#/$defs/Tree" } }) },
      {
        Tree: {
          anyOf: [
            { type: "object", properties: { a: { $ref: "#/$defs/Tree" } }, required: ["a"] },
            { type: "object", properties: { b: { type: "string" } }, required: ["b"] },
          ],
        },
      },
    ),
    example: utf8(`{"kind":"sample","tree":${'{"a":'.repeat(400)}{"b":""}${"}".repeat(400)}}`),
    explains: ({ ours, peers }) => ours.isAccepted && fails(peers, "invalid_frame", /^Expected less nesting/),
  },
];

/** All differences that there may be in what is said, and of which place, where both ends refuse a text. */
export const wordings: readonly Difference[] = [
  {
    id: "half-pair",
    reason: "Half of a surrogate pair is no JSON to the peer; here it is JSON that nobody can send.",
    example: utf8('{"kind":"done","result":{"a":"\\ud800"}}'),
    explains: ({ ours, peers, bytes }) =>
      !hasCode(ours, "invalid_json") && hasCode(peers, "invalid_json") && /\\ud[89a-f]/i.test(textOf(bytes)),
  },
  {
    id: "out-of-range",
    reason:
      "The peer reads no further than to a number that no double holds, whatever else is wrong with the text.",
    example: utf8('{"kind":"nope","result":1e400}'),
    explains: ({ peers, bytes }) => hasCode(peers, "invalid_frame") && isBeyondDoubles(bytes),
  },
  {
    id: "depth-first",
    reason: "Nesting deeper than 512 is found before anything else is looked at.",
    example: utf8(`{"kind":"done","result":${"[".repeat(513)}${"]".repeat(513)}}`),
    explains: ({ ours }) => isTooDeep(ours),
  },
  {
    id: "repeated-name-refused",
    reason: "`JSON.parse` shows only the last of several properties of one name; the peer looks at all.",
    example: utf8('{"kind":"phase","phase":1,"phase":"p"}'),
    explains: ({ ours, peers, bytes }) => {
      if (ours.isAccepted || peers.isAccepted) return false;
      const repeated = repeatedPaths(bytes);
      return [...ours.issues, ...peers.issues].some(({ path }) => repeated.has(path));
    },
  },
  {
    id: "alternatives",
    reason: "Of what fits none of several shapes, the peer says what is wrong in the one of its type.",
    schema: union({
      Sample: frame("sample", {
        value: { oneOf: [{ type: "array", items: { type: "integer" } }, { const: "x" }, { type: "string" }] },
      }),
    }),
    example: utf8('{"kind":"sample","value":["a"]}'),
    explains: ({ ours, peers }) =>
      !ours.isAccepted &&
      fails(peers, "invalid_frame", /^Expected /) &&
      ours.issues.some(
        ({ path, message }) => /^Expected [\w ]+ shapes, none fits/.test(message) && isAround(path, peers),
      ),
  },
  {
    id: "integral-float-refused",
    reason: "The peer tells only of what is wrong first, which `1.0` is there.",
    example: utf8('{"kind":"progress","phase":"p","current":1.0,"total":0.5}'),
    explains: ({ peers }) => fails(peers, "invalid_frame", /^Expected `[^`]*int[^`]*`, got `float`/),
  },
];

/** Whether a number of the text is infinite as a double. */
function isBeyondDoubles(bytes: Uint8Array): boolean {
  return numbersIn(bytes).some((number) => !Number.isFinite(Number(number)));
}

function isTooDeep(outcome: Outcome): boolean {
  return (
    !outcome.isAccepted &&
    outcome.issues.some(({ message }) => message.startsWith("Expected nesting of at most 512"))
  );
}

/** Whether the peer reads something that it would not write, as it is not read here. */
function isOnlyRead(outcome: Outcome): boolean {
  return outcome.isAccepted && !outcome.isWritten;
}

/** Whether all that the peer says is of that place, or of what is in it. */
function isAround(path: string, peers: Outcome): boolean {
  const isStart = (found: string) =>
    Array.from(found, (_, index) => found.slice(0, index + 1)).some((start) => isSamePath(path, start));
  return !peers.isAccepted && peers.issues.every((issue) => isStart(issue.path));
}

function hasCode(outcome: Outcome, code: Refusal["code"]): boolean {
  return !outcome.isAccepted && outcome.code === code;
}

function fails(outcome: Outcome, code: Refusal["code"], pattern: RegExp): boolean {
  return (
    !outcome.isAccepted &&
    outcome.code === code &&
    outcome.issues.every(({ message }) => pattern.test(message))
  );
}

/** The numbers that an error is about, where it is about nothing but numbers that are not safe integers. */
function unsafeNumbers(outcome: Outcome): string[] {
  if (outcome.isAccepted) return [];
  const issue = /^Expected `(?:integer|number)`(?: within ±\(2\^53 - 1\))?, got (-?(?:\d+|Infinity)) - at /;
  const numbers = outcome.issues.map(({ message }) => issue.exec(message)?.[1]);
  return numbers.includes(undefined) ? [] : (numbers as string[]);
}

/** The numbers of a text, by the form that they have there, as an error shows them. */
function literalsIn(bytes: Uint8Array): { readonly integers: Set<string>; readonly floats: Set<string> } {
  const numbers = numbersIn(bytes);
  const isFloat = (number: string) => /[.eE]/.test(number);
  return {
    integers: new Set(numbers.filter((number) => !isFloat(number)).map(asShown)),
    floats: new Set(numbers.filter(isFloat).map(Number).filter(Number.isFinite).map(String)),
  };
}

function numbersIn(bytes: Uint8Array): string[] {
  return (textOf(bytes).match(TOKEN) ?? []).filter((token) => !token.startsWith('"'));
}

/** An integer as an error shows it: one beyond all of JavaScript's numbers is infinite. */
function asShown(integer: string): string {
  return Number.isFinite(Number(integer)) ? integer : String(Number(integer));
}

/** Strings, which are skipped that way, and numbers. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Whether nothing differs but numbers that JavaScript writes in its own way. */
function differsInFloats(text: string, peers: string): boolean {
  const others: readonly string[] = peers.match(TOKEN) ?? [];
  const isSame = (text.match(TOKEN) ?? []).every(
    (token, at) => token === others[at] || token === String(Number(others[at])),
  );
  return isSame && text.replace(TOKEN, "") === peers.replace(TOKEN, "");
}

/** Whether nothing differs but numbers, some of which the peer writes as integers and this end as floats. */
function lacksPoints(text: string, peers: string): boolean {
  const others: readonly string[] = peers.match(TOKEN) ?? [];
  const tokens: readonly string[] = text.match(TOKEN) ?? [];
  const isWithout = (token: string, at: number) =>
    /^-?\d.*[.e]/.test(token) && /^-?\d+$/.test(others[at] ?? "") && Number(token) === Number(others[at]);
  const isSame = tokens.every(
    (token, at) => isWithout(token, at) || token === others[at] || token === String(Number(others[at])),
  );
  return isSame && tokens.some(isWithout) && text.replace(TOKEN, "") === peers.replace(TOKEN, "");
}

function withoutMinusZeros(text: string): string {
  return text.replace(TOKEN, (token) => (token === "-0.0" ? "0.0" : token));
}

/** The peer's text with each float in it as JavaScript writes it. */
function withOurFloats(text: string): string {
  return text.replace(TOKEN, (token) => (/^-?\d+[.e]/.test(token) ? String(Number(token)) : token));
}

/** The paths, as the peer writes them, of everything in or below a property whose name is there again; none of what is no JSON. */
function repeatedPaths(bytes: Uint8Array): Set<string> {
  const found = new Set<string>();
  if (!isJson(textOf(bytes))) return found;
  const look = (node: AnyNode, path: string, isRepeated: boolean): void => {
    if (isRepeated) found.add(path);
    if (node.type === "Array") {
      for (const [index, { value }] of node.elements.entries()) look(value, `${path}[${index}]`, isRepeated);
    }
    if (node.type !== "Object") return;
    const names = node.members.map(({ name }) => (name.type === "String" ? name.value : name.name));
    for (const [index, { value }] of node.members.entries()) {
      const name = names[index] as string;
      const isAgain = names.filter((other) => other === name).length > 1;
      look(value, path === "$" ? `$.${name}` : `${path}[...]`, isRepeated || isAgain);
    }
  };
  look(parse(textOf(bytes), { mode: "json" }).body, "$", false);
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}
