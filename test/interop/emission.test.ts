import { expect, test } from "vitest";
import type { GenerateOptions } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { Drawer } from "../../generator/plan/draw.js";
import { Random, seed } from "../differential/random.js";
import { changed } from "../equivalence/changes.js";
import { goldenOptions } from "../support/golden.js";
import { outcome } from "./python/outcome.js";
import { type Pair, pairOf } from "./python/pair.js";
import { needPython } from "./python.js";

/*
 * Neither end ever writes what the other would not read: whatever types allow, and what programs put into frames that types
 * do not allow. What is refused instead is counted, so that it is known to have been tried.
 */

type Row = readonly [name: string, protocols: readonly GenerateOptions[], count: number];

const own = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };

/** Protocols with everything that fields may be. */
const protocols = [
  "arrays-and-tuples",
  "big-integers",
  "bounds-and-patterns",
  "enums",
  "integer-tags",
  "optional-fields",
  "other-properties",
  "recursion",
  "shared-parts",
  "unions-in-fields",
].map(goldenOptions);

test.for<Row>([
  ["the default protocol", [own], 40_000],
  ["other protocols", protocols, 1500],
])("whatever Python writes is read here: %s", { timeout: 120_000 }, async ([, all, count], context) => {
  needPython(context, "msgspec");
  let written = 0;
  let refused = 0;
  for (const options of all) {
    const { peer, codec } = await pairOf(options);
    const emitted = peer.emitted(seed, count);
    const outcomes = emitted.texts.map((bytes) => ({ bytes, ours: outcome(codec, bytes) }));
    const unread = outcomes.filter(({ ours }) => !ours.isAccepted);
    expect(
      unread.slice(0, 5).map(({ bytes, ours }) => ({ text: String(bytes).slice(0, 500), ours })),
    ).toEqual([]);
    written += emitted.texts.length;
    refused += emitted.refused;
  }
  console.info(`${written} frames written, ${refused} refused`);
  expect(written).toBeGreaterThan((all.length * count) / 4);
  expect(refused).toBeGreaterThan((all.length * count) / 20);
});

test.for<Row>([
  ["the default protocol", [own], 400],
  ["other protocols", protocols, 60],
])(
  "whatever is written here is read by Python: %s",
  { timeout: 120_000 },
  async ([, all, count], context) => {
    needPython(context, "msgspec");
    const random = new Random(seed);
    let written = 0;
    let refused = 0;
    for (const options of all) {
      const pair = await pairOf(options);
      const frames = [...framesOf(pair, count, random)];
      const texts = frames.flatMap((frame) => textOf(frame, pair));
      const outcomes = pair.peer.outcomes(
        pair.name,
        texts.map((text) => Buffer.from(text)),
      );
      const unread = texts.flatMap((text, index) => {
        const there = outcomes[index];
        return there?.isAccepted ? [] : [{ text: text.slice(0, 500), there }];
      });
      expect(unread.slice(0, 5)).toEqual([]);
      written += texts.length;
      refused += frames.length - texts.length;
    }
    console.info(`${written} frames written, ${refused} refused`);
    expect(written).toBeGreaterThan(5000);
    expect(refused).toBeGreaterThan(5000);
  },
);

/** So many frames of each kind, as their types allow them; and each with one value changed, to what may not even be JSON. */
function* framesOf({ protocol, kinds }: Pair, count: number, random: Random): Generator<unknown> {
  const drawer = new Drawer(protocol, seed);
  for (const { name } of kinds) {
    for (let left = count; left > 0; left--) {
      const frame = drawer.frame(name);
      yield frame;
      yield* changed(frame, random);
    }
  }
}

/** The text of a frame; none where it is refused, which nothing but a `FrameError` may do. */
function textOf(frame: unknown, { codec }: Pair): string[] {
  try {
    return [codec.encode(frame)];
  } catch (error) {
    expect(error).toMatchObject({ name: "FrameError" });
    return [];
  }
}
