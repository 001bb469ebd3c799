import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { packagePath, packageVersion } from "../../generator/package.js";
import { compilerErrors, temporaryFolder, writeFiles } from "../support/project.js";
import { filesIn, framewright, stampsIn } from "./commandLine.js";

const written = [
  ".github/workflows/framewright.yml",
  "package.json",
  "schema/events.schema.json",
  "schema/protocol.json",
];

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

describe("init", () => {
  it("gives an empty folder a project in which generate and check work at once", () => {
    const folder = temporaryFolder();
    const { exitCode, stdout, stderr } = framewright(folder, "init");
    expect(exitCode).toBe(0);
    expect(filesIn(folder)).toEqual(written);
    for (const file of written) expect(stdout + stderr).toContain(file);
    expect(JSON.parse(read(folder, "package.json"))).toMatchObject({
      type: "module",
      scripts: { generate: "framewright generate", check: "framewright check" },
      devDependencies: { framewright: `^${packageVersion()}` },
    });
    expect(framewright(folder, "generate")).toMatchObject({ exitCode: 0, stderr: "" });
    const check = framewright(folder, "check");
    expect(check).toMatchObject({ exitCode: 0, stderr: "" });
    expect(check.stdout).toMatch(/^No drift: \d+ files in generated as the schema says\.\n$/);
    expect(compilerErrors(join(folder, "generated"))).toBe("");
  });

  it("changes nothing the second time", () => {
    const folder = temporaryFolder();
    framewright(folder, "init");
    const before = stampsIn(folder);
    const { exitCode, stdout } = framewright(folder, "init");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Wrote 0 files\./);
    expect(stampsIn(folder)).toEqual(before);
  });

  it("keeps files that are there, and adds those that are not", () => {
    const folder = temporaryFolder({
      "schema/protocol.json": "mine\n",
      ".github/workflows/framewright.yml": "mine\n",
    });
    expect(framewright(folder, "init").exitCode).toBe(0);
    // The schema of the starter belongs to its manifest.
    expect(filesIn(folder)).toEqual(written.filter((file) => file !== "schema/events.schema.json"));
    expect(read(folder, "schema/protocol.json")).toBe("mine\n");
    expect(read(folder, ".github/workflows/framewright.yml")).toBe("mine\n");
  });

  it("adds scripts to a package.json, and leaves the rest as it is", () => {
    const text =
      '{\n\t"version": "1.0.0",\n\t"name": "mine",\n\t"scripts": {\n\t\t"check": "my own",\n\t\t"a": "b"\n\t},\n\t"z": [1]\n}\n';
    const folder = temporaryFolder({ "package.json": text });
    expect(framewright(folder, "init").exitCode).toBe(0);
    const after = read(folder, "package.json");
    const { devDependencies, ...rest } = JSON.parse(after) as Record<string, unknown>;
    expect(devDependencies).toEqual({ framewright: `^${packageVersion()}` });
    expect(rest).toEqual({
      version: "1.0.0",
      name: "mine",
      scripts: { check: "my own", a: "b", generate: "framewright generate" },
      z: [1],
    });
    expect(Object.keys(rest)).toEqual(["version", "name", "scripts", "z"]);
    expect(after).toMatch(/^{\n\t"version": "1\.0\.0",\n\t"name"/);
  });

  it("does not list framewright again where the project depends on it", () => {
    const folder = temporaryFolder({ "package.json": { dependencies: { framewright: "file:../x" } } });
    expect(framewright(folder, "init").exitCode).toBe(0);
    expect(JSON.parse(read(folder, "package.json"))).toEqual({
      type: "module",
      dependencies: { framewright: "file:../x" },
      scripts: { generate: "framewright generate", check: "framewright check" },
    });
  });

  it("keeps the line ends of package.json", () => {
    const folder = temporaryFolder({ "package.json": '{\r\n  "name": "mine"\r\n}\r\n' });
    expect(framewright(folder, "init").exitCode).toBe(0);
    expect(read(folder, "package.json")).not.toMatch(/(?<!\r)\n/);
  });

  it("points the manifest at the schema of manifests, as it is installed", () => {
    const folder = temporaryFolder();
    framewright(folder, "init");
    const { $schema } = JSON.parse(read(folder, "schema/protocol.json")) as { $schema: string };
    const installed = posix.join("schema", $schema);
    const { exports, files } = JSON.parse(readFileSync(packagePath("package.json"), "utf8")) as {
      exports: Record<string, unknown>;
      files: string[];
    };
    const shipped = installed.replace(/^node_modules\/framewright\//, "");
    expect(shipped).not.toBe(installed);
    expect(existsSync(packagePath(shipped))).toBe(true);
    expect(files.some((path) => shipped === path || dirname(shipped).startsWith(path))).toBe(true);
    expect(exports["./manifest.schema.json"]).toBe(`./${shipped}`);
  });

  it("checks for drift in the workflow that it writes", () => {
    const folder = temporaryFolder();
    framewright(folder, "init");
    expect(read(folder, ".github/workflows/framewright.yml")).toMatch(/^ +- run: npx framewright check\b/m);
  });

  it.each(["{ broken", "null", "[]", '"text"'])(
    "refuses a package.json that is %s, and writes nothing",
    (text) => {
      const folder = temporaryFolder({ "package.json": text });
      const { exitCode, stderr } = framewright(folder, "init");
      expect(exitCode).toBe(2);
      expect(stderr).toContain("package.json");
      expect(stderr).not.toMatch(/^ +at /m);
      expect(filesIn(folder)).toEqual(["package.json"]);
      expect(read(folder, "package.json")).toBe(text);
    },
  );

  it("refuses a file in place of a folder, by name", () => {
    const folder = temporaryFolder({ schema: "a file\n" });
    const { exitCode, stderr } = framewright(folder, "init");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error[output-unwritable]");
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("works in a folder of any name", () => {
    const folder = join(temporaryFolder(), "Größe & Co");
    mkdirSync(folder);
    writeFiles(folder, { "notes.txt": "mine\n" });
    expect(framewright(folder, "init").exitCode).toBe(0);
    expect(framewright(folder, "lint")).toMatchObject({ exitCode: 0, stderr: "" });
  });
});
