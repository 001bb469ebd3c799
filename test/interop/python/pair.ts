import { join } from "node:path";
import { type GenerateOptions, generate } from "../../../generator/index.js";
import type { Frame, Protocol } from "../../../generator/model/types.js";
import { run } from "../../../generator/pipeline.js";
import type { AnyCodec } from "../../../generator/targets/typescript/run.js";
import { temporaryFolder } from "../../support/project.js";
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
  /** All kinds of frames. */
  readonly kinds: readonly Frame[];
}

/** Generates both ends of a protocol that stands in a test. */
export async function pairOfSchema(schema: object, tag?: string): Promise<Pair> {
  return pairOf({ inputs: ["schema.json"], workingFolder: temporaryFolder({ "schema.json": schema }), tag });
}

/** Generates both ends of a protocol that has one table of all its frames. */
export async function pairOf(options: GenerateOptions): Promise<Pair> {
  const { files, diagnostics } = await generate({
    ...options,
    targets: ["python"],
    targetOptions: { python: { package: "peer" } },
  });
  const folder = temporaryFolder(Object.fromEntries(files));
  const { protocol, codecs } = await run(options);
  if (!codecs.frames) throw new Error("The protocol has no table of all frames");
  return {
    protocol,
    kinds: "members" in protocol.frames ? protocol.frames.members : [],
    codec: codecs.frames,
    peer: new Peer(join(folder, "python"), "peer"),
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
  return texts.map((bytes, index) => {
    const peers = outcomes[index] as Outcome;
    const isMended = isWeaker && peers.isAccepted && outcome(codec, Buffer.from(peers.text)).isAccepted;
    return { bytes, isMended, ours: outcome(codec, bytes), peers };
  });
}

/** Whether both ends read a frame, and write it. */
export function isWritten({ ours, peers }: Case): boolean {
  return ours.isAccepted && ours.isWritten && peers.isAccepted && peers.isWritten;
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
    return !(isRead && (one.isMended || ours.text === textOf(one.ours)));
  });
}

function textOf(one: Outcome): string {
  if (!one.isAccepted) throw new Error(one.code);
  return one.text;
}
