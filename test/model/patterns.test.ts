import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { type Diagnostic, DiagnosticsError, generate } from "../../generator/index.js";
import { backtrackingOf } from "../../generator/model/backtracking.js";
import { Patterns } from "../../generator/model/patterns.js";
import { packagePath } from "../../generator/package.js";
import { framewright } from "../bin/commandLine.js";
import { temporaryFolder } from "../support/project.js";

const linear = [
  "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  String.raw`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`,
  String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$`,
  String.raw`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$`,
  String.raw`^[^@\s]+@[^@\s]+$`,
  "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  "^[^/]+(/[^/]+)*$",
  String.raw`^\p{L}[\p{L}\p{N} ]*$`,
  String.raw`^(?!\s*$).+`,
  String.raw`^(?=.*[a-z])(?=.*\d).{8,64}$`,
  String.raw`^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.|$)){4}$`,
  "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  String.raw`^"(?:[^"\\]|\\.)*"$`,
  String.raw`^\S(.*\S)?$`,
  String.raw`^.*\.json$`,
  "^.{1,200}$",
  "^(open|closed)$",
  "^x-",
  "a+",
  "",
];
const exponential = [
  "^(a+)+$",
  "^(a|a)*$",
  "(a|aa)+$",
  "^(ab|ab)*$",
  "^(a|b|ab)*c$",
  String.raw`^(\w+\s?)*$`,
  String.raw`^(\p{L}+)*$`,
  String.raw`^(?:\p{L}|\p{Lu})*$`,
  String.raw`^(\u{1F600}|\u{1F600})*$`,
  "^(a?){40}a{40}$",
  "^(a|a){40}$",
  "^(?:[a-z]{1,40}){1,40}$",
  "^(?=(a+)+$)",
  "^(?!(a+)+$).*",
  "(?<=^(a+)+)$",
  "^(?!.*--)([a-z0-9]+-?)+$",
];
const polynomial: [pattern: string, degree: number][] = [
  ["a*b", 2],
  [String.raw`^\s+|\s+$`, 2],
  ["^(ab)*(ab)*$", 2],
  [String.raw`^\S+@\S+\.\S+$`, 3],
  [".*a.*b.*c", 4],
];

