import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { needPython, runPython } from "../../interop/python.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";

/* What annotations can't say is checked all the same, and told with its path; each thing that is refused stands beside what is not. */

const schema = {
  title: "Thing",
  type: "object",
  required: ["kind"],
  properties: {
    kind: { const: "thing" },
    unique: { type: "array", items: {}, uniqueItems: true },
    share: { type: "number", multipleOf: 0.1 },
    hash: { type: "integer", format: "uint64" },
    halves: { type: "integer", multipleOf: 1.5 },
    pair: { type: "array", prefixItems: [{ type: "string" }, { type: "number" }] },
    bag: {
      type: "object",
      patternProperties: { "^x-": { type: "string" } },
      additionalProperties: { type: "null" },
    },
    names: { type: "object", propertyNames: { enum: ["a", "b"] }, additionalProperties: true },
    some: { type: "array", contains: { type: "string" }, minContains: 2 },
    not: { type: "string", not: { enum: ["no"] } },
    either: { oneOf: [{ type: "integer" }, { type: "number", minimum: 5 }] },
    constant: { const: { a: [1, null] } },
    half: { const: 0.5 },
    text: { type: "string", pattern: "^\\d+$" },
    label: {
      anyOf: [
        { type: "string", pattern: "^a" },
        { type: "array", items: { type: "string" } },
      ],
    },
    shape: {
      anyOf: [
        { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
        { type: "object", properties: { b: { type: "number" } }, required: ["b"] },
      ],
    },
    inner: {
      type: "array",
      items: {
        type: "object",
        properties: { y: { type: "array", items: { type: "integer" }, uniqueItems: true }, z: {} },
        dependentRequired: { z: ["y"] },
      },
    },
    closed: { type: "object", properties: { a: {}, b: {} }, additionalProperties: false, minProperties: 1 },
    if: { if: { type: "number" }, else: { minLength: 2 } },
    outside: { not: { type: "number", exclusiveMinimum: 0.1, exclusiveMaximum: 0.9 } },
    tenths: { anyOf: [{ type: "number", multipleOf: 0.1 }, { type: "string" }] },
    fraction: { not: { type: "integer" } },
    small: { if: { not: { type: "integer" } }, else: { maximum: 5 } },
    numbers: {
      anyOf: [
        { type: "integer", maximum: 5 },
        { type: "number", minimum: 9 },
      ],
    },
    lone: { type: "array", contains: { type: "integer" }, maxContains: 1 },
    odd: { oneOf: [{ type: "integer" }, { type: "integer", multipleOf: 2 }, { type: "string" }] },
    open: {
      type: "object",
      required: ["a"],
      properties: { a: { type: "string" } },
      additionalProperties: { type: "integer" },
    },
    patterned: {
      type: "object",
      properties: { a: {} },
      patternProperties: { "^x-": { type: "string" } },
      additionalProperties: false,
    },
    counted: { type: "object", properties: { a: { type: "string" } }, minProperties: 1 },
  },
};

/** The JSON of a value of a field, and what is wrong with it; nothing where it is right. */
const cases: readonly (readonly [field: string, value: string, error?: string])[] = [
  ["unique", "[1,2,true,[],{}]"],
  ["unique", '[1,"1"]'],
  ["unique", '[true,["constant",1],[["a",1]],{"a":1}]'],
  [
    "unique",
    '[{"a":1,"b":2},{"b":2,"a":1.0}]',
    "Expected unique elements, got two that are equal - at `$.unique`",
  ],
  ["share", "0.3"],
  ["share", "0.35", "Expected number that's a multiple of 0.1 - at `$.share`"],
  ["hash", "18446744073709551615"],
  ["hash", "18446744073709551616", "Expected number <= 18446744073709551615 - at `$.hash`"],
  ["hash", "-1", "Expected `int` >= 0 - at `$.hash`"],
  ["halves", "3"],
  ["halves", "4", "Expected number that's a multiple of 1.5 - at `$.halves`"],
  ["pair", '["a",1,true]'],
  ["pair", "[]"],
  ["pair", '["a","b"]', "Expected `float`, got `str` - at `$.pair[1]`"],
  ["bag", '{"x-a":"b","c":null}'],
  ["bag", '{"x-a":null}', "Expected `str`, got `null` - at `$.bag.x-a`"],
  ["bag", '{"c":"d"}', "Expected `null`, got `str` - at `$.bag.c`"],
  ["names", '{"a":1}'],
  ["names", '{"c":1}', "Object contains field `c`, a name that is not allowed - at `$.names`"],
  ["some", '["a",1,"b"]'],
  ["some", '["a",1]', "Expected number of fitting elements >= 2 - at `$.some`"],
  ["not", '"yes"'],
  ["not", '"no"', "Expected another value, got one that is excluded - at `$.not`"],
  ["either", "4"],
  ["either", "5.5"],
  ["either", "6", "Expected exactly one of 2 shapes - at `$.either`"],
  ["constant", '{"a":[1,null]}'],
  ["constant", '{"a":[1,null],"b":2}', "Invalid enum value {'a': [1, None], 'b': 2} - at `$.constant`"],
  ["half", "0.5"],
  ["half", "0.25", "Invalid enum value 0.25 - at `$.half`"],
  ["text", '"12"'],
  ["text", '"12\\n"', "Expected `str` matching regex '^[0-9]+\\\\Z' - at `$.text`"],
  ["text", '"\u0661"', "Expected `str` matching regex '^[0-9]+\\\\Z' - at `$.text`"],
  ["label", '"ab"'],
  ["label", '["b"]'],
  ["label", '"b"', "Expected `str` matching regex '^a' - at `$.label`"],
  ["shape", '{"b":1}'],
  ["shape", '{"a":1}', "Expected one of 2 shapes, none fits - at `$.shape`"],
  ["inner", '[{"y":[1,2]},{}]'],
  ["inner", '[{},{"y":[1,1]}]', "Expected unique elements, got two that are equal - at `$.inner[1].y`"],
  ["inner", '[{"z":1}]', "Object with field `z` missing required field `y` - at `$.inner[0]`"],
  ["closed", '{"a":null}'],
  ["closed", "{}", "Expected `object` of length >= 1 - at `$.closed`"],
  ["closed", '{"c":1}', "Object contains unknown field `c` - at `$.closed`"],
  ["open", '{"a":"b","c":1}'],
  ["open", '{"c":1}', "Object missing required field `a` - at `$.open`"],
  ["open", '{"a":1}', "Expected `str`, got `int` - at `$.open.a`"],
  ["open", '{"a":"b","c":"d"}', "Expected `int`, got `str` - at `$.open.c`"],
  ["patterned", '{"a":1,"x-b":"c"}'],
  ["patterned", '{"x-b":1}', "Expected `str`, got `int` - at `$.patterned.x-b`"],
  ["patterned", '{"b":"c"}', "Object contains unknown field `b` - at `$.patterned`"],
  ["counted", '{"b":"c"}'],
  ["counted", "{}", "Expected `object` of length >= 1 - at `$.counted`"],
  ["counted", '{"a":1}', "Expected `str`, got `int` - at `$.counted.a`"],
  ["if", '"ab"'],
  ["if", "1"],
  ["if", '"a"', "Expected `str` of length >= 2 - at `$.if`"],
  ["outside", "0.1"],
  ["outside", "0.9"],
  ["outside", "0.2", "Expected another value, got one that is excluded - at `$.outside`"],
  ["tenths", "0.7"],
  ["tenths", "1e22"],
  ["tenths", "0.75", "Expected number that's a multiple of 0.1 - at `$.tenths`"],
  // To a question numbers are what they are, whether they can be sent or not.
  ["either", "9007199254740993", "Expected exactly one of 2 shapes - at `$.either`"],
  ["fraction", "0.5"],
  ["fraction", "1e21", "Expected another value, got one that is excluded - at `$.fraction`"],
  ["small", "5"],
  ["small", "1e21", "Expected one of 2 shapes, none fits - at `$.small`"],
  ["numbers", "1e21"],
  ["numbers", "10000000000000000"],
  ["numbers", "9007199254740993", "Expected one of 2 shapes, none fits - at `$.numbers`"],
  ["lone", "[1,0.5]"],
  ["lone", "[1e21,1]", "Expected number of fitting elements <= 1 - at `$.lone`"],
  ["odd", "3"],
  ["odd", "9007199254740993", "Expected `int` <= 9007199254740991 - at `$.odd`"],
];

const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
from things import decode_frame, encode_frame, frame_from_dict

def outcome(act):
    try:
        return [act(), None]
    except ValueError as error:
        return [None, str(error)]

for line in sys.stdin:
    text = line.rstrip("\\n")
    read = outcome(lambda: encode_frame(decode_frame(text)).decode())
    made = outcome(lambda: encode_frame(frame_from_dict(json.loads(text))).decode())
    print(json.dumps([read, made]))
`;

type Answer = readonly [text: string | null, error: string | null];

/** What comes of texts that are read, and of dicts that frames are made of, and then written. */
async function answersTo(schema: object, texts: readonly string[]): Promise<[read: Answer, made: Answer][]> {
  const folder = temporaryFolder({ "s.json": schema });
  const targetOptions = { python: { package: "things" } };
  const { files } = await generate({
    inputs: ["s.json"],
    workingFolder: folder,
    targets: ["python"],
    tag: "kind",
    targetOptions,
  });
  writeFiles(folder, Object.fromEntries(files));
  const output = runPython(["-c", program, join(folder, "python")], `${texts.join("\n")}\n`);
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("what annotations can't say is checked beside", async (context) => {
  needPython(context, "msgspec");
  const texts = cases.map(([field, value]) => `{"kind":"thing",${JSON.stringify(field)}:${value}}`);
  const answers = await answersTo(schema, texts);
  for (const [index, [field, value, error = null]] of cases.entries()) {
    const [read, made] = answers[index] ?? [];
    expect([field, value, read?.[1]]).toEqual([field, value, error]);
    expect([field, value, made?.[1]]).toEqual([field, value, error]);
    if (error === null) expect(JSON.parse(read?.[0] ?? "")).toEqual(JSON.parse(texts[index] as string));
  }
});

test("values are checked as deep as they may be nested", async (context) => {
  needPython(context, "msgspec");
  const $defs = {
    Tree: {
      anyOf: [
        { type: "object", additionalProperties: { $ref: "#/$defs/Tree" } },
        { type: "array", uniqueItems: true },
      ],
    },
  };
  const properties = { kind: { const: "thing" }, tree: { $ref: "#/$defs/Tree" } };
  const dicts = (leaf: string, levels: number) => `${'{"a":'.repeat(levels)}${leaf}${"}".repeat(levels)}`;
  const lists = (leaf: string, levels: number) => `${"[".repeat(levels)}${leaf}${"]".repeat(levels)}`;
  const right = [dicts("[1,2]", 510), lists("", 511), `[${dicts("1", 510)},${dicts("2", 510)}]`];
  const wrong = [dicts("[1,1]", 510), dicts("1", 510)];
  const texts = [...right, ...wrong].map((tree) => `{"kind":"thing","tree":${tree}}`);
  const answers = await answersTo(
    { title: "Thing", type: "object", required: ["kind"], properties, $defs },
    texts,
  );
  const path = ".a".repeat(510);
  const errors = [
    ...right.map(() => null),
    `Expected unique elements, got two that are equal - at \`$.tree${path}\``,
    `Expected object | array, got \`int\` - at \`$.tree${path}\``,
  ];
  expect(answers.map(([read]) => read[1])).toEqual(errors);
  expect(answers.map(([, made]) => made[1])).toEqual(errors);
  expect(answers.slice(0, right.length).map(([read]) => read[0])).toEqual(texts.slice(0, right.length));
});

