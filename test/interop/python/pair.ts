import { join } from "node:path";
import { type GenerateOptions, generate } from "../../../generator/index.js";
import type { Protocol } from "../../../generator/model/types.js";
import { run } from "../../../generator/pipeline.js";
import type { AnyCodec } from "../../../generator/targets/typescript/run.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";
import { type Case, outcome } from "./outcome.js";
import { Peer } from "./peer.js";

/** Both ends of one protocol. */
export interface Pair {
  readonly protocol: Protocol;
  /** What reads and writes all frames here. */
  readonly codec: AnyCodec;
  readonly peer: Peer;
}

/** Generates both ends of a protocol that stands in a test. */
export async function pairOf(schema: object, options: Partial<GenerateOptions> = {}): Promise<Pair> {
  const workingFolder = temporaryFolder({ "schema.json": schema });
  const all = { inputs: ["schema.json"], workingFolder, ...options };
  const { protocol, codecs } = await run(all);
  const { files } = await generate({
    ...all,
    targets: ["python"],
    targetOptions: { python: { package: "peer" } },
  });
  writeFiles(workingFolder, Object.fromEntries(files));
  if (!codecs.frames) throw new Error("The protocol has no table of all frames");
  return { protocol, codec: codecs.frames, peer: new Peer(join(workingFolder, "python"), "peer") };
}

/** What both ends make of texts. */
export function comparedBy(
  { codec, peer }: Pick<Pair, "codec" | "peer">,
  texts: readonly Uint8Array[],
  name = "FRAME_CODEC",
): Case[] {
  const outcomes = peer.outcomes(name, texts);
  return texts.map((bytes, index) => ({
    bytes,
    ours: outcome(codec, bytes),
    peers: outcomes[index] as Case["peers"],
  }));
}
