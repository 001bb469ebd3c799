import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, describe, expect, it } from "vitest";
import { packagePath } from "../generator/package.js";
import { pack, run, sharedFolder, type Tarball } from "./support/tarball.js";

describe("the tarball", () => {
  const folder = sharedFolder();
  let tarball: Tarball;

  beforeAll(() => {
    tarball = pack(folder);
  }, 120_000);

  it("holds what runs, what is copied and what is read, and nothing else", () => {
    const built = ["bin", "generator", "generated"]
      .flatMap((part) => filesBelow(part))
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [".js", ".d.ts"].map((extension) => `dist/${file.replace(/\.ts$/, extension)}`));
    const asTheyAre = [
      "bin/framewright.js",
      ...filesBelow("bin/starter"),
      ...filesBelow("generator/runtime"),
      ...filesBelow("generator/targets/python/runtime"),
      "generator/load/manifest.schema.json",
      "package.json",
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      "generator/infer/README.md",
      ...filesBelow("generator/import").filter((file) => file.endsWith(".py")),
    ];
    expect(tarball.contents).toEqual([...built, ...asTheyAre].sort());
  });

  it("passes publint with nothing to say", async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(tarball.file);
    const content = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it("has types that fit its modules at every entry point", () => {
    const attw = packagePath("node_modules/@arethetypeswrong/cli/dist/index.js");
    const flags = ["--profile", "esm-only", "--format", "json", "--no-definitely-typed"];
    const printed = run(folder, process.execPath, [attw, tarball.file, ...flags]);
    const { analysis } = JSON.parse(printed) as { analysis: { entrypoints: object } };
    expect(Object.keys(analysis.entrypoints)).toEqual([
      ".",
      "./generated",
      "./manifest.schema.json",
      "./package.json",
    ]);
  });
});

describe("package-lock.json", () => {
  const lock = JSON.parse(readFileSync(packagePath("package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
  };

  it("names no registry", () => {
    expect(Object.keys(lock.packages).filter((path) => lock.packages[path]?.resolved)).toEqual([]);
  });

  it("has every package that another one asks for, those of other platforms included", () => {
    const missing = Object.entries(lock.packages).flatMap(([path, locked]) =>
      Object.keys({ ...locked.dependencies, ...locked.devDependencies, ...locked.optionalDependencies })
        .filter((name) => !Object.keys(lock.packages).some((other) => other.endsWith(`node_modules/${name}`)))
        .map((name) => `${name}, which ${path || "the project"} depends on`),
    );
    expect(missing).toEqual([]);
  });
});

interface Locked {
  readonly resolved?: string;
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly optionalDependencies?: object;
}

/** The files in a folder of the project, as paths from its root with `/`. */
function filesBelow(folder: string): string[] {
  return readdirSync(packagePath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(packagePath(".").length).replaceAll("\\", "/"))
    .map((path) => path.replace(/^\//, ""));
}
