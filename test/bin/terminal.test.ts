import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/project.js";
import { executable, framewrightWith, protocol } from "./commandLine.js";

const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
if (!hasPython) console.warn("Skipped: there is no python3 to make a terminal with.");

/** Makes a second pass in a thousandth of one, so that every run is a long one. */
const hurry = [
  "--import",
  "data:text/javascript,const now = performance.now.bind(performance); performance.now = () => now() * 1000;",
];

describe.runIf(hasPython)("on a terminal", () => {
  it("shows what a long run is at, and wipes it away before anything else", () => {
    const { text } = onTerminal(temporaryFolder(protocol), hurry, ["generate"]);
    expect(text).toContain("\r\u001b[Kgenerating ts");
    expect(text).toContain("…\r\u001b[Kadded generated/ts/");
    expect(text.trimEnd()).toMatch(/^Wrote \d+ files in generated; 0 already up to date\.$/m);
  });

  it("shows no progress of a short run", () => {
    const { text } = onTerminal(temporaryFolder(protocol), [], ["lint"]);
    expect(text).toBe("No problems: 2 kinds of frame in 2 files.\r\n");
  });

  it("has colours, unless NO_COLOR is set", () => {
    const folder = temporaryFolder();
    const coloured = onTerminal(folder, [], ["lint"]);
    expect(coloured.text).toContain("\u001b[31merror[file-not-found]\u001b[39m");
    const plain = onTerminal(folder, [], ["lint"], { NO_COLOR: "1" });
    expect(plain.text).toContain(" error[file-not-found] ");
    expect(plain.text).not.toContain("\u001b");
    expect([coloured.exitCode, plain.exitCode]).toEqual([2, 2]);
  });

  it("asks for the frames to validate, rather than wait for somebody to type them", () => {
    const { exitCode, text } = onTerminal(temporaryFolder(protocol), [], ["validate"]);
    expect(exitCode).toBe(2);
    expect(text).toContain("Name the files of frames to check, or - for standard input.");
  });

  it("is not told anything by the frames that are validated", () => {
    const hostile = '{"kind":"\\u001b[31m\\u0007\\u202e","\\u001b]0;x\\u0007":1}\n\u009b31m{';
    const folder = temporaryFolder({ ...protocol, "frames.ndjson": hostile });
    const { exitCode, text } = onTerminal(folder, hurry, ["validate", "frames.ndjson"]);
    expect(exitCode).toBe(1);
    expect(text).toContain("\r\u001b[Kchecking frames.ndjson: 0 MiB (100 %)…");
    const results = text.replaceAll("\r\u001b[K", "").replaceAll("\r\n", "\n");
    expect(results).toContain("frames.ndjson:1: \\u{1b}[31m\\u{7}\\u{202e}: Unknown kind");
    expect(results).toContain("frames.ndjson:2: Expected JSON");
    expect(results).not.toMatch(/[^\P{C}\n]/u);
  });

  it("keeps results free of colours and progress where they go to a file", () => {
    const folder = temporaryFolder(protocol);
    const { exitCode, text } = onTerminal(folder, hurry, ["check"], {}, join(folder, "results.txt"));
    expect(exitCode).toBe(1);
    expect(text).toContain("…");
    const results = readFileSync(join(folder, "results.txt"), "utf8");
    expect(results).toMatch(/^missing generated\/ts\//);
    expect(results).not.toContain("\u001b");
    expect(results).not.toContain("\r");
  });
});

describe("not on a terminal", () => {
  it("shows no progress of a long run", () => {
    const { stdout, stderr } = framewrightWith({ nodeFlags: hurry }, temporaryFolder(), "generate");
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^schema\/protocol\.json: error\[file-not-found\] /);
  });
});

/** Runs `framewright` on a terminal; its results go there too, or to a file. */
function onTerminal(
  folder: string,
  nodeFlags: readonly string[],
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  results?: string,
): { exitCode: number | null; text: string } {
  const script = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  const command = [process.execPath, ...nodeFlags, executable, ...words];
  const redirected = ["sh", "-c", 'out=$1; shift; exec "$@" > "$out"', "sh", results ?? "", ...command];
  const { NO_COLOR: _none, FORCE_COLOR: _force, CI: _ci, ...inherited } = process.env;
  const { status, stdout } = spawnSync("python3", ["-c", script, ...(results ? redirected : command)], {
    cwd: folder,
    env: { ...inherited, ...env },
    encoding: "utf8",
  });
  return { exitCode: status, text: stdout };
}
