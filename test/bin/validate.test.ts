import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/project.js";
import { executable, type Finished, framewright, protocol } from "./commandLine.js";

const status = '{"kind":"status","done":1}';
const bad = '{"kind":"status","done":"1"}';
const esc = "\u001b";

/** Runs `framewright validate` with these bytes on its standard input. */
function validating(input: string | Uint8Array, ...words: readonly string[]): Finished {
  const {
    status: exitCode,
    stdout,
    stderr,
  } = spawnSync(process.execPath, [executable, "validate", ...words], {
    cwd: temporaryFolder(protocol),
    input,
    encoding: "utf8",
  });
  return { exitCode, stdout, stderr };
}

/** What is wrong with recordings of every sort of line: line, kind, code. */
const recording = [
  `\ufeff${status}\r`,
  "",
  `{"channel":"events","frame":${status}}`,
  bad,
  '{"kind":"note","text":"half \\ud800"}',
  `{"kind":"${JSON.stringify(`${esc}[2Jgone%0A::error::\r\n`).slice(1, -1)}"}`,
  "   \r",
  `{"channel":"other","frame":${status}}`,
  "nonsense",
  "@", // becomes a byte that is not UTF-8
  status,
].join("\n");
const bytes = Buffer.from(recording).map((byte) => (byte === 0x40 ? 0xff : byte));

const wrong = [
  { line: 4, kind: "status", code: "invalid_frame", path: "$.done" },
  { line: 5, kind: "note", code: "invalid_frame", path: "$.text" },
  { line: 6, kind: `${esc}[2Jgone%0A::error::\r\n`, code: "unknown_kind", path: "$.kind" },
  { line: 8, code: "unknown_channel", path: "$" },
  { line: 9, code: "invalid_json", path: "$" },
  { line: 10, code: "unreadable_line", path: "$" },
];

describe("validate", () => {
  it("names line, kind, path and reason of each bad line, and counts by kind", () => {
    const { exitCode, stdout, stderr } = validating(bytes);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("-:4: status: Expected `integer`, got `string` - at `$.done`");
    expect(lines[2]).toBe(
      "-:6: \\u{1b}[2Jgone%0A::error::\\u{d}\\u{a}: " +
        "Unknown kind '\\u{1b}[2Jgone%0A::error::\\u{d}\\u{a}' - at `$.kind`",
    );
    expect(lines[3]).toBe("-:8: The protocol has no channel 'other'");
    expect(lines[5]).toBe("-:10: not UTF-8 text");
    expect(lines.slice(6)).toEqual([
      "status: 3 valid, 1 not",
      "note: 0 valid, 1 not",
      "Not valid: 6 of 9 lines.",
    ]);
    expect(stdout).not.toContain(esc);
  });

  it("is one JSON document with --format json", () => {
    const { exitCode, stdout } = validating(bytes, "--format", "json");
    expect(exitCode).toBe(1);
    const { findings, kinds, summary, diagnostics } = JSON.parse(stdout);
    expect(findings).toEqual(wrong.map((one) => expect.objectContaining({ file: "-", ...one })));
    expect(kinds).toEqual([
      { kind: "status", valid: 3, invalid: 1 },
      { kind: "note", valid: 0, invalid: 1 },
    ]);
    expect({ summary, diagnostics }).toEqual({ summary: "Not valid: 6 of 9 lines.", diagnostics: [] });
  });

  it("is annotations with --format github, none of which a frame can forge", () => {
    const { exitCode, stdout } = validating(bytes, "-", "--format", "github");
    expect(exitCode).toBe(1);
    const found = [...stdout.matchAll(/^::error file=-,line=(\d+),title=(\w+)::/gm)];
    expect(found.map(([, line, code]) => ({ line: Number(line), code }))).toEqual(
      wrong.map(({ line, code }) => ({ line, code })),
    );
    expect(stdout).toContain("gone%250A::error::\\u{d}\\u{a}");
  });

  it("is 0 where all is valid, be it nothing at all, and takes several files and schemas that are named", () => {
    expect(validating("")).toEqual({ exitCode: 0, stdout: "All valid: 0 frames.\n", stderr: "" });
    const folder = temporaryFolder({
      ...protocol,
      "a.ndjson": `${status}\n`,
      "b.ndjson": `\r\n${status}\r\n{"kind":"note","text":""}`,
    });
    const words = ["validate", "a.ndjson", "b.ndjson", "--input", "schema/events.schema.json"];
    expect(framewright(folder, ...words)).toEqual({
      exitCode: 0,
      stdout: "status: 2 valid, 0 not\nnote: 1 valid, 0 not\nAll valid: 3 frames.\n",
      stderr: "",
    });
  });

  it("is 2 where a file is not there, after those that are, or the schema is wrong", () => {
    const folder = temporaryFolder({ ...protocol, "a.ndjson": bad, "schema/wrong.json": "{" });
    const missing = framewright(folder, "validate", "a.ndjson", "b.ndjson", "--format", "json");
    expect(missing.exitCode).toBe(2);
    expect(JSON.parse(missing.stdout)).toMatchObject({
      findings: [{ file: "a.ndjson", line: 1 }],
      diagnostics: [{ code: "file-not-found", file: "b.ndjson" }],
    });
    const schema = framewright(folder, "validate", "a.ndjson", "--input", "schema/wrong.json");
    expect(schema).toMatchObject({ exitCode: 2, stdout: "" });
    expect(schema.stderr).toContain("schema/wrong.json:1:");
  });
});

describe("validate of a recording that is large", () => {
  it("takes no more memory for more of it, and tells of every bad line", { timeout: 60_000 }, async () => {
    const flags = ["--max-old-space-size=48", executable, "validate", "-", "--format", "json"];
    const child = spawn(process.execPath, flags, {
      cwd: temporaryFolder(protocol),
      stdio: ["pipe", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const good = `{"kind":"note","text":"${"so many words ".repeat(20)}"}\n`;
    const piece = `${good.repeat(900)}${`${bad}\n`.repeat(100)}`;
    const pieces = 120;
    const writing = (async () => {
      for (let index = 0; index < pieces; index++) {
        if (!child.stdin.write(piece)) await once(child.stdin, "drain");
      }
      child.stdin.end();
    })();
    let text = "";
    for await (const part of child.stdout.setEncoding("utf8")) text += part;
    await writing;
    const { findings, summary } = JSON.parse(text) as { findings: { line: number }[]; summary: string };
    expect(pieces * piece.length).toBeGreaterThan(30 * 2 ** 20);
    expect(summary).toBe(`Not valid: ${pieces * 100} of ${pieces * 1000} lines.`);
    expect(findings).toHaveLength(pieces * 100);
    expect(findings.at(-1)?.line).toBe(pieces * 1000);
  });

  it("waits for whoever reads what it says, and breaks off where that is enough for them", async () => {
    const child = spawn(process.execPath, [executable, "validate", "-"], {
      cwd: temporaryFolder(protocol),
      stdio: ["pipe", "pipe", "pipe"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.stdin.on("error", () => {}); // it stops reading, too
    const piece = `${bad}\n`.repeat(10_000);
    child.stdin.write(piece);
    await once(child.stdout, "readable");
    let written = 1;
    const isTaken = () => Promise.race([once(child.stdin, "drain").then(() => true), delay(500, false)]);
    while (written < 100 && (await isTaken())) {
      written++;
      child.stdin.write(piece);
    }
    expect(written).toBeLessThan(50);
    expect(String(child.stdout.read())).toMatch(/^-:1: status: /);
    child.stdout.destroy();
    const [exitCode, signal] = await once(child, "exit");
    expect({ exitCode, signal, errors }).toEqual({ exitCode: 1, signal: null, errors: "" });
  });
});
