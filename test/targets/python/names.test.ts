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
