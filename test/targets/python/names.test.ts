import { describe, expect, test } from "vitest";
import { DiagnosticsError, generate } from "../../../generator/index.js";
import {
  attributeName,
  isPackageName,
  packageName,
  typeName,
  valueName,
} from "../../../generator/targets/python/names.js";
import { snakeName } from "../../../generator/targets/python/words.js";
import { needPython, runPython } from "../../interop/python.js";
import { temporaryFolder } from "../../support/project.js";

describe("names in Python", () => {
  test.each([
    ["runPath", "run_path"],
    ["RunPath", "run_path"],
    ["run-path", "run_path"],
    ["HTTPServer2", "http_server2"],
    ["__init__", "init"],
    ["_private", "private"],
    ["2nd", "n2nd"],
    ["\ufb01le", "file"],
    ["名前", "名前"],
  ])("%s is %s", (text, name) => {
    expect(snakeName(text)).toBe(name);
  });

  test.each(["", "-", "__", "\u200b", "💥"])("nothing can be made of %j", (text) => {
    expect(snakeName(text)).toBeUndefined();
    expect(attributeName(text, "field_3", new Set())).toBe("field_3");
  });

  test("keywords, and what annotations mention, get an underscore", () => {
    const names = ["class", "None", "str", "field", "type", "id", "l", "名"];
    const found = names.map((name) => attributeName(name, "x", new Set(["名"])));
    expect(found).toEqual(["class_", "none", "str_", "field_", "type", "id", "l_", "名_"]);
  });

  test("functions and parameters hide no built-in", () => {
    expect(["id", "type", "from", "list"].map((name) => valueName(name, "x"))).toEqual([
      "id_",
      "type_",
      "from_",
      "list_",
    ]);
  });

  test("classes hide no exception and nothing that is imported", () => {
    const names = ["Warning", "Any", "ConnectionError", "_3D", "Event"];
    expect(names.map(typeName)).toEqual(["WarningType", "AnyType", "ConnectionErrorType", "Type3D", "Event"]);
  });

  test("packages hide no module", () => {
    expect(["json", "msgspec", "exlab-events", "名"].map(packageName)).toEqual([
      "json_",
      "msgspec_",
      "exlab_events",
      "frames",
    ]);
  });

  test("no package has the name of a module that Python brings", (context) => {
    needPython(context, "sys");
    const program = "import sys; print(' '.join(sys.stdlib_module_names))";
    const modules = runPython(["-c", program]).trim().split(" ");
    expect(modules.length).toBeGreaterThan(200);
    expect(modules.filter(isPackageName)).toEqual([]);
    expect(modules.map(packageName).filter((name) => modules.includes(name))).toEqual([]);
  });
});

const frame = (name: string, properties: object = {}) => ({
  title: name,
  type: "object",
  properties: { kind: { const: name }, ...properties },
  required: ["kind"],
});

test.each([
  ["fields", { oneOf: [frame("A", { runPath: {}, run_path: {} }), frame("B")] }, /`run_path`/],
  ["classes", { oneOf: [frame("Warning"), frame("WarningType")] }, /`WarningType`/],
  [
    "inner classes",
    { oneOf: [frame("Foo", { bar: { properties: { a: {} }, type: "object" } }), frame("FooBar")] },
    /`FooBar`/,
  ],
])("two %s of one name are an error that names both", async (_, schema, words) => {
  const workingFolder = temporaryFolder({ "s.json": schema });
  const made = generate({ inputs: ["s.json"], workingFolder, targets: ["python"] });
  const error = (await made.catch((one) => one)) as DiagnosticsError;
  expect(error).toBeInstanceOf(DiagnosticsError);
  const [{ code, message, pointer } = { code: "", message: "", pointer: "" }] = error.diagnostics;
  expect([code, message]).toEqual(["name-collision", expect.stringMatching(words)]);
  expect(message).toContain("s.json#/oneOf/");
  expect(pointer).toContain("/oneOf/");
});

