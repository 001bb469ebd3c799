import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/project.js";
import { executable, filesIn, framewright } from "./commandLine.js";

const frames = Array.from({ length: 40 }, (_, i) =>
  i % 2
    ? { kind: "progress", current: i, total: 40 }
    : { kind: "phase", phase: "reading", at: "2026-01-01T00:00:00Z" },
);

function recording(extra: readonly string[] = []): string {
  const lines = frames.map((frame) => JSON.stringify({ channel: "session", frame }));
  return temporaryFolder({ "recording.ndjson": `${[...lines, ...extra].join("\n")}\n` });
}

test("what is inferred is generated, checked, and accepts the recording", () => {
  const folder = recording();
  const { exitCode, stdout, stderr } = framewright(folder, "infer", "recording.ndjson");
  expect(exitCode).toBe(0);
  expect(stdout.split("\n")).toEqual([
    "tag `kind`: in every frame; its 2 values explain 100 % of how frames differ in what they have",
    'PhaseEvent is "phase" on session: 20 frames',
    'ProgressEvent is "progress" on session: 20 frames',
    "added schema/protocol.json",
    "added schema/session.schema.json",
    "40 frames of 2 kinds; 2 guesses to look at.",
    "",
  ]);
  expect(stderr).toMatch(/^info\[guess\] no direction is in the recording/);
  expect(framewright(folder, "generate").exitCode).toBe(0);
  expect(framewright(folder, "check")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(framewright(folder, "validate", "recording.ndjson")).toMatchObject({ exitCode: 0, stderr: "" });
});

test("standard input does as well as a file", () => {
  const folder = recording();
  const input = readFileSync(join(folder, "recording.ndjson"));
  const words = [executable, "infer", "-", "--out", "piped"];
  const { status } = spawnSync(process.execPath, words, { cwd: folder, input });
  expect(status).toBe(0);
  framewright(folder, "infer", "recording.ndjson", "--out", "named");
  const textOf = (file: string) => readFileSync(join(folder, file), "utf8").replaceAll("`recording`", "");
  expect(textOf("piped/session.schema.json")).toBe(textOf("named/session.schema.json"));
});

test("a schema that is there is not overwritten, unless it is the same or --force is given", () => {
  const folder = recording();
  expect(framewright(folder, "infer", "recording.ndjson").exitCode).toBe(0);
  const again = framewright(folder, "infer", "recording.ndjson");
  expect(again.exitCode).toBe(0);
  expect(again.stdout).not.toMatch(/added|changed/);
  const file = join(folder, "schema/session.schema.json");
  const written = readFileSync(file, "utf8");
  writeFileSync(file, "{}");
  const refused = framewright(folder, "infer", "recording.ndjson");
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(/output-foreign.*schema\/session\.schema\.json was not generated/);
  expect(readFileSync(file, "utf8")).toBe("{}");
  expect(framewright(folder, "infer", "recording.ndjson", "--force").stdout).toMatch(
    /changed schema\/session/,
  );
  expect(readFileSync(file, "utf8")).toBe(written);
});

test("lines that are left out are named, and counted where there are too many", () => {
  const folder = recording(Array.from({ length: 150 }, () => "nonsense"));
  const { exitCode, stdout, stderr } = framewright(folder, "infer", "recording.ndjson");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/40 frames of 2 kinds, 150 lines left out;/);
  expect(stderr.match(/recording\.ndjson:\d+: warning\[line-skipped\] Left out: not JSON\./g)).toHaveLength(
    100,
  );
  expect(stderr).toMatch(/beside the lines that are named: 50 more, not JSON/);
});

test("the report is one JSON document with --format json", () => {
  const folder = recording(["nonsense"]);
  const { stdout } = framewright(folder, "infer", "recording.ndjson", "--format", "json", "--out", "made");
  expect(JSON.parse(stdout)).toMatchObject({
    diagnostics: [
      { code: "line-skipped", file: "recording.ndjson", line: 41 },
      { code: "guess" },
      { code: "guess" },
    ],
    files: [
      { file: "made/protocol.json", change: "added" },
      { file: "made/session.schema.json", change: "added" },
    ],
    inferred: {
      tag: "kind",
      kinds: [{ kind: "phase", name: "PhaseEvent", count: 20 }, { kind: "progress" }],
    },
  });
});

test("bad lines are annotations with --format github", () => {
  const { stdout } = framewright(recording(["nonsense"]), "infer", "recording.ndjson", "--format", "github");
  expect(stdout).toMatch(
    /^::warning file=recording\.ndjson,line=41,title=line-skipped::Left out: not JSON\./m,
  );
});

test.each([
  [["infer", "missing.ndjson"], /file-not-found.*missing\.ndjson/],
  [["infer", "recording.ndjson", "--tag", "nope"], /tag-not-found.*`nope`/],
  [["infer", "-"], /tag-not-found.*no frame in it/],
  [["infer"], /missing required argument/],
  [["infer", "recording.ndjson", "--seed", "x"], /--seed/],
  [["infer", "recording.ndjson", "--out", ""], /--out.*must not be empty/],
  [["infer", "recording.ndjson", "--out", "recording.ndjson"], /output-unwritable/],
  [["infer", "\u001b[31mred"], /file-not-found.*\\u\{1b\}\[31mred/],
])("%j is refused, and nothing is written", (words, message) => {
  const folder = recording();
  const { exitCode, stderr } = framewright(folder, ...words);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(filesIn(folder)).toEqual(["recording.ndjson"]);
});

test("nothing in a recording gets to the terminal as it is", () => {
  const kinds = ["\u001b[31mred", "a\u202eb", "\u0007bell"];
  const lines = kinds.flatMap((kind) =>
    Array.from({ length: 20 }, (_, i) => JSON.stringify({ kind, "\u001b]0;": i })),
  );
  const folder = temporaryFolder({ "recording.ndjson": lines.join("\n") });
  const { exitCode, stdout, stderr } = framewright(folder, "infer", "recording.ndjson");
  expect(exitCode).toBe(0);
  expect(stdout + stderr).not.toMatch(/[^\P{C}\n]/u);
});
