import { join } from "node:path";
import { type GenerateOptions, generate } from "../../../generator/index.js";
import type { Protocol } from "../../../generator/model/types.js";
import { run } from "../../../generator/pipeline.js";
import type { AnyCodec } from "../../../generator/targets/typescript/run.js";
import { temporaryFolder, writeFiles } from "../../support/project.js";
import { type Case, type Outcome, outcome } from "./outcome.js";
import { Peer } from "./peer.js";

/** What reads and writes at both ends. */
export interface End {
  readonly codec: AnyCodec;
  readonly peer: Peer;
  /** Where the codec is in the package of the peer. */
  readonly name: string;
  /** Whether the package checks, and keeps, less than the schema says, as a diagnostic has told. */
  readonly isWeaker?: boolean;
}

/** Both ends of one protocol, with what reads and writes all of its frames. */
export interface Pair extends End {
  readonly protocol: Protocol;
}

/** Generates both ends of a protocol that stands in a test. */
export async function pairOf(schema: object, options: Partial<GenerateOptions> = {}): Promise<Pair> {
  const workingFolder = temporaryFolder({ "schema.json": schema });
  const all = { inputs: ["schema.json"], workingFolder, ...options };
  const { files, diagnostics } = await generate({
    ...all,
    targets: ["python"],
    targetOptions: { python: { package: "peer" } },
  });
  writeFiles(workingFolder, Object.fromEntries(files));
  const { protocol, codecs } = await run(all);
  if (!codecs.frames) throw new Error("The protocol has no table of all frames");
  return {
    protocol,
    codec: codecs.frames,
    peer: new Peer(join(workingFolder, "python"), "peer"),
    name: "FRAME_CODEC",
    isWeaker: diagnostics.some(({ code }) => code === "target-weaker"),
  };
}

/** What both ends make of texts. */
export function comparedBy(
  { codec, peer, name, isWeaker = false }: End,
  texts: readonly Uint8Array[],
): Case[] {
  const outcomes = peer.outcomes(name, texts);
  return texts.map((bytes, index) => ({
    bytes,
    isWeaker,
    ours: outcome(codec, bytes),
    peers: outcomes[index] as Case["peers"],
  }));
}

/** Those frames of which one end does not read what the other writes, or writes it in another way than its own. */
export function misread(end: End, cases: readonly Case[]): Case[] {
  const textsOf = (side: "ours" | "peers") => cases.map((one) => Buffer.from(textOf(one[side])));
  const there = comparedBy(end, textsOf("ours"));
  const here = comparedBy(end, textsOf("peers"));
  return cases.filter((one, index) => {
    const { peers } = there[index] as Case;
    const { ours } = here[index] as Case;
    const isRead = peers.isAccepted && peers.isWritten && ours.isAccepted;
    return !(isRead && (one.isWeaker || ours.text === textOf(one.ours)));
  });
}

function textOf(one: Outcome): string {
  if (!one.isAccepted) throw new Error(one.code);
  return one.text;
}