const twoUnions = (first: string, second: string) => ({
  "s.json": {
    $defs: {
      A: frame("A"),
      B: frame("B"),
      [first]: { oneOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }] },
      [second]: { oneOf: [{ $ref: "#/$defs/B" }, { $ref: "#/$defs/A" }] },
    },
  },
});
const channels = (all: Record<string, string>) => ({
  "s.json": { oneOf: [frame("A"), frame("B")], title: "Event" },
  "protocol.json": {
    name: "p",
    version: "1.0.0",
    tag: "kind",
    channels: Object.fromEntries(
      Object.entries(all).map(([name, path]) => [name, { path, serverToClient: { $ref: "s.json" } }]),
    ),
  },
});

test.each([
  [
    "codecs",
    twoUnions("MyHTTPEvent", "MyHttpEvent"),
    "This and s.json#/$defs/MyHTTPEvent would both be named `MY_HTTP_EVENT_CODEC` in Python: rename one of the two.",
    "/$defs/MyHttpEvent",
  ],
  [
    "functions",
    twoUnions("DecodeThis", "ThisFromDict"),
    "This and s.json#/$defs/DecodeThis would both be named `decode_this_from_dict` in Python: rename one of the two.",
    "/$defs/ThisFromDict",
  ],
  [
    "channels",
    channels({ "my-chan": "/a", myChan: "/b" }),
    "The channel `myChan` and the channel `my-chan` at protocol.json#/channels/my-chan would both be named `my_chan` in Python: rename one of the two.",
    "/channels/myChan",
  ],
  [
    "parameters",
    channels({ c: "/a/{id}/{Id}" }),
    "The parameter `Id` and the parameter `id` at protocol.json#/channels/c/path would both be named `id_` in Python: rename one of the two.",
    "/channels/c/path",
  ],
])("two %s of one name are an error that names both, and the place", async (_, files, words, place) => {
  const inputs = ["protocol.json" in files ? "protocol.json" : "s.json"];
  const made = generate({ inputs, workingFolder: temporaryFolder(files), targets: ["python"] });
  const error = (await made.catch((one) => one)) as DiagnosticsError;
  expect(error).toBeInstanceOf(DiagnosticsError);
  const [{ code, message, pointer } = { code: "", message: "", pointer: "" }] = error.diagnostics;
  expect([code, message, pointer]).toEqual(["name-collision", words, place]);
});

test("checks, which nobody else knows, share no name", async () => {
  const unique = { type: "array", items: { type: "integer" }, uniqueItems: true };
  const inner = { anyOf: [unique, { type: "array", minItems: 9 }] };
  const $defs = { MyHTTPPart: inner, MyHttpPart: inner, MyHTTPFrame: frame("B", { unique }) };
  const field = (name: string) => ({ not: { $ref: `#/$defs/${name}` } });
  const parts = { first: field("MyHTTPPart"), second: field("MyHttpPart"), unique };
  const schema = { $defs, oneOf: [frame("MyHttpFrame", parts), { $ref: "#/$defs/MyHTTPFrame" }] };
  const workingFolder = temporaryFolder({ "s.json": schema });
  const targetOptions = { python: { package: "p" } };
  const { files } = await generate({ inputs: ["s.json"], workingFolder, targets: ["python"], targetOptions });
  const names = (files.get("python/p/_checks.py") ?? "").match(/^\w+(?=: Final)/gm);
  expect(names).toEqual(["whole_my_http_part", "whole_my_http_part_2", "my_http_frame", "my_http_frame_2"]);
});

test.each([
  [{ package: "json" }, /must be a name/],
  [{ package: "a-b" }, /must be a name/],
  [{ packages: "a" }, /no option/],
])("an option that is wrong is refused: %j", async (python, words) => {
  const workingFolder = temporaryFolder({ "s.json": { oneOf: [frame("A"), frame("B")] } });
  const made = generate({
    inputs: ["s.json"],
    workingFolder,
    targets: ["python"],
    targetOptions: { python: python as Record<string, string> },
  });
  await expect(made).rejects.toThrow(words);
});

test("a tag that msgspec would not find is refused", async () => {
  const [first, second] = ["a", "b"].map((kind) => ({
    title: `Of ${kind}`,
    type: "object",
    properties: { é: { const: kind } },
    required: ["é"],
  }));
  const workingFolder = temporaryFolder({ "s.json": { oneOf: [first, second] } });
  const made = generate({ inputs: ["s.json"], workingFolder, targets: ["python"] });
  await expect(made).rejects.toThrow('msgspec does not find the tag "é" where it is escaped');
});
