import { expect, test } from "vitest";
import * as frames from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import type { AnyCodec } from "../../generator/targets/typescript/run.js";
import { Random, seed } from "../differential/random.js";
import { differences, wordings } from "./differences.js";
import { frameBytes } from "./frames.js";
import { type Outcome, outcome } from "./python/outcome.js";
import { comparedBy, type End, isWritten, misread, pairOfSchema } from "./python/pair.js";
import { Peer } from "./python/peer.js";
import { explanationsOf, shown, Tally } from "./python/tally.js";
import { needPython } from "./python.js";

/** How many texts are compared; more of them on demand. */
const FRAMES = Number(process.env.FRAMEWRIGHT_INTEROP_FRAMES ?? 100_000);

/** How many of them there are at a time. */
const BATCH = 20_000;

const peer = new Peer(packagePath("generated/python"), "exlab_events");
const {
  decodeFrame: decode,
  tryDecodeFrame: tryDecode,
  encodeFrame: encode,
  channels,
  frameFromObject,
} = frames;

/** What reads and writes all frames, and those of a channel, and how much it gets to do. */
const whole: End = { codec: { decode, tryDecode, encode } as AnyCodec, peer, name: "FRAME_CODEC" };
const ends: readonly (readonly [end: End, share: number])[] = [
  [whole, 0.8],
  [channelEnd(channels.session.serverToClient, "session"), 0.1],
  [channelEnd(channels.problems.serverToClient, "problems"), 0.1],
];

function channelEnd(codec: unknown, channel: string): End {
  return { codec: codec as AnyCodec, peer, name: `channels.${channel}.server_to_client` };
}

test("verdicts, places and bytes are those of the Python package, but for the differences that are explained", (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed);
  const tally = new Tally();
  for (const [end, share] of ends) {
    for (let left = Math.round(FRAMES * share); left > 0; left -= BATCH) {
      const texts = Array.from({ length: Math.min(left, BATCH) }, () => frameBytes(random));
      for (const one of comparedBy(end, texts)) tally.add(one);
    }
  }
  console.info(`seed ${seed}: ${tally}`);
  expect(tally.unexplained.slice(0, 5).map(shown)).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(FRAMES / 4);
  expect(tally.refused).toBeGreaterThan(FRAMES / 4);
}, 1_200_000);

test("values that were parsed already have the same verdicts at both ends", (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed + 2);
  const texts = Array.from({ length: BATCH }, () => frameBytes(random)).filter(isPlainObject);
  const outcomes = peer.outcomes("FRAME_CODEC", texts, "from_dict");
  const parsed = { ...whole.codec, decode: (text) => frameFromObject(JSON.parse(String(text))) } as AnyCodec;
  const tally = new Tally();
  for (const [index, bytes] of texts.entries()) {
    tally.add({ bytes, ours: outcome(parsed, bytes), peers: outcomes[index] as Outcome });
  }
  console.info(`seed ${seed}: ${tally}`);
  expect(tally.unexplained.slice(0, 5).map(shown)).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(BATCH / 4);
  expect(tally.refused).toBeGreaterThan(BATCH / 16);
});

test("each end reads what the other writes, and writes it as it would have done itself", (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed + 1);
  const texts = Array.from({ length: BATCH }, () => frameBytes(random));
  const cases = comparedBy(whole, texts).filter(isWritten);
  expect(cases.length).toBeGreaterThan(BATCH / 4);
  expect(misread(whole, cases).slice(0, 5).map(shown)).toEqual([]);
});

test("every difference in the lists is still there, and its example shows no other", async (context) => {
  needPython(context, "msgspec");
  for (const { id, schema, example } of [...differences, ...wordings]) {
    const pair = schema ? await pairOfSchema(schema) : whole;
    const shownBy = comparedBy(pair, [example]).map(explanationsOf);
    expect(shownBy, id).toEqual([[id]]);
  }
});

/** Whether a text is a JSON object, and the same one at both ends: with no number or string in it that is not. */
function isPlainObject(bytes: Uint8Array): boolean {
  const text = String(Buffer.from(bytes));
  if (/\d[.e]|\d{16}|\\ud|\ufffd/i.test(text)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
