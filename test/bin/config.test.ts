import { describe, expect, it } from "vitest";
import { settings } from "../../generator/config.js";
import { temporaryFolder, writeFiles } from "../support/project.js";
import { filesIn, framewright, protocol, textsIn } from "./commandLine.js";

const config = "framewright.config.json";

describe("where a setting comes from", () => {
  it("is the command line, then the configuration file, then package.json, then the default", () => {
    const folder = temporaryFolder();
    const missing = (...words: string[]) =>
      /no file (\S+):/.exec(framewright(folder, "lint", ...words).stderr)?.[1];
    expect(missing()).toBe("schema/protocol.json");
    writeFiles(folder, { "package.json": { framewright: { input: "package.schema.json" } } });
    expect(missing()).toBe("package.schema.json");
    writeFiles(folder, { [config]: { input: ["config.schema.json"] } });
    expect(missing()).toBe("config.schema.json");
    expect(missing("flag.schema.json")).toBe("flag.schema.json");
  });

  it("is found for each setting by itself", () => {
    const folder = temporaryFolder({
      "package.json": { framewright: { out: "p", tag: "p", importExtension: "none", schemaRoot: "p" } },
      [config]: { out: "c", tag: "c", importExtension: "ts" },
    });
    expect(settings({ out: "f", tag: undefined }, folder)).toEqual({
      out: "f",
      tag: "c",
      importExtension: "ts",
      schemaRoot: "p",
      assertFormats: false,
      dialect: "2020-12",
      input: ["schema/protocol.json"],
      target: ["ts"],
    });
  });

  it("may be a flag without a value, which stands for true", () => {
    const folder = temporaryFolder(protocol);
    expect(framewright(folder, "lint", "--assert-formats")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(settings({ assertFormats: true }, folder).assertFormats).toBe(true);
    expect(settings({ assertFormats: undefined }, folder).assertFormats).toBe(false);
  });

  it("decides where the output goes", () => {
    const folder = temporaryFolder({
      ...protocol,
      "package.json": { framewright: { out: "from-package" } },
      [config]: { $schema: "./any.json", out: "from/config", importExtension: "none", target: "ts" },
    });
    expect(framewright(folder, "generate").stdout).toMatch(/ in from\/config; 0 already up to date\.\n$/);
    expect(filesIn(folder)).toContain("from/config/ts/index.ts");
  });

  it("may be the tag and the schema root", () => {
    const frame = (kind: string) => ({
      type: "object",
      properties: { op: { const: kind } },
      required: ["op"],
    });
    const folder = temporaryFolder({
      "apis/one/events.json": { title: "Event", oneOf: [{ $ref: "../a.json" }, { $ref: "../b.json" }] },
      "apis/a.json": { title: "A", ...frame("a") },
      "apis/b.json": { title: "B", ...frame("b") },
      [config]: { input: ["apis/one/events.json"], schemaRoot: "apis", tag: "op" },
    });
    expect(framewright(folder, "lint")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(framewright(folder, "lint", "--tag", "kind").exitCode).toBe(2);
  });
});

describe("the dialect", () => {
  it("is that of schemas which don't say theirs", () => {
    const properties = { kind: { const: "a" }, pair: { items: [{ type: "string" }] } };
    const folder = temporaryFolder({ "a.json": { type: "object", properties, required: ["kind"] } });
    expect(framewright(folder, "lint", "a.json", "--dialect", "draft-07")).toMatchObject({
      exitCode: 0,
      stderr: "",
    });
    expect(framewright(folder, "lint", "a.json").stderr).toContain("`prefixItems` in 2020-12");
  });
});

describe("remotes", () => {
  const event = {
    type: "object",
    properties: {
      kind: { const: "a" },
      b: { $ref: "https://b.example/b.json" },
      c: { $ref: "urn:c:c.json" },
    },
    required: ["kind"],
  };
  const files = { "schema/event.json": event, "schema/b/b.json": {}, "schema/c/c.json": {} };
  const words = ["lint", "schema/event.json"];

  it("are flags, each of them once more", () => {
    const folder = temporaryFolder(files);
    const b = ["--remote", "https://b.example/=schema/b"];
    expect(framewright(folder, ...words, ...b, "--remote", "urn:c:=schema/c")).toMatchObject({
      exitCode: 0,
      stdout: "No problems: 1 kind of frame in 3 files.\n",
      stderr: "",
    });
    expect(framewright(folder, ...words, ...b).stderr).toContain("error[ref-not-found]");
    const broken = framewright(folder, ...words, "--remote", "https://b.example/");
    expect(broken).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^the command line: error\[config-/),
    });
  });

  it("are an object in a configuration file", () => {
    const remotes = { "https://b.example/": "schema/b", "urn:c:": "schema/c" };
    const folder = temporaryFolder({ ...files, [config]: { remotes } });
    expect(framewright(folder, ...words)).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("options of a target", () => {
  it("are flags, each of them once more, or an object in a configuration file", () => {
    const folder = temporaryFolder({
      ...protocol,
      [config]: { target: "go", targetOptions: { go: { package: "events" } } },
    });
    expect(framewright(folder, "generate").exitCode).toBe(0);
    expect(textsIn(folder)["generated/go/frames.go"]).toContain("\npackage events\n");
    const words = ["--target-option", "go.package=other", "--target-option", "rust.derive-debug=false"];
    expect(framewright(folder, "generate", ...words, "--target", "go,rust").exitCode).toBe(0);
    expect(textsIn(folder)["generated/go/frames.go"]).toContain("\npackage other\n");
    expect(textsIn(folder)["generated/rust/frames.rs"]).toContain("#[derive(Clone, Serialize, Deserialize)]");
  });

  it("are refused by name where there are none such, and nothing is written", () => {
    const folder = temporaryFolder({
      ...protocol,
      [config]: { target: "go", targetOptions: { go: { pakage: "events" } } },
    });
    expect(framewright(folder, "generate")).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("There is no option `targetOptions.go.pakage`; there are package."),
    });
    expect(filesIn(folder).filter((file) => file.startsWith("generated/"))).toEqual([]);
  });

  it.each([
    ["python.packge=x", "There is no option `targetOptions.python.packge`; there is package."],
    ["python.package=json", "`targetOptions.python.package` must be a name"],
    ["python.package=class", "`targetOptions.python.package` must be a name"],
    ["python.package=_thread", "`targetOptions.python.package` must be a name"],
    ["python.package", "`targetOptions.python.package` must be a name"],
    ["python", "`targetOptions` must be strings, or true or false, by the names of options"],
    ["rust.x=1", "There is no option `targetOptions.rust.x`; there are "],
    ["ts.x=1", "`targetOptions` must be options of targets that have some: python, "],
  ])("are refused of targets that are not generated as well: %s", (option, message) => {
    const folder = temporaryFolder(protocol);
    for (const target of ["ts", "python"]) {
      const words = ["generate", "--target", target, "--target-option", option];
      const { exitCode, stdout, stderr } = framewright(folder, ...words);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toContain(message);
      expect(filesIn(folder).filter((file) => file.startsWith("generated/"))).toEqual([]);
    }
  });
});

describe("a wrong setting", () => {
  it.each([
    ["an unknown name", { outt: "x" }, "`outt`"],
    ["the name of a flag instead of a setting", { "import-extension": "ts" }, "`import-extension`"],
    ["a name that every object has", { constructor: "x" }, "`constructor`"],
    ["a value of another type", { out: 3 }, "`out` must be a string"],
    ["an empty value", { out: "" }, "`out` must be a string"],
    ["nothing to read", { input: [] }, "`input` must be"],
    ["a value that is not one of the choices", { importExtension: "mjs" }, "one of js, ts, none"],
    ["a flag that is neither on nor off", { assertFormats: "yes" }, "`assertFormats` must be true or false"],
    ["a list for a map", { remotes: "schemas" }, "`remotes` must be folders by the beginning of URIs"],
    ["a folder that is no text", { remotes: { "https://a.example/": 1 } }, "`remotes` must be"],
    ["a draft that is not read", { dialect: "draft-04" }, "one of 2020-12, draft-07"],
    [
      "options of a target that has none",
      { targetOptions: { ts: {} } },
      "`targetOptions` must be options of targets that",
    ],
    [
      "options of no target",
      { targetOptions: { package: "x" } },
      "`targetOptions` must be options of targets that",
    ],
    [
      "options that are no object",
      { targetOptions: { go: "x" } },
      "`targetOptions` must be strings, or true or false",
    ],
    [
      "an option that is neither text nor a flag",
      { targetOptions: { go: { package: 1 } } },
      "`targetOptions` must be strings",
    ],
    ["an unknown target", { target: ["ts", "cobol"] }, "`target` must be"],
  ])("is refused by name and file: %s", (_, values, message) => {
    const folder = temporaryFolder({ ...protocol, [config]: values });
    const { exitCode, stdout, stderr } = framewright(folder, "lint");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^framewright\.config\.json: error\[config-invalid\] /);
    expect(stderr).toContain(message);
  });

  it("is reported together with all others, in package.json too", () => {
    const folder = temporaryFolder({
      ...protocol,
      "package.json": { framewright: { a: 1 } },
      [config]: { b: 1, c: 1 },
    });
    const { exitCode, stderr } = framewright(folder, "generate", "--import-extension", "mjs");
    expect(exitCode).toBe(2);
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^the command line: .*`importExtension`|^the command line: .*--import-extension/),
      expect.stringMatching(/^framewright\.config\.json: .*`b`/),
      expect.stringMatching(/^framewright\.config\.json: .*`c`/),
      expect.stringMatching(/^package\.json: .*`a`/),
    ]);
  });

  it.each([
    [config, "{ broken", "json-syntax"],
    [config, "", "json-syntax"],
    [config, "[]", "config-invalid"],
    [config, "null", "config-invalid"],
    ["package.json", "{ broken", "json-syntax"],
    ["package.json", '{ "framewright": 1 }', "config-invalid"],
    ["package.json", "null", "config-invalid"],
  ])("is refused where %s is %j", (file, text, code) => {
    const { exitCode, stderr } = framewright(temporaryFolder({ ...protocol, [file]: text }), "lint");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(new RegExp(`^${file}(:\\d+:\\d+)?: error\\[${code}\\] `));
  });

  it("is not one where package.json begins with a byte order mark, as npm takes that too", () => {
    const folder = temporaryFolder({ ...protocol, "package.json": '\ufeff{ "name": "x" }' });
    expect(framewright(folder, "lint")).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
