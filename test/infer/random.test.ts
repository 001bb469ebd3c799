import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Inferred, infer } from "../../generator/infer/index.js";
import type { Json, Protocol } from "../../generator/model/types.js";
import { read, run } from "../../generator/pipeline.js";
import { Drawer } from "../../generator/plan/draw.js";
import { readLines } from "../../generator/recording/index.js";
import { Validator } from "../../generator/validate/index.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder, writeFiles } from "../support/project.js";
import { pictureOf } from "./picture.js";
import { type RandomProtocol, randomProtocol } from "./protocols.js";

const rounds = 8;
const framesOfKind = 500;

/** What a guess may be about where a kind was not inferred as it was: too little was seen. */
const thin = /^(?:few|no-enum|empty|null)$/;

test(`${rounds} protocols are inferred from their frames as they were`, { timeout: 120_000 }, async () => {
  const random = new Random(seed);
  const sums = { kinds: 0, frames: 0, equal: 0, thin: 0 };
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const drawn = randomProtocol(random);
    const folder = temporaryFolder(filesOf(drawn));
    const { protocol } = read({ inputs: ["protocol.json"], workingFolder: folder, assertFormats: true });
    const lines = random.shuffled(framesOf(protocol, random.below(1e9)));
    writeFileSync(join(folder, "recording.ndjson"), `${lines.join("\n")}\n`);
    const inferred = await infer({ recording: "recording.ndjson", workingFolder: folder });
    expect(inferred.tag).toBe(drawn.tag);
    expect(inferred.badLines).toEqual([]);
    writeFiles(
      folder,
      Object.fromEntries([...inferred.files].map(([path, text]) => [`inferred/${path}`, text])),
    );
    const again = await accepted(folder, lines.length);
    const after = pictureOf(again);
    for (const [key, text] of pictureOf(protocol)) {
      sums.kinds++;
      if (after.get(key) === text) sums.equal++;
      else if (isThin(inferred, key)) sums.thin++;
      else wrong.push(`${key}\n  ${text}\n  ${after.get(key)}`);
    }
    sums.frames += lines.length;
  }
  console.log(`seed ${seed}: ${rounds} protocols, ${JSON.stringify(sums)}`);
  expect(wrong.join("\n").slice(0, 5000)).toBe("");
  expect(sums.equal).toBeGreaterThan(0.9 * sums.kinds);
});

function filesOf({ tag, channels }: RandomProtocol): Record<string, unknown> {
  const schemas = [...channels].map(([name, schema]) => [`${name}.schema.json`, schema]);
  const carried = [...channels.keys()].map((name) => [
    name,
    { path: `/${name}`, serverToClient: { $ref: `${name}.schema.json` } },
  ]);
  return {
    ...Object.fromEntries(schemas),
    "protocol.json": { name: "random", tag, channels: Object.fromEntries(carried) },
  };
}

function framesOf(protocol: Protocol, drawerSeed: number): string[] {
  const drawer = new Drawer(protocol, drawerSeed);
  return protocol.channels.flatMap(({ name, serverToClient }) =>
    (serverToClient?.frames ?? []).flatMap((frame) =>
      Array.from({ length: framesOfKind }, () => {
        const drawn = drawer.frame(frame.name);
        if (drawn === undefined) throw new Error(`no ${frame.name} was drawn`);
        return `{"channel":${JSON.stringify(name)},"frame":${jsonOf(drawn)}}`;
      }),
    ),
  );
}

/** The inferred protocol, once what is generated for it has accepted every line. */
async function accepted(folder: string, count: number): Promise<Protocol> {
  const { protocol, codecs } = await run({
    inputs: ["inferred/protocol.json"],
    workingFolder: folder,
    assertFormats: true,
  });
  const validator = new Validator(protocol, codecs);
  const findings: unknown[] = [];
  await readLines("recording.ndjson", folder, (line) => {
    const finding = validator.check(line);
    if (finding) findings.push(finding);
  });
  expect(findings.slice(0, 5)).toEqual([]);
  expect(validator.lines).toBe(count);
  return protocol;
}

function isThin({ guesses }: Inferred, key: string): boolean {
  const [channel = "", , kind = ""] = key.split(" ");
  // A guess tells the name that the channel was given, the key tells its path.
  const own = `${channel.replaceAll("_", "")} ${JSON.parse(kind)}`.toLowerCase();
  return guesses.some(({ code, frame }) => thin.test(code) && frame?.toLowerCase() === own);
}

function jsonOf(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  const entries = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}:${jsonOf(one as Json)}`);
  return `{${entries.join()}}`;
}
