import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { infer } from "../../generator/infer/index.js";
import { run } from "../../generator/pipeline.js";
import { readLines } from "../../generator/recording/index.js";
import { Validator } from "../../generator/validate/index.js";
import { temporaryFolder, writeFiles } from "../support/project.js";

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const tree = (name: string, depth: number): object => ({
  [name]: depth,
  children: depth === 0 ? [] : [tree(name, depth - 1)],
});

const on = (channel: string, frame: object) => ({ channel, frame });

const a = (next: object) => ({ t: "a", next });
const b = (v: number | null) => ({ t: "b", v, u: true });

/** Recordings that are awkward to infer from: each frame must be accepted by what is inferred. */
const recordings: Readonly<Record<string, readonly unknown[]>> = {
  "objects in themselves at a name that is taken": [
    { op: 1, node: tree("v", 1) },
    { op: 1, node: tree("v", 2) },
    { op: 2, x: 1 },
  ],
  "objects in themselves that differ between channels": [
    on("a", { kind: "tree", node: tree("v", 2) }),
    on("b", { kind: "tree", node: tree("w", 2) }),
    on("b", { kind: "list", node: tree("list", 3) }),
  ],
  "unions in themselves": times(4, (i) => [
    b(i),
    a(b(i)),
    a(b(null)),
    a(a(b(i))),
    a(a(b(null))),
    a(a(a(b(i)))),
  ])
    .flat()
    .map((n) => ({ kind: "k", n })),
  "a union below a secret name": times(12, (i) => ({
    kind: "connect",
    credentials:
      i % 2 ? { type: "basic", user: "bob", pass: "p1" } : { type: "token", value: "abc1", scope: [1] },
  })),
  "a union told apart by a secret name": times(12, (i) => ({
    kind: "connect",
    link: i % 2 ? { auth: "basic", user: "bob" } : { auth: "token", value: "abc1" },
  })),
  "a property whose name is a secret": times(5, () => ({ kind: "a", AKIAABCDEFGHIJKL1234: 1, x: 2 })),
  "UUIDs in large and small letters": times(8, (i) => ({
    kind: "a",
    id: `aB3dE5f7-A1b2-C3d4-E5f6-a7B8c9D0e1F${i}`,
  })),
  "kinds that are spelled alike": ["1", "one", "+", "plus", "-", "dash", "ONE", "One"].map((kind, i) => ({
    kind,
    [`f${i}`]: 1,
  })),
  "channels with signs in their names": ["#general", "#random", ":a", "a?b", "%", "é", "{x}", " "].map(
    (channel, i) => on(channel, { kind: "a", [`f${i}`]: i }),
  ),
  "a channel by name and by path": [on("foo", { kind: "a", x: 1 }), on("/foo", { kind: "b", y: 1 })],
  "frames with and without a channel": [
    { kind: "a", x: 1 },
    on("events", { kind: "b", y: 1 }),
    on("/events", { kind: "c", z: 1 }),
  ],
  "a path with a parameter beside one without": [
    on("/a/123", { kind: "a", x: 1 }),
    on("/a/é", { kind: "b", y: 1 }),
    on("/a/~", { kind: "c", z: 1 }),
    on("/", { kind: "d" }),
  ],
  "channels named like files": ["shared", "sharedChannel", "definitions", "protocol", "con", "Shared"].map(
    (channel, i) => on(channel, { kind: `k${i}`, point: { x: 1, y: 2 } }),
  ),
  "channels as URLs": [
    on("wss://example.org/x?token=abc", { kind: "a", x: 1 }),
    on("https://example.org", { kind: "b", y: 1 }),
    on("session", { kind: "c" }),
    on("session:42", { kind: "d" }),
  ],
  "a channel with a long name": [on("n".repeat(200), { kind: "a" }), on("💥".repeat(90), { kind: "b" })],
};

test.each(Object.entries(recordings))("%s", async (_, frames) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "recording.ndjson"), frames.map((frame) => JSON.stringify(frame)).join("\n"));
  const { files, badLines } = await infer({ recording: "recording.ndjson", workingFolder: folder });
  expect(badLines).toEqual([]);
  writeFiles(folder, Object.fromEntries(files));
  const { protocol, codecs } = await run({
    inputs: ["protocol.json"],
    workingFolder: folder,
    assertFormats: true,
  });
  const validator = new Validator(protocol, codecs);
  const findings: unknown[] = [];
  await readLines("recording.ndjson", folder, (line) =>
    findings.push(...[validator.check(line) ?? []].flat()),
  );
  expect(findings).toEqual([]);
  expect(validator.lines).toBe(frames.length);
});

test("what can't be accepted is left out, and told of", async () => {
  const deep = (text: string) => `{"kind":"a","x":${'{"a":'.repeat(70)}${text}${"}".repeat(70)}}`;
  const lines = [
    deep("1"),
    deep("12345678901234567890"),
    '{"channel":"\\ud800","frame":{"kind":"a"}}',
    JSON.stringify(on("n".repeat(201), { kind: "a" })),
  ];
  const folder = temporaryFolder();
  writeFileSync(join(folder, "recording.ndjson"), lines.join("\n"));
  const { badLines } = await infer({ recording: "recording.ndjson", workingFolder: folder, tag: "kind" });
  expect(badLines).toEqual([
    { line: 2, reason: "an integer beyond 2^53 below 64 levels" },
    { line: 3, reason: "`channel` is not the name of one" },
    { line: 4, reason: "a channel of more than 200 characters" },
  ]);
});

test("why no frame has the tag that was named is told", async () => {
  const folder = temporaryFolder({ "recording.ndjson": `${"[".repeat(600)}${"]".repeat(600)}\n` });
  const failed = infer({ recording: "recording.ndjson", workingFolder: folder, tag: "kind" });
  await expect(failed).rejects.toThrow(/No frame in it has a `kind`.* Line 1 is nested too deep/);
});

test("a name of a hundred thousand letters does no harm", { timeout: 20_000 }, async () => {
  const folder = temporaryFolder({
    "recording.ndjson": JSON.stringify({ kind: "a", m: { ["eyJ-".repeat(100_000)]: 1 } }),
  });
  const { files } = await infer({ recording: "recording.ndjson", workingFolder: folder, tag: "kind" });
  expect([...files.values()].join("")).not.toContain("eyJ-");
});
