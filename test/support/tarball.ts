import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { packagePath } from "../../generator/package.js";

/** What `npm publish` would send. */
export interface Tarball {
  readonly file: string;
  /** The files in it, sorted. */
  readonly contents: readonly string[];
}

/** A folder that the tests of one file share; gone when they are over. */
export function sharedFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "framewright-test-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Builds and packs a copy of the project in `folder`.
 *
 * In a copy, because the `dist/` of a work tree may be out of date, and other tests are using it.
 */
export function pack(folder: string): Tarball {
  const copy = join(folder, "project");
  mkdirSync(copy);
  const entries = ["bin", "generator", "generated", "package.json", "tsconfig.json", "tsconfig.build.json"];
  for (const entry of [...entries, "README.md", "LICENSE", "CHANGELOG.md"]) copyIfThere(entry, copy);
  symlinkSync(packagePath("node_modules"), join(copy, "node_modules"), "junction");
  run(copy, "npm", ["run", "build"]);
  const printed = run(copy, "npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder]);
  const [packed] = JSON.parse(printed) as [{ filename: string; files: { path: string }[] }];
  return {
    file: join(folder, packed.filename),
    contents: packed.files.map(({ path }) => path).sort(),
  };
}

/** Runs a program to its end; what it printed, or an error with the beginning of that. */
export function run(folder: string, program: string, words: readonly string[]): string {
  try {
    return execFileSync(program, words, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as { stdout?: string; stderr?: string } & Error;
    throw new Error(`${stdout}${stderr}`.slice(0, 2000) || message);
  }
}

function copyIfThere(entry: string, folder: string): void {
  try {
    cpSync(packagePath(entry), join(folder, entry), { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