/* A frame is a class whatever is asked of it: what that does not see is checked by codecs. */

const frames = {
  title: "Whole",
  oneOf: [{ $ref: "#/$defs/Counted" }, { $ref: "#/$defs/Patterned" }, { $ref: "#/$defs/Outer" }],
  $defs: {
    Counted: {
      type: "object",
      required: ["kind"],
      properties: { kind: { const: "counted" }, a: { type: "string" } },
      minProperties: 2,
    },
    Patterned: {
      type: "object",
      required: ["kind"],
      properties: { kind: { const: "patterned" } },
      patternProperties: { "^x-": { type: "integer" } },
      additionalProperties: false,
    },
    Outer: {
      type: "object",
      required: ["kind", "last"],
      properties: {
        kind: { const: "outer" },
        last: { $ref: "#/$defs/Counted" },
        others: { type: "array", items: { $ref: "#/$defs/Counted" } },
      },
    },
  },
};

/** Texts of frames, with what is read and written for them, or what is wrong. */
const texts: readonly (readonly [text: string, outcome: string])[] = [
  ['{"kind":"counted","a":"b"}', '{"kind":"counted","a":"b"}'],
  ['{"kind":"counted"}', "Expected `object` of length >= 2"],
  // What is left of it would be refused.
  ['{"kind":"counted","zz":1}', "Expected `object` of length >= 2"],
  ['{"kind":"patterned","x-a":1}', '{"kind":"patterned"}'],
  ['{"kind":"patterned","x-a":"b"}', "Expected `int`, got `str` - at `$.x-a`"],
  ['{"kind":"patterned","b":1}', "Object contains unknown field `b`"],
  [
    '{"kind":"outer","last":{"kind":"counted","a":"b"}}',
    '{"kind":"outer","last":{"kind":"counted","a":"b"}}',
  ],
  ['{"kind":"outer","last":{"a":"b","c":"d"}}', "Object missing required field `kind` - at `$.last`"],
  [
    '{"kind":"outer","last":{"kind":"counted","a":"b"},"others":[{"a":"b","c":"d"}]}',
    "Object missing required field `kind` - at `$.others[0]`",
  ],
];

test("what the class of a frame does not see is checked by codecs", async (context) => {
  needPython(context, "msgspec");
  const answers = await answersTo(
    frames,
    texts.map(([text]) => text),
  );
  const found = answers.map((both) => both.map(([text, error]) => text ?? error));
  expect(found).toEqual(texts.map(([, outcome]) => [outcome, outcome]));
});
