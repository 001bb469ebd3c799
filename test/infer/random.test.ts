import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { infer } from "../../generator/infer/index.js";
import type { Json } from "../../generator/model/types.js";
import { read } from "../../generator/pipeline.js";
import { Checker } from "../../generator/plan/checker.js";
import { Drawer } from "../../generator/plan/draw.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder, writeFiles } from "../support/project.js";
import { pictureOf } from "./picture.js";
import { randomProtocol } from "./protocols.js";

const rounds = Number(process.env.ROUNDS ?? 12);
const framesOfKind = 600;

test("a protocol is inferred from its frames as it was", { timeout: 120_000 }, async () => {
  const random = new Random(seed);
  let compared = 0;
  let frames = 0;
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { tag, channels } = randomProtocol(random);
    const folder = temporaryFolder({
      ...Object.fromEntries([...channels].map(([name, schema]) => [`${name}.schema.json`, schema])),
      "protocol.json": {
        name: "random",
        tag,
        channels: Object.fromEntries(
          [...channels.keys()].map((name) => [
            name,
            { path: `/${name}`, serverToClient: { $ref: `${name}.schema.json` } },
          ]),
        ),
      },
    });
    const { protocol } = read({ inputs: ["protocol.json"], workingFolder: folder, assertFormats: true });
    const drawer = new Drawer(protocol, random.below(1e9));
    const lines: string[] = [];
    for (const { name, serverToClient } of protocol.channels) {
      for (const frame of serverToClient?.frames ?? []) {
        for (let count = 0; count < framesOfKind; count++) {
          const drawn = drawer.frame(frame.name);
          if (drawn) lines.push(`{"channel":${JSON.stringify(name)},"frame":${jsonOf(drawn)}}`);
        }
      }
    }
    writeFileSync(join(folder, "recording.ndjson"), `${random.shuffled(lines).join("\n")}\n`);
    const inferred = await infer({ recording: "recording.ndjson", workingFolder: folder });
    expect(inferred.badLines).toEqual([]);
    expect(inferred.tag).toBe(tag);
    writeFiles(
      folder,
      Object.fromEntries([...inferred.files].map(([path, text]) => [`inferred/${path}`, text])),
    );
    const again = read({ inputs: ["inferred/protocol.json"], workingFolder: folder, assertFormats: true });
    const checker = new Checker(again.protocol);
    void checker;
    const before = pictureOf(protocol);
    const after = pictureOf(again.protocol);
    frames += lines.length;
    for (const [key, text] of before) {
      const camel = [...after.keys()].find(
        (one) => one.replace(/\W|_/g, "").toLowerCase() === key.replace(/\W|_/g, "").toLowerCase(),
      );
      compared++;
      if (after.get(camel ?? "") !== text)
        wrong.push(`${key}\n  ${text.slice(0, 1500)}\n  ${after.get(camel ?? "")?.slice(0, 1500)}`);
    }
  }
  console.log(`${rounds} protocols, ${compared} kinds, ${frames} frames, ${wrong.length} differ`);
  expect(wrong.slice(0, 8).join("\n")).toBe("");
});

function jsonOf(value: Json): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  return `{${Object.entries(value)
    .map(([key, one]) => `${JSON.stringify(key)}:${jsonOf(one as Json)}`)
    .join()}}`;
}
