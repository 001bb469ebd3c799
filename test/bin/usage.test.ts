import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageVersion } from "../../generator/package.js";
import { temporaryFolder } from "../support/project.js";
import { framewright, framewrightWith, protocol, startFramewright } from "./commandLine.js";

describe("exit codes", () => {
  it("is 0 where there is nothing wrong", () => {
    expect(framewright(temporaryFolder(protocol), "lint")).toEqual({
      exitCode: 0,
      stdout: "No problems: 2 kinds of frame in 2 files.\n",
      stderr: "",
    });
  });

  it("is 1 where there are findings, which are results and have no colours off a terminal", () => {
    const { exitCode, stdout, stderr } = framewright(temporaryFolder(protocol), "check");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("generated/ts/index.ts");
    expect(stdout).not.toContain("\u001b");
    expect(stderr).toBe("");
  });

  it("is 2 where the schema is wrong, which is a message", () => {
    const folder = temporaryFolder({ ...protocol, "schema/events.schema.json": "{ ]" });
    const { exitCode, stdout, stderr } = framewright(folder, "lint");
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^schema\/events\.schema\.json:1:3: error\[json-syntax\] /);
    expect(stderr).not.toContain("\u001b");
  });

  it.each([
    ["no command", []],
    ["an unknown command", ["chekc"]],
    ["an unknown flag", ["generate", "--nope"]],
    ["a flag of another command", ["lint", "--out", "elsewhere"]],
    ["a flag without its value", ["generate", "--out"]],
    ["an unknown format", ["check", "--format", "xml"]],
    ["an argument that a command does not take", ["init", "here"]],
    ["a file that is not there", ["generate", "nowhere.json"]],
    ["no schema folder", ["generate"]],
    ["a folder for a schema", ["lint", "."]],
  ])("is 2 for %s, with a message and no result", (_, words) => {
    const { exitCode, stdout, stderr } = framewright(temporaryFolder(), ...words);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("suggests the command that was meant", () => {
    expect(framewright(temporaryFolder(), "chekc").stderr).toContain("Did you mean check?");
  });
});

describe("help and version", () => {
  it("prints the version", () => {
    const expected = { exitCode: 0, stdout: `${packageVersion()}\n`, stderr: "" };
    expect(framewright(temporaryFolder(), "--version")).toEqual(expected);
  });

  it("tells of every command", () => {
    const { exitCode, stdout, stderr } = framewright(temporaryFolder(), "--help");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    for (const name of ["generate", "check", "lint", "init"])
      expect(stdout).toMatch(new RegExp(`^ +${name} `, "m"));
  });

  it("tells of every flag, with choices and defaults", () => {
    const { exitCode, stdout } = framewright(temporaryFolder(), "generate", "--help");
    expect(exitCode).toBe(0);
    const flags = [...stdout.matchAll(/^ +(?:-h, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect(flags.sort()).toEqual(
      [
        "--assert-formats",
        "--dialect",
        "--allow-pattern",
        "--dry-run",
        "--force",
        "--format",
        "--help",
        "--import-extension",
        "--out",
        "--remote",
        "--schema-root",
        "--tag",
        "--target",
        "--target-option",
        "--watch",
      ].sort(),
    );
    expect(stdout.replace(/\s+/g, " ")).toContain("(js|ts|none; default: js)");
  });

  it.each([[["--help"]], [["--version"]], [["help", "check"]], [["generate", "--help"]], [["nope"]]])(
    "loads no compiler for %j",
    (words) => {
      const loaded = modulesLoadedBy(temporaryFolder(), ...words);
      expect(loaded).toContain("/commander/");
      expect(loaded).not.toMatch(/ts-morph|quicktype-core|node_modules\/typescript/);
    },
  );

  it("would see the compiler being loaded, and quicktype where another language is asked for", () => {
    const loaded = modulesLoadedBy(temporaryFolder(protocol), "generate");
    expect(loaded).toContain("/node_modules/ts-morph/");
    expect(loaded).not.toContain("/node_modules/quicktype-core/");
    const others = modulesLoadedBy(temporaryFolder(protocol), "generate", "--target", "go");
    expect(others).toContain("/node_modules/quicktype-core/");
    expect(others).not.toContain("/node_modules/ts-morph/");
  });
});

describe("what is printed", () => {
  it("may be cut off by the program that reads it", async () => {
    const running = startFramewright(temporaryFolder(protocol), "lint");
    running.process.stdout?.destroy();
    expect((await running.finished).stderr).toBe("");
  });

  it("is one JSON document with --format json, whatever comes of it", () => {
    const folder = temporaryFolder({ ...protocol, "bad.json": "{" });
    expect(JSON.parse(framewright(folder, "lint", "--format", "json").stdout)).toMatchObject({
      diagnostics: [],
    });
    const wrong = framewright(folder, "lint", "--format", "json", "bad.json");
    expect(wrong).toMatchObject({ exitCode: 2, stderr: "" });
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      diagnostics: [{ code: "json-syntax", severity: "error", file: "bad.json", line: 1 }],
    });
  });

  it("is an annotation of the schema with --format github", () => {
    const folder = temporaryFolder({ "a,b.json": '{\n  "type": 7\n}' });
    const { exitCode, stdout } = framewright(folder, "lint", "--format", "github", "a,b.json");
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^::error file=a%2Cb\.json,line=2,col=\d+,title=schema-invalid::`type` must be /m);
  });
});

/** The addresses of all modules that a command loads, by `import` or by `require`. */
function modulesLoadedBy(folder: string, ...words: readonly string[]): string {
  const record = join(folder, "modules.txt");
  const hooks = `
    import { appendFileSync } from "node:fs";
    export async function resolve(specifier, context, next) {
      const resolved = await next(specifier, context);
      appendFileSync(${JSON.stringify(record)}, specifier + " " + resolved.url + "\\n");
      return resolved;
    }`;
  const start = `
    import { appendFileSync } from "node:fs";
    import Module, { register } from "node:module";
    process.on("exit", () => appendFileSync(${JSON.stringify(record)}, Object.keys(Module._cache).join("\\n")));
    register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
  const nodeFlags = ["--import", `data:text/javascript,${encodeURIComponent(start)}`];
  framewrightWith({ nodeFlags }, folder, ...words);
  return readFileSync(record, "utf8");
}