describe("how the time that a pattern takes grows", () => {
  test.each(linear)("with the length: %s", (pattern) => {
    expect(backtrackingOf(pattern)).toEqual({ growth: "linear" });
  });

  test.each(exponential)("exponentially: %s", (pattern) => {
    expect(backtrackingOf(pattern)).toMatchObject({ growth: "exponential" });
  });

  test.each(polynomial)("with a power of the length: %s, %i", (pattern, degree) => {
    expect(backtrackingOf(pattern)).toMatchObject({ growth: "polynomial", degree });
  });

  test.each([String.raw`^(a+)+\1$`, String.raw`^(?<q>["'])[^"']*\k<q>$`, `^(${"ab|".repeat(1000)}c)*$`])(
    "not to be told: %#",
    (pattern) => {
      expect(backtrackingOf(pattern)).toMatchObject({ growth: "unknown" });
    },
  );

  test("not to be told of a megabyte, at once", () => {
    const start = performance.now();
    expect(backtrackingOf(`^(${"a|".repeat(500_000)}b)*$`)).toMatchObject({ growth: "unknown" });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

/** The longest string that the message allows. */
function bound(pattern: string): number {
  const { message = "" } = new Patterns().problem(pattern) ?? {};
  return Number(/at most (\d+)/.exec(message)?.[1]);
}

describe("a pattern that backtracks", () => {
  test("is refused where nothing bounds the string", () => {
    expect(new Patterns().problem("^(a+)+$")).toEqual({
      code: "pattern-unsafe",
      message:
        "`pattern` may take a time that grows exponentially, as with 'a' + 'a'.repeat(31) + '\\x00': limit the string by a `maxLength` of at most 11, write it in another way, or allow it in `allowPatterns`.",
    });
    expect(new Patterns().problem(String.raw`^\s+|\s+$`)?.message).toContain("the power 2 of the length");
    expect(new Patterns().problem(String.raw`^(.+)\1$`)?.message).toContain("it refers back to a group");
  });

  test.each([...exponential.slice(0, 4), ...polynomial.map(([pattern]) => pattern)])(
    "is accepted where `maxLength` bounds it: %s",
    (pattern) => {
      const longest = bound(pattern);
      expect(longest).toBeGreaterThan(5);
      expect(new Patterns().problem(pattern, longest)).toBeUndefined();
      expect(new Patterns().problem(pattern, longest + 1)?.code).toBe("pattern-unsafe");
    },
  );

  test.each([
    ["^(a+)+$", "a", "!"],
    ["^(a|a|a|a|a|a|a|a)*$", "a", "!"],
    ["^(((a*)*)*)*$", "a", "!"],
    ["^(a?a?a?)*$", "a", "!"],
    ["^(a?){40}a{40}$", "a", "!"],
    ["a*b", "a", ""],
    [String.raw`\s*\s*\s*b`, " ", ""],
    [String.raw`^\S+@\S+\.\S+$`, "@.", " "],
  ])("takes less than a second within that bound: %s", (pattern, pump, end) => {
    const text = pump.repeat((bound(pattern) - end.length) / pump.length) + end;
    const start = performance.now();
    expect(new RegExp(pattern, "u").test(text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test("is accepted where it is allowed by name, and only that", () => {
    const patterns = new Patterns(["^(a+)+$", "^a$", "(b+)+c"]);
    expect(patterns.problem("^(a+)+$")).toBeUndefined();
    expect(patterns.problem("^a$")).toBeUndefined();
    expect(patterns.problem("(a+)+")).toBeUndefined();
    expect(patterns.problem("^(b+)+$")?.code).toBe("pattern-unsafe");
    expect(patterns.unused).toEqual(["^a$", "(b+)+c"]);
  });

  test("is allowed no more than to take long", () => {
    expect(new Patterns(["(a"]).problem("(a")?.code).toBe("pattern-invalid");
  });
});

const schema = {
  title: "Note",
  type: "object",
  properties: { kind: { const: "note" }, text: { pattern: "^(a+)+$" }, id: { pattern: "^a$" } },
  required: ["kind"],
};

test("what is allowed without need is told", async () => {
  const workingFolder = temporaryFolder({ "a.json": schema });
  const allowPatterns = ["^(a+)+$", "^a$"];
  const { diagnostics } = await generate({ inputs: ["a.json"], workingFolder, allowPatterns });
  expect(diagnostics.map(({ code, message }): Partial<Diagnostic> => ({ code, message }))).toEqual([
    { code: "pattern-unused", message: '`allowPatterns` has "^a$", which needs no leave: take it out.' },
  ]);
});

test("a refusal has its place", async () => {
  const workingFolder = temporaryFolder({ "a.json": schema });
  const error = await generate({ inputs: ["a.json"], workingFolder }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DiagnosticsError);
  expect((error as DiagnosticsError).diagnostics).toMatchObject([
    { code: "pattern-unsafe", file: "a.json", pointer: "/properties/text/pattern", line: 9 },
  ]);
});

test("the command line has the names from flags or the configuration", () => {
  const files = { "a.json": { ...schema, properties: { ...schema.properties, b: { pattern: "a*b" } } } };
  const folder = temporaryFolder(files);
  expect(framewright(folder, "lint", "a.json", "--allow-pattern", "a*b").exitCode).toBe(2);
  const flags = ["--allow-pattern", "a*b", "--allow-pattern", "^(a+)+$"];
  expect(framewright(folder, "lint", "a.json", ...flags)).toMatchObject({ exitCode: 0, stderr: "" });
  expect(framewright(folder, "generate", "a.json", ...flags).exitCode).toBe(0);
  const config = { "framewright.config.json": { allowPatterns: ["^(a+)+$", "a*b"] } };
  const other = temporaryFolder({ ...files, ...config });
  expect(framewright(other, "lint", "a.json")).toMatchObject({ exitCode: 0, stderr: "" });
});

test("the analyser is loaded by the first pattern that needs it", () => {
  const module = pathToFileURL(packagePath("dist/generator/model/patterns.js")).href;
  const program = `
    import { createRequire } from "node:module";
    const { Patterns } = await import(${JSON.stringify(module)});
    const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("recheck"));
    const states = [isLoaded()];
    for (const pattern of ["^x-", "a*b"]) states.push((new Patterns().problem(pattern), isLoaded()));
    console.log(JSON.stringify(states));`;
  const words = ["--input-type=module", "--eval", program];
  expect(JSON.parse(execFileSync(process.execPath, words, { encoding: "utf8" }))).toEqual([
    false,
    false,
    true,
  ]);
});
