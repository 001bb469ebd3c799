import { join } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { needPython, runPython } from "../../interop/python.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";

/* Structs take anything; what leaves is what it is read as, and every error is one of msgspec. */

const number = { type: "number" };
const sample = {
  type: "object",
  required: ["kind"],
  properties: {
    kind: { const: "sample" },
    share: { type: ["number", "null"] },
    shares: { type: "object", additionalProperties: { type: ["number", "null"] } },
    row: { type: "array", items: { anyOf: [number, { type: "null" }] } },
    name: { type: "string" },
    names: { type: "array", items: { type: "string" } },
    inner: { $ref: "#/$defs/Inner" },
    free: {},
    pick: { enum: ["a", "b"] },
    any: { enum: ["a", true, 1.5] },
    tree: { $ref: "#/$defs/Tree" },
    ttl: { type: "number", multipleOf: 0.1 },
  },
};

const schema = {
  title: "Either",
  oneOf: [{ $ref: "#/$defs/Sample" }, { $ref: "#/$defs/Plain" }],
  $defs: {
    Sample: sample,
    Plain: { type: "object", required: ["kind"], properties: { kind: { const: "plain" }, free: {} } },
    Inner: { type: "object", required: ["x"], properties: { x: { type: ["number", "null"] } } },
    Tree: { type: "array", items: { $ref: "#/$defs/Tree" }, uniqueItems: true },
  },
};

/** What `encode_frame` makes of a struct. */
const encoded: readonly (readonly [fields: string, text: string])[] = [
  ["share=1", '{"kind":"sample","share":1.0}'],
  ["share=None, free=1", '{"kind":"sample","share":null,"free":1}'],
  ["row=[1, 0.5, None]", '{"kind":"sample","row":[1.0,0.5,null]}'],
  ["inner=Inner(x=2)", '{"kind":"sample","inner":{"x":2.0}}'],
  ["free=(1, {'a': (2,)})", '{"kind":"sample","free":[1,{"a":[2]}]}'],
  ["names=Texts(['a']), free=(1,)", '{"kind":"sample","names":["a"],"free":[1]}'],
];

const asRead = "Expected a value that is read as it is written, got ";

/** What is refused, and why. */
const refused: readonly (readonly [expression: string, message: string | RegExp])[] = [
  ["encode_frame(Sample(share=nan))", `${asRead}nan - at \`$.share\``],
  ["encode_frame(Sample(share=-inf))", `${asRead}-inf - at \`$.share\``],
  ["encode_frame(Sample(shares={'a': 1.0, 'b': nan}))", `${asRead}nan - at \`$.shares.b\``],
  ["encode_frame(Sample(row=[1.0, None, inf]))", `${asRead}inf - at \`$.row[2]\``],
  ["encode_frame(Sample(inner=Inner(x=nan)))", `${asRead}nan - at \`$.inner.x\``],
  ["encode_frame(Sample(free=(1,), share=nan))", `${asRead}nan - at \`$.share\``],
  ["encode_frame(Sample(share=2**53 + 1))", `${asRead}9007199254740993 - at \`$.share\``],
  ["encode_frame(Sample(name=b'abc'))", `${asRead}b'abc' - at \`$.name\``],
  ["encode_frame(Sample(name=date(2025, 3, 14)))", `${asRead}datetime.date(2025, 3, 14) - at \`$.name\``],
  ["encode_frame(Sample(names={'a'}))", `${asRead}{'a'} - at \`$.names\``],
  ["encode_frame(Sample(names=['a', b'b']))", `${asRead}b'b' - at \`$.names[1]\``],
  ["encode_frame(Sample(inner={'x': 1.0}))", `${asRead}{'x': 1.0} - at \`$.inner\``],
  ["encode_frame(Sample(inner=Wider(x=1.0, y=2)))", `${asRead}Wider(x=1.0, y=2) - at \`$.inner\``],
  ["encode_frame(Sample(name=b'a' * 99))", `${asRead}b'${"a".repeat(61)}… - at \`$.name\``],
  ["encode_frame(Sample(free={nan}))", "Expected a number that both ends can hold - at `$.free[0]`"],
  [
    "encode_frame(Sample(name='\\ud800'))",
    /^Expected a value that has a JSON text: .*surrogates not allowed/,
  ],
  ["encode_frame(Plain(free=object()))", /^Expected a value that has a JSON text: .*object is unsupported/],
  ["encode_frame(Plain(free=nested(3000)))", "Expected less nesting"],
  ["Sample(free=object())", /^Expected a value that has a JSON text: .*object is unsupported/],
  ["Sample(free=nested(3000))", "Expected less nesting"],
  ["encode_frame({'kind': 'sample'})", "Expected a struct of the protocol, got `dict`"],
  ["encode_frame(WiderPlain(y=2))", `${asRead}WiderPlain(free=UNSET, y=2) - at \`$\``],
  ['decode_frame(\'{"kind":"plain","free":"\\ud800"}\')', /^Expected UTF-8: .*surrogates not allowed/],
  ["encode_frame(None)", "Expected a struct of the protocol, got `NoneType`"],
  ["frame_from_dict([])", "Expected `object`, got `list`"],
  ["frame_from_dict(None)", "Expected `object`, got `NoneType`"],
  ["frame_from_dict({'kind': 1, 'free': '\\ud800'})", /^Expected a value that has a JSON text: /],
  ["frame_from_dict({'kind': 'sample', 'share': nan})", "Expected a finite number, got nan - at `$.share`"],
  [
    "frame_from_dict({'kind': 'plain', 'free': [{'a': -inf}]})",
    "Expected a finite number, got -inf - at `$.free[0].a`",
  ],
  ["frame_from_dict({'kind': 'plain', 'free': object()})", /^Expected a value that has a JSON text: /],
  ["frame_from_dict({'kind': 'sample', 'tree': nested(3000)})", "Expected less nesting"],
  ["decode_frame('{\"kind\":\"sample\",\"tree\":' + '[' * 3000 + ']' * 3000 + '}')", "Expected less nesting"],
  [
    "encode_frame(decode_frame('{\"kind\":\"sample\",\"tree\":' + '[' * 800 + ']' * 800 + '}'))",
    "Expected nesting of at most 512 levels",
  ],
  ["decode_frame('{\"kind\":\"' + 'k' * 99 + '\"}')", `Unknown kind 'k${"k".repeat(61)}… - at \`$.kind\``],
  [
    'decode_frame(\'{"kind":"sample","pick":"\' + "p" * 99 + \'"}\')',
    `Invalid enum value 'p${"p".repeat(61)}… - at \`$.pick\``,
  ],
  [
    "frame_from_dict({'kind': 'sample', 'pick': 'p' * 99})",
    `Invalid enum value 'p${"p".repeat(61)}… - at \`$.pick\``,
  ],
  ["Sample(any='p' * 99)", `Invalid enum value 'p${"p".repeat(61)}… - at \`$.any\``],
  ["Sample(any=1)", "Invalid enum value 1 - at `$.any`"],
  ["Sample(ttl=nan)", "Expected a finite number, got `nan` - at `$.ttl`"],
  ["Sample(ttl=0.25)", "Expected number that's a multiple of 0.1 - at `$.ttl`"],
];

