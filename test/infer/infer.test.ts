import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/diagnostics.js";
import { type Inferred, infer } from "../../generator/infer/index.js";
import { Sample } from "../../generator/infer/sample.js";
import { thresholds } from "../../generator/infer/thresholds.js";
import { packagePath } from "../../generator/package.js";
import { Random } from "../differential/random.js";
import { temporaryFolder } from "../support/project.js";

type Schema = Readonly<Record<string, unknown>> & {
  readonly $defs: Readonly<Record<string, { readonly properties: Readonly<Record<string, unknown>> }>>;
};

/** Frames, or texts of lines, as a recording, and what is inferred from it. */
async function inferred(
  lines: readonly unknown[],
  options: { readonly tag?: string; readonly seed?: number } = {},
): Promise<Inferred & { readonly schema: (file?: string) => Schema }> {
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  const workingFolder = temporaryFolder({ "app.ndjson": texts.join("\n") });
  const found = await infer({ recording: "app.ndjson", workingFolder, ...options });
  const schema = (file = "events.schema.json") => JSON.parse(found.files.get(file) ?? "null") as Schema;
  return { ...found, schema };
}

/** The properties of the only kind, inferred from values of them. */
async function propertiesOf(values: readonly object[]): Promise<Readonly<Record<string, unknown>>> {
  const { schema } = await inferred(
    values.map((value) => ({ kind: "k", ...value })),
    { tag: "kind" },
  );
  return schema().$defs.KEvent?.properties ?? {};
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

test.each([
  [[1, 2], { type: "integer" }],
  [[1, 2.5], { type: "number" }],
  [[true, false], { type: "boolean" }],
  [["a", null], { type: ["string", "null"] }],
  [[1, null], { type: ["integer", "null"] }],
  [[1, "a"], { type: ["integer", "string"] }],
  [[null, null], {}],
  [["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.5+01:00"], { type: "string", format: "date-time" }],
  [["2024-02-29T23:59:59Z", "2023-02-29T23:59:59Z"], { type: "string" }],
  [["2024-02-29", "2023-01-01"], { type: "string", format: "date" }],
  [["2024-02-29T23:59:59Z", null], { type: ["string", "null"], format: "date-time" }],
  [[[], [1]], { type: "array", items: { type: "integer" } }],
  [[[], []], { type: "array" }],
  [[{}, {}], { type: "object", additionalProperties: true }],
])("%j is %j", async (values, schema) => {
  expect((await propertiesOf(values.map((v) => ({ v })))).v).toEqual(schema);
});

test.each([
  ["9007199254740993", { type: "integer", format: "int64" }],
  ["-9223372036854775808", { type: "integer", format: "int64" }],
  ["18446744073709551615", { type: "integer", format: "uint64" }],
  ["18446744073709551616", { type: "number" }],
  ["1.0", { type: "number" }],
  ["1e3", { type: "number" }],
])("%s is read digit by digit", async (digits, schema) => {
  const { schema: file } = await inferred([`{"kind":"k","v":1}`, `{"kind":"k","v":${digits}}`], {
    tag: "kind",
  });
  expect(file().$defs.KEvent?.properties.v).toEqual(schema);
});

test("what some frames leave out is optional, in the order of the wire", async () => {
  const { schema } = await inferred([
    { kind: "k", a: 1, d: 1 },
    { kind: "k", a: 1, b: 1, c: 1, d: 1 },
  ]);
  expect(schema().$defs.KEvent).toMatchObject({ required: ["kind", "a", "d"] });
  expect(Object.keys(schema().$defs.KEvent?.properties ?? {})).toEqual(["kind", "a", "b", "c", "d"]);
});

test("a string with few values is an enum, closed once each was seen often", async () => {
  const { enumSeen, closedSeen } = thresholds;
  const enumOf = async (count: number) =>
    (await propertiesOf(times(count, (i) => ({ v: i % 2 ? "on" : "off" })))).v;
  expect(await enumOf(2 * enumSeen - 1)).toEqual({ type: "string" });
  expect(await enumOf(2 * enumSeen)).toEqual({ anyOf: [{ enum: ["off", "on"] }, { type: "string" }] });
  expect(await enumOf(2 * closedSeen - 1)).toEqual({ anyOf: [{ enum: ["off", "on"] }, { type: "string" }] });
  expect(await enumOf(2 * closedSeen)).toEqual({ enum: ["off", "on"] });
});

test("an enum stays open where a property of the same name has another value elsewhere", async () => {
  const { schema } = await inferred([
    ...times(100, (i) => ({ kind: "a", state: i % 2 ? "on" : "off", n: 1 })),
    { kind: "b", state: "broken" },
  ]);
  expect(schema().$defs.AEvent?.properties.state).toEqual({
    anyOf: [{ enum: ["off", "on"] }, { type: "string" }],
  });
});

test("what more than one kind has is one definition", async () => {
  const at = { line: 1, column: 2 };
  const { schema, files } = await inferred([
    ...times(20, (i) => ({
      channel: "one",
      frame: { kind: "a", start: at, state: i % 2 ? "on" : "off", x: 1 },
    })),
    ...times(20, (i) => ({
      channel: "two",
      frame: { kind: "b", end: at, state: i % 2 ? "on" : "off", y: 1 },
    })),
  ]);
  expect([...files.keys()]).toEqual([
    "protocol.json",
    "one.schema.json",
    "two.schema.json",
    "shared.schema.json",
  ]);
  expect(Object.keys(schema("shared.schema.json").$defs)).toEqual(["End", "State"]);
  expect(schema("one.schema.json").$defs.AEvent?.properties).toMatchObject({
    start: { $ref: "shared.schema.json#/$defs/End" },
    state: { $ref: "shared.schema.json#/$defs/State" },
  });
});

test("objects in a frame that a tag of theirs tells apart are a union", async () => {
  const part = (i: number) => (i % 2 ? { type: "text", text: "hi" } : { type: "image", url: "/x", width: i });
  const { schema } = await inferred(times(40, (i) => ({ kind: "say", parts: [part(i), part(i + 1)] })));
  expect(schema().$defs.SayEvent?.properties.parts).toEqual({
    type: "array",
    items: { oneOf: [{ $ref: "#/$defs/ImagePart" }, { $ref: "#/$defs/TextPart" }] },
  });
  expect(schema().$defs.TextPart).toMatchObject({
    properties: { type: { const: "text" }, text: { type: "string" } },
    required: ["type", "text"],
  });
});

test("objects whose keys are data are maps", async () => {
  const random = new Random(1);
  const key = () => random.below(1e9).toString(16);
  const { v } = await propertiesOf(times(50, () => ({ v: { [key()]: { n: 1 }, [key()]: { n: 2 } } })));
  expect(v).toEqual({ type: "object", additionalProperties: { $ref: "#/$defs/V" } });
});

test.each([
  ["of emoji", [{ "🎉": 1, tada: 1 }, { "🎉": 1 }]],
  [
    "of words that come and go",
    times(24, (i) => ({
      [`word${"abcdefghijkl"[i % 12]}`]: 1,
      [`word${"abcdefghijkl"[(i * 5 + 1) % 12]}`]: 2,
    })),
  ],
])("objects %s are maps", async (_, objects) => {
  const { v } = await propertiesOf(objects.map((v) => ({ v })));
  expect(v).toEqual({ type: "object", additionalProperties: { type: "integer" } });
});

test("objects in themselves are one definition, however deep they are", async () => {
  const node = (depth: number): object => ({
    name: "n",
    children: depth === 0 ? [] : [node(depth - 1), node(0)],
  });
  const { schema } = await inferred(times(20, (i) => ({ kind: "tree", root: node(i % 5) })));
  expect(schema().$defs.Root?.properties.children).toEqual({
    type: "array",
    items: { $ref: "#/$defs/Root" },
  });
});

test.each([
  ["kind", times(40, (i) => ({ at: `${i}`, kind: i % 2 ? "a" : "b", phase: "x", [i % 2 ? "n" : "m"]: 1 }))],
  [
    "method",
    times(40, (i) => ({ jsonrpc: "2.0", method: i % 2 ? "a" : "b", params: i % 2 ? { x: 1 } : { y: 1 } })),
  ],
  ["op", times(40, (i) => ({ op: i % 2, seq: i, d: i % 2 ? { x: 1 } : { y: 1 } }))],
  [
    "what",
    times(40, (i) => ({ what: i % 2 ? "a" : "b", user: i % 3 ? "joe" : "ann", [i % 2 ? "n" : "m"]: 1 })),
  ],
  ["type", [{ type: "hello", name: "x" }]],
  [
    "kind",
    times(
      40,
      (i) => `{"kind":"${i % 3 ? "a" : "b"}","side":"${i % 2 ? "x" : "y"}","price":${i % 2 ? "2.0" : "2.5"}}`,
    ),
  ],
])("the tag is %s", async (tag, frames) => {
  const { tag: found, reason } = await inferred(frames);
  expect(found).toBe(tag);
  expect(reason).toMatch(/in every frame/);
});

test.each([
  [times(30, (i) => ({ id: `${i}`, n: i * 2000 })), /name the tag with --tag/],
  [times(30, () => ({ a: "x", b: "y" })), /Each of `a`, `b` could be the tag/],
  [
    times(40, (i) => ({
      jsonrpc: "2.0",
      ...(i % 2 ? { id: `${i}`, result: {} } : { method: "m", params: {} }),
    })),
    /Only `jsonrpc`, which is always the same, could be the tag/,
  ],
  [[], /no frame/i],
  [["nonsense"], /Line 1 is not JSON/],
  [times(30, (i) => (i % 2 ? { kind: "a" } : { other: "b" })), /`kind` in 50 %/],
])("there is no tag in recording %#", async (frames, message) => {
  const failed = await inferred(frames).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(DiagnosticsError);
  expect((failed as DiagnosticsError).message).toMatch(message);
});

test("kinds that are numbers are called after what only they have", async () => {
  const { kinds, guesses } = await inferred([
    ...times(5, () => ({ op: 10, heartbeat_interval: 1 })),
    ...times(5, () => ({ op: 0, t: "READY", d: {} })),
    ...times(5, () => ({ op: 11 })),
  ]);
  expect(kinds.map(({ kind, name }) => [kind, name])).toEqual([
    [0, "TEvent"],
    [10, "HeartbeatIntervalEvent"],
    [11, "OpOneOneEvent"],
  ]);
  expect(guesses.filter(({ code }) => code === "name")).toHaveLength(3);
});

test("kinds whose names would be one are told apart", async () => {
  const kinds = ["a-b", "a_b", "ab", "AB", "Ab", "", "💥", "12", "userMessage", "message"];
  const { kinds: found } = await inferred(
    kinds.map((kind) => ({ kind, n: 1 })),
    { tag: "kind" },
  );
  const names = found.map(({ name }) => name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(kinds.length);
  expect(names.join(" ")).not.toMatch(/[a-z]\d+\b/);
  expect(names).toContain("UserMessage");
});

test("channels are found by name and by path, without the identifiers in them", async () => {
  const channels = [
    "/api/v1/sessions/42/events",
    "/api/v1/sessions/7f3a9c21d4/events",
    "room:17",
    "room:18",
    "lobby",
  ];
  const { files, guesses } = await inferred(
    channels.map((channel, i) => ({
      channel,
      direction: i === 4 ? "clientToServer" : "serverToClient",
      frame: { kind: "a", n: 1 },
    })),
  );
  expect(JSON.parse(files.get("protocol.json") ?? "")).toEqual({
    $schema: "../node_modules/framewright/generator/load/manifest.schema.json",
    name: "app",
    description: "Inferred from `app`.",
    tag: "kind",
    channels: {
      session: {
        path: "/api/v1/sessions/{id}/events",
        parameters: { id: {} },
        serverToClient: { $ref: "session.schema.json" },
      },
      lobby: { path: "/lobby", clientToServer: { $ref: "lobby.commands.schema.json" } },
      room: { path: "/room/{id}", parameters: { id: {} }, serverToClient: { $ref: "room.schema.json" } },
    },
  });
  expect(guesses.filter(({ code }) => code === "path").map(({ path }) => path)).toEqual(["lobby", "room"]);
});

test("one kind with two shapes is a definition for each channel", async () => {
  const { kinds } = await inferred([
    ...times(5, () => ({ channel: "one", frame: { kind: "error", code: 1 } })),
    ...times(5, () => ({ channel: "two", frame: { kind: "error", text: "x" } })),
  ]);
  expect(kinds.map(({ name }) => name)).toEqual(["OneErrorEvent", "TwoErrorEvent"]);
});

test("one kind in both directions has a name for each", async () => {
  const { kinds } = await inferred([
    { channel: "chat", direction: "serverToClient", frame: { type: "message", id: 1 } },
    { channel: "chat", direction: "clientToServer", frame: { type: "message", body: "x" } },
  ]);
  expect(kinds.map(({ name }) => name)).toEqual(["MessageCommand", "MessageEvent"]);
});

test("a union of arrays is none of objects at the same place", async () => {
  const { schema } = await inferred([
    ...times(8, (i) => ({
      kind: "k",
      x: [
        { type: "a", p: i },
        { type: "b", q: "s", r: 1 },
      ],
    })),
    ...times(8, (i) => ({ kind: "k", x: { f: { type: `value with ! ${i}` }, g: 1 } })),
  ]);
  expect(JSON.stringify(schema())).not.toContain('value with ! 3",');
  expect(schema().$defs.F).toMatchObject({ properties: { type: { type: "string" } } });
});

test("a password is no tag of a union", async () => {
  const { files, guesses } = await inferred(
    times(6, () => ({
      kind: "config",
      links: [
        { password: "hunter", host: "h1", port: 1 },
        { password: "rabbit", vhost: "v1", queue: [1] },
      ],
    })),
  );
  expect([...files.values()].join("") + JSON.stringify(guesses)).not.toMatch(/hunter|rabbit/);
});

test.each([
  "secretKey",
  "passwordHash",
  "encryption_key",
  "PIN_CODE",
  "creditCard",
  "sid",
  "x-api-key",
  "access-token",
])("the values of %s are masked, and never an enum", async (name) => {
  const { files, guesses } = await inferred(
    times(300, (i) => ({ kind: "k", [name]: ["alpha", "bravo", "charlie"][i % 3] })),
    { tag: "kind" },
  );
  expect([...files.values()].join("") + JSON.stringify(guesses)).not.toMatch(/alpha|bravo|charlie/);
});

test("secrets do not get into the schema", async () => {
  const secrets = [
    "hunter2-and-more",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZkdISUpLTE1O",
  ];
  const frames = times(100, () => ({
    kind: "login",
    password: secrets[0],
    note: `use ${secrets[1]}`,
    url: "https://joe:s3cr3t@example.org/",
    nested: { apiKey: secrets[2], list: [secrets[3]] },
    by: { [secrets[4] ?? ""]: 1 },
    blob: secrets[5],
    pin: 4711,
    phase: "running_plugins",
    id: "123e4567-e89b-42d3-a456-426614174000",
    trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
  }));
  const { files, guesses } = await inferred(frames);
  const text = [...files.values()].join("");
  for (const secret of [...secrets, "s3cr3t", "4711"]) expect(text).not.toContain(secret);
  for (const plain of ["running_plugins", "123e4567", "4bf92f35"]) expect(text).toContain(plain);
  expect(JSON.stringify(guesses)).not.toMatch(new RegExp(secrets.join("|")));
  expect(guesses.find(({ code }) => code === "masked")?.message).toMatch(/: 8 values$/);
});

test("examples are the most typical frame, the shortest and the longest", async () => {
  const { schema } = await inferred([
    ...times(9, (i) => ({ kind: "k", text: "x".repeat(10 + i) })),
    { kind: "k", text: "" },
    { kind: "k", text: "x".repeat(50), more: true },
    { kind: "k", text: "x".repeat(thresholds.exampleLength) },
  ]);
  expect(schema().$defs.KEvent).toMatchObject({
    examples: [
      { kind: "k", text: "x".repeat(14) },
      { kind: "k", text: "" },
      { kind: "k", text: "x".repeat(50), more: true },
    ],
  });
});

test("lines that hold no frame are named, and do no harm", async () => {
  const lines = [
    "nonsense",
    "[]",
    '{"n":1}',
    '{"kind":null}',
    '{"kind":1.5}',
    '{"kind":"k","x":"\\ud800"}',
    '{"kind":"k","x":1e999}',
    `{"kind":"k","x":${"[".repeat(600)}${"]".repeat(600)}}`,
    "",
    '{"kind":"k"}',
  ];
  const { badLines, kinds } = await inferred(lines, { tag: "kind" });
  expect(badLines).toEqual([
    { line: 1, reason: "not JSON" },
    { line: 2, reason: "not an object" },
    { line: 3, reason: "without `kind`" },
    { line: 4, reason: "`kind` is neither a string nor an integer" },
    { line: 5, reason: "`kind` is neither a string nor an integer" },
    { line: 6, reason: "half of a surrogate pair" },
    { line: 7, reason: "a number beyond all doubles" },
    { line: 8, reason: "nested too deep" },
  ]);
  expect(kinds).toMatchObject([{ kind: "k", count: 1 }]);
});

test("a frame with hundreds of properties is a map with a tag", async () => {
  const { schema } = await inferred(
    times(2 * thresholds.fields, (i) => ({ kind: "k", [`key${i}`]: i })),
    { tag: "kind" },
  );
  expect(schema().$defs.KEvent).toMatchObject({
    properties: { kind: { const: "k" } },
    required: ["kind"],
    additionalProperties: { type: "integer" },
  });
});

test("a sample is the same for every order, also where there is no room for all", () => {
  const random = new Random(3);
  const texts = times(150, (i) => `${i}`.padEnd(500 + random.below(8000), "x"));
  const sampleOf = (all: readonly string[]) => {
    const sample = new Sample(1);
    for (const text of all) sample.add(text, 2 ** 16);
    return sample.texts(2 ** 16);
  };
  const first = sampleOf(texts);
  expect(first.length).toBeGreaterThan(3);
  for (let round = 0; round < 100; round++) expect(sampleOf(random.shuffled(texts))).toEqual(first);
});

test("the order of lines decides on the order of properties and on examples only", async () => {
  const random = new Random(7);
  const frames = times(400, (i) => ({
    kind: random.pick(["a", "b", "c"]),
    ...(random.chance(0.5) ? { x: random.below(100) } : {}),
    ...(random.chance(0.5) ? { y: random.pick(["on", "off"]) } : {}),
    [random.pick(["left", "right"])]: { v: 1, kids: [{ v: 2, kids: [] }] },
    part: i % 2 ? { type: "p", n: 1 } : { type: "q", m: [random.next()] },
    [random.pick(["u", "v"])]: { id: i, tags: { [random.below(1e9).toString(16)]: true } },
  }));
  const first = await inferred(frames);
  for (let round = 0; round < 3; round++) {
    const again = await inferred(random.shuffled(frames));
    expect(withoutOrder(again)).toEqual(withoutOrder(first));
    expect(again.guesses).toEqual(first.guesses);
  }
  expect((await inferred(frames)).files).toEqual(first.files);
});

/** Files with their examples left out, as values, in which the order of properties makes no difference. */
function withoutOrder({ files }: Inferred): unknown {
  return [...files].map(([path, text]) => [
    path,
    JSON.parse(text, (key, value: unknown) => {
      if (key === "examples") return undefined;
      return key === "required" ? [...(value as string[])].sort() : value;
    }),
  ]);
}

test("the README tells of every threshold as it is", () => {
  const readme = readFileSync(packagePath("generator/infer/README.md"), "utf8");
  const { tagShare, mapShare, mapWordsShare, ...counts } = thresholds;
  expect(readme).toContain(`at least ${100 * tagShare} % of all frames`);
  expect(mapShare).toBe(1 / 5);
  expect(readme).toContain("no more than a fifth of them");
  expect(readme).toContain(`no more than ${100 * mapWordsShare} % of them`);
  for (const count of Object.values(counts)) {
    expect(readme).toMatch(new RegExp(`\\b${count.toLocaleString("en-US")}\\b`));
  }
});
