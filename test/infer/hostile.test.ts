import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { infer } from "../../generator/infer/index.js";
import { run } from "../../generator/pipeline.js";
import { readLines } from "../../generator/recording/index.js";
import { Validator } from "../../generator/validate/index.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder, writeFiles } from "../support/project.js";

const rounds = 12;

const names = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "",
    " ",
    "a b",
    "a-b",
    "a_b",
    "A_B",
    "1",
    "2fa",
    "é",
    "日本",
    "💥",
    "$ref",
    "const",
  ],
  ...[
    "class",
    "Error",
    "error",
    "result",
    "item",
    "items",
    "itemShape",
    "isItem",
    "type",
    "kind",
    "then",
    "*/",
    "`$" + "{x}`",
    "\n",
  ],
  ...[
    "password",
    "api_key",
    "entries",
    "children",
    "data",
    "\u2028",
    "\\",
    '"',
    "\u0000",
    "a.b",
    "a/b",
    "a~b",
    "%41",
    "{id}",
  ],
];

const texts = [
  "",
  "a",
  "x y",
  "2024-02-29T23:59:59Z",
  "2024-02-29",
  "ACTIVE",
  "active",
  "*/ alert(1)",
  "</script>",
  "\u2028",
  "💥",
  "\u0007",
];

const numbers = [
  "0",
  "-0",
  "1",
  "1.0",
  "1e3",
  "-7",
  "0.5",
  "1e308",
  "9007199254740991",
  "9007199254740993",
  "-9223372036854775808",
];
const largeNumbers = ["18446744073709551615", "18446744073709551616", "123456789012345678901234567890"];

/** Any JSON text, with what is awkward in it. */
function textOf(random: Random, depth: number): string {
  if (random.chance(0.1)) return treeOf(random, 4);
  const choice = random.below(depth > 0 ? 8 : 5);
  if (choice === 0) return random.pick(["null", "true", "false"]);
  if (choice === 1) return random.pick(random.chance(0.1) ? largeNumbers : numbers);
  if (choice < 5) return JSON.stringify(random.pick(texts));
  const length = random.below(4);
  if (choice === 5) return `[${Array.from({ length }, () => textOf(random, depth - 1)).join()}]`;
  return `{${membersOf(random, depth - 1, length).join()}}`;
}

/** Objects in objects, of one type or of two, whose names are taken or secret now and then. */
function treeOf(random: Random, depth: number): string {
  const below = depth > 0 && random.chance(0.7) ? treeOf(random, depth - 1) : "null";
  const kind = random.pick(["a", "b"]);
  const own = kind === "a" ? `"v":${random.pick(numbers)}` : `"token":${random.pick(["null", '"x"', "[]"])}`;
  return random.chance(0.5) ? `{"t":"${kind}",${own},"next":${below}}` : `{"error":[${below}],"t":"${kind}"}`;
}

function membersOf(random: Random, depth: number, length: number): string[] {
  const own = new Set(Array.from({ length }, () => random.pick(names)));
  return [...own].map((name) => `${JSON.stringify(name)}:${textOf(random, depth)}`);
}

test(`${rounds} recordings of anything come out as protocols that accept them`, {
  timeout: 120_000,
}, async () => {
  let kindCount = 0;
  const random = new Random(seed + 1);
  for (let round = 0; round < rounds; round++) {
    const tag = random.pick(["kind", "op", "a-b", "__proto__", "class"]);
    const kinds = Array.from({ length: 1 + random.below(8) }, () => {
      return random.chance(0.2) ? random.below(40) - 5 : random.pick([...names, ...texts]);
    });
    const channels = random.chance(0.5)
      ? []
      : Array.from({ length: 1 + random.below(3) }, () => random.pick(names) || "c");
    const lines = Array.from({ length: 20 + random.below(200) }, () => {
      const kind = `${JSON.stringify(tag)}:${JSON.stringify(random.pick(kinds))}`;
      const members = membersOf(random, 3, random.below(5)).filter(
        (one) => !one.startsWith(`${JSON.stringify(tag)}:`),
      );
      const frame = `{${random.shuffled([kind, ...members]).join()}}`;
      return channels.length === 0
        ? frame
        : `{"channel":${JSON.stringify(random.pick(channels))},"frame":${frame}}`;
    });
    const folder = temporaryFolder({});
    writeFileSync(join(folder, "recording.ndjson"), lines.join("\n"));
    const inferred = await infer({ recording: "recording.ndjson", workingFolder: folder, tag });
    expect(inferred.badLines).toEqual([]);
    writeFiles(folder, Object.fromEntries(inferred.files));
    const { protocol, codecs } = await run({ inputs: ["protocol.json"], workingFolder: folder });
    const validator = new Validator(protocol, codecs);
    const refused = new Map<string, string>();
    await readLines("recording.ndjson", folder, (line) => {
      const finding = validator.check(line);
      if (finding) refused.set(finding.message, line.text ?? "");
    });
    expect(validator.lines).toBe(lines.length);
    kindCount += inferred.kinds.length;
    expect([...refused], `round ${round}`).toEqual([]);
  }
  expect(kindCount).toBeGreaterThan(2 * rounds);
});
