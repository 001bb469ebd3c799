import { join } from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import { type Diagnostic, DiagnosticsError, generate } from "../../../generator/index.js";
import { needPython, runPython } from "../../interop/python.js";
import { golden, goldenNames, goldenOptions } from "../../support/golden.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";

/* What is generated passes the linter, the formatter and the type checker of Python, and msgspec takes it. */

const rules = "E,F,W,I,N,UP,ANN,RUF,B,C4,SIM,PIE,PYI,RET,PERF";
/** Any is what free-form is; a long line is a long text; not every script has capitals. */
const exceptions = (folder: string) => [
  "--ignore=E501,ANN401",
  `--per-file-ignores=${folder}/names_that_meet/*.py:N801`,
];

const names = goldenNames.filter((name) => !name.startsWith("refused"));
const refused = ["hostile-kinds-and-keys"];

test("the default protocol is documented as well as it is typed", (context) => {
  needPython(context, "ruff");
  const folder = join(golden, "../../generated/python");
  const documented = ["--select=D", "--ignore=D203,D205,D213"];
  expect(ruff(["check", ...documented, folder])).toBe("All checks passed!");
  expect(ruff(["check", `--select=${rules}`, ...exceptions(folder), folder])).toBe("All checks passed!");
  expect(ruff(["format", "--check", folder])).toMatch(/^\d+ files already formatted$/);
});

describe("of every golden case", () => {
  test("ruff has nothing to say", async (context) => {
    const folder = await packages(context, "ruff");
    expect(ruff(["check", `--select=${rules}`, ...exceptions(folder), folder])).toBe("All checks passed!");
    expect(ruff(["format", "--check", folder])).toMatch(/^\d+ files already formatted$/);
  });

  test("mypy has nothing to say", async (context) => {
    const folder = await packages(context, "mypy", "msgspec");
    const found = runPython(["-m", "mypy", "--strict", "--cache-dir", join(folder, ".cache"), folder]);
    expect(found.trim()).toMatch(/^Success: no issues found in \d+ source files$/);
  }, 300_000);

  test("pyright has nothing to say where it is strict", async (context) => {
    const folder = await packages(context, "pyright", "msgspec");
    writeFiles(folder, { "pyrightconfig.json": '{ "typeCheckingMode": "strict", "pythonVersion": "3.10" }' });
    const interpreter = runPython(["-c", "import sys; print(sys.executable)"]).trim();
    const found = runPython(["-m", "pyright", "--outputjson", "--pythonpath", interpreter, "-p", folder]);
    const { generalDiagnostics, summary } = JSON.parse(found.slice(found.indexOf("{")));
    expect(generalDiagnostics).toEqual([]);
    expect(summary.filesAnalyzed).toBeGreaterThan(names.length * 5);
  }, 300_000);

  test("msgspec takes every class and every union", async (context) => {
    const folder = await packages(context, "msgspec");
    const modules = names.filter((name) => !refused.includes(name)).map(moduleName);
    const statements = modules.map((name) => `import ${name}`).join("\n");
    const program = `import sys; sys.path.insert(0, sys.argv[1])\n${statements}\nprint("all imported")`;
    expect(runPython(["-c", program, folder])).toBe("all imported\n");
  });
});

test.each(refused)("%s is refused, as msgspec can't have it", async (name) => {
  const error = await outcome(name).catch((one) => one);
  expect(error).toBeInstanceOf(DiagnosticsError);
  const codes = (error as DiagnosticsError).diagnostics.map(({ code }: Diagnostic) => code);
  expect(codes).toContain("target-unsupported");
});

function moduleName(name: string): string {
  return name.replaceAll("-", "_");
}

function outcome(name: string) {
  const targetOptions = { python: { package: moduleName(name) } };
  return generate({ ...goldenOptions(name), targets: ["python"], targetOptions });
}

/** The packages of all golden cases, side by side in a folder. */
async function packages(context: TestContext, ...modules: readonly string[]): Promise<string> {
  needPython(context, ...modules);
  const folder = temporaryFolder();
  for (const name of names.filter((one) => !refused.includes(one))) {
    const { files } = await outcome(name);
    writeFiles(
      folder,
      Object.fromEntries([...files].map(([path, text]) => [path.replace("python/", ""), text])),
    );
  }
  return folder;
}

function ruff(words: readonly string[]): string {
  const [command = "", ...rest] = words;
  return runPython([
    "-m",
    "ruff",
    command,
    "--isolated",
    "--no-cache",
    "--target-version=py310",
    ...rest,
  ]).trim();
}
