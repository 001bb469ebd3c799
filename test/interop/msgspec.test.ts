import { expect, test } from "vitest";
import * as frames from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import type { AnyCodec } from "../../generator/targets/typescript/run.js";
import { Random, seed } from "../differential/random.js";
import { differences, wordings } from "./differences.js";
import { frameBytes } from "./frames.js";
import { type Case, type Outcome, outcome } from "./python/outcome.js";
import { Peer } from "./python/peer.js";
import { explanationsOf, shown, Tally } from "./python/tally.js";
import { needPython } from "./python.js";

/** How many texts are compared; more of them on demand. */
const FRAMES = Number(process.env.FRAMEWRIGHT_INTEROP_FRAMES ?? 100_000);

/** How many of them there are at a time. */
const BATCH = 20_000;

const peer = new Peer(packagePath("generated/python"), "exlab_events");
const { decodeFrame: decode, tryDecodeFrame: tryDecode, encodeFrame: encode, channels } = frames;

/** What reads and writes all frames, and those of a channel: here, where it is there, and how much it gets to do. */
const codecs: readonly (readonly [ours: AnyCodec, peers: string, share: number])[] = [
  [{ decode, tryDecode, encode } as AnyCodec, "FRAME_CODEC", 0.8],
  [channels.session.serverToClient as AnyCodec, "channels.session.server_to_client", 0.1],
  [channels.problems.serverToClient as AnyCodec, "channels.problems.server_to_client", 0.1],
];

test("verdicts, places and bytes are those of the Python package, but for the differences that are explained", (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed);
  const tally = new Tally();
  for (const [ours, peers, share] of codecs) {
    for (let left = Math.round(FRAMES * share); left > 0; left -= BATCH) {
      const texts = Array.from({ length: Math.min(left, BATCH) }, () => frameBytes(random));
      for (const one of compared(ours, peers, texts)) tally.add(one);
    }
  }
  console.info(`seed ${seed}: ${tally}`);
  expect(tally.unexplained.slice(0, 5).map(shown)).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(FRAMES / 4);
  expect(tally.refused).toBeGreaterThan(FRAMES / 4);
}, 1_200_000);

test("each end reads what the other writes, and writes it as it would have done itself", (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed + 1);
  const [[ours, peers]] = codecs as [(typeof codecs)[number]];
  const texts = Array.from({ length: BATCH }, () => frameBytes(random));
  const cases = compared(ours, peers, texts).filter((one) => one.ours.isAccepted && one.peers.isAccepted);
  expect(cases.length).toBeGreaterThan(BATCH / 4);
  const written = (outcomes: readonly Outcome[]) => outcomes.map((one) => Buffer.from(textOf(one)));
  const peersOfOurs = peer.outcomes(peers, written(cases.map((one) => one.ours)));
  const oursOfPeers = written(cases.map((one) => one.peers)).map((bytes) => outcome(ours, bytes));
  const different = cases.flatMap((one, index) => {
    const { isAccepted } = peersOfOurs[index] as Outcome;
    const again = oursOfPeers[index] as Outcome;
    return isAccepted && again.isAccepted && again.text === textOf(one.ours) ? [] : [shown(one)];
  });
  expect(different.slice(0, 5)).toEqual([]);
});

test("every difference in the lists is still there, and its example shows no other", (context) => {
  needPython(context, "msgspec");
  const all = [...differences, ...wordings];
  const [[ours, peers]] = codecs as [(typeof codecs)[number]];
  const cases = compared(
    ours,
    peers,
    all.map(({ example }) => example),
  );
  expect(cases.map(explanationsOf)).toEqual(all.map(({ id }) => [id]));
});

function compared(ours: AnyCodec, peers: string, texts: readonly Uint8Array[]): Case[] {
  const outcomes = peer.outcomes(peers, texts);
  return texts.map((bytes, index) => ({
    bytes,
    ours: outcome(ours, bytes),
    peers: outcomes[index] as Outcome,
  }));
}

function textOf(one: Outcome): string {
  if (!one.isAccepted) throw new Error(one.code);
  return one.text;
}