const program = `
import json, sys
from collections import OrderedDict
from datetime import date
from math import inf, nan
sys.path.insert(0, sys.argv[1])
import msgspec
from samples import Inner, Plain, Sample, decode_frame, encode_frame, frame_from_dict

class Texts(list): pass
class Wider(Inner, kw_only=True):
    y: int
class WiderPlain(Plain, kw_only=True):
    y: int

def nested(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value

for line in sys.stdin:
    expression = json.loads(line)
    try:
        made = eval(expression)
        print(json.dumps(["made", made.decode() if isinstance(made, bytes) else repr(made)]))
    except msgspec.MsgspecError as error:
        print(json.dumps(["msgspec", str(error)]))
    except ValueError as error:
        print(json.dumps(["ValueError", str(error)]))
    except Exception as error:
        print(json.dumps([type(error).__name__, str(error)]))
`;

test("what leaves is what it is read as", async (context) => {
  needPython(context, "msgspec");
  const answers = await outcomes(encoded.map(([fields]) => `encode_frame(Sample(${fields}))`));
  expect(answers).toEqual(encoded.map(([, text]) => ["made", text]));
});

test("what would not is refused with its place, by an error of msgspec", async (context) => {
  needPython(context, "msgspec");
  const answers = await outcomes(refused.map(([expression]) => expression));
  const wanted = refused.map(([expression, message]) => [
    // A struct is made without msgspec.
    expression.startsWith("Sample") ? "ValueError" : "msgspec",
    typeof message === "string" ? message : expect.stringMatching(message),
  ]);
  expect(answers).toEqual(wanted);
});

async function outcomes(expressions: readonly string[]): Promise<[string, string][]> {
  const folder = temporaryFolder({ "s.json": schema });
  const { files } = await generate({
    inputs: ["s.json"],
    workingFolder: folder,
    targets: ["python"],
    tag: "kind",
    targetOptions: { python: { package: "samples" } },
  });
  writeFiles(folder, Object.fromEntries(files));
  const lines = expressions.map((expression) => `${JSON.stringify(expression)}\n`);
  const output = runPython(["-c", program, join(folder, "python")], lines.join(""));
  return output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as [string, string]);
}
