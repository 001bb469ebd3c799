import { expect, test } from "vitest";
import { Random, seed } from "../differential/random.js";
import { frame, union } from "../generated/protocols.js";
import { comparedBy, pairOfSchema } from "./python/pair.js";
import { shown, Tally } from "./python/tally.js";
import { needPython } from "./python.js";

/** How many random doubles are compared, and how many of them go into a frame. */
const DOUBLES = 1_000_000;
const IN_FRAME = 1000;

const doubles = union({
  Doubles: frame("doubles", { values: { type: "array", items: { type: "number" } } }),
  Other: frame("other", {}),
});

test("a million doubles are the same at both ends, digit by digit, however they are written", async (context) => {
  needPython(context, "msgspec");
  const pair = await pairOfSchema(doubles);
  const random = new Random(seed);
  const frames = Array.from({ length: Math.ceil(DOUBLES / IN_FRAME) }, () =>
    Array.from({ length: IN_FRAME }, () => random.pick(makers)(random)),
  );
  const texts = frames.map((values) => {
    const written = values.map((value) => random.pick(layouts)(value));
    return Buffer.from(`{"kind":"doubles","values":[${written.join(",")}]}`);
  });
  for (const [index, { ours, peers }] of comparedBy(pair, texts).entries()) {
    expect(ours.isAccepted && ours.text).toBe(peers.isAccepted && peers.text);
    const read = ours.isAccepted && (JSON.parse(ours.text) as { values: readonly number[] }).values;
    expect(read).toEqual(frames[index]);
  }
}, 300_000);

test("numbers at every limit of either end have the same verdict in every sort of field", async (context) => {
  needPython(context, "msgspec");
  const pair = await pairOfSchema(limited);
  const tally = new Tally();
  const texts = Object.keys(fields).flatMap((field) =>
    limits.map((number) => Buffer.from(`{"kind":"${field}","value":${number}}`)),
  );
  for (const one of comparedBy(pair, texts)) tally.add(one);
  console.info(`${tally}`);
  expect(tally.unexplained.map(shown)).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(texts.length / 4);
  expect(tally.refused).toBeGreaterThan(texts.length / 4);
});

/** Sorts of fields, each of which a kind has. */
const fields = {
  number: { type: "number" },
  integer: { type: "integer" },
  int64: { type: "integer", format: "int64" },
  uint64: { type: "integer", format: "uint64" },
  byte: { type: "integer", minimum: 0, maximum: 255 },
  positive: { type: "number", exclusiveMinimum: 0 },
  early: { type: "integer", maximum: 9007199254740990 },
  nullable: { type: ["number", "null"] },
};

const limited = union(
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`Of${name}`, frame(name, { value })])),
);

/** Whole numbers at the limits of bytes, doubles, and 64 bits with and without a sign, and on both sides of them. */
const whole = [
  0n,
  255n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n,
  10n ** 21n,
  10n ** 30n,
].flatMap((limit) => [-2n, -1n, 0n, 1n, 2n].flatMap((step) => [limit + step, -(limit + step)]));

const limits: readonly string[] = [
  ...new Set(whole.map(String)),
  ..."-0 0.0 -0.0 0e0 1.0 -1.0 1e0 1E2 10e-1 2.5e1 0.1 0.5 -0.5 255.0 255.5 1e15 1e16 1e17 123456789012345680.0 1e21 1e22".split(
    " ",
  ),
  ..."9007199254740990.0 9007199254740991.0 9007199254740992.0 9007199254740993.0 9.007199254740993e15 9223372036854775807.0".split(
    " ",
  ),
  ..."1e-4 1e-5 1e-6 1e-7 1.5e-5 5e-324 2e-324 1e-400 2.2250738585072011e-308 1.7976931348623157e308 1.7976931348623159e308".split(
    " ",
  ),
  ..."1e308 1e309 -1e309 0.1e1 4.35 0.30000000000000004 5e-1 00 01 -01 1. .5 +1 1e 0x1 NaN Infinity -Infinity 1_0".split(
    " ",
  ),
];

/** Doubles of all sorts. */
const makers: readonly ((random: Random) => number)[] = [
  anyDouble,
  // Around where layouts change, and where integers end.
  (random) => Number(`${random.below(10_000)}e${random.below(40) - 20}`),
  (random) =>
    random.pick([1e-7, 1e-6, 1e-5, 1e-4, 1e15, 1e16, 1e17, 1e21, 1e22]) *
    (1 + (random.below(9) - 4) * 2 ** -52),
  (random) => 2 ** (random.below(70) - 3) + random.below(5) - 2,
  (random) => -random.below(1_000_000) / 1000,
];

/** A double of which each bit is as likely set as not, but no NaN and no infinity. */
function anyDouble(random: Random): number {
  for (;;) {
    words[0] = random.below(2 ** 32);
    words[1] = random.below(2 ** 32);
    if (Number.isFinite(double[0])) return double[0] as number;
  }
}

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);

/** Texts of a double, all of which are read as itself. */
const layouts: readonly ((value: number) => string)[] = [
  String,
  (value) => value.toExponential(),
  (value) => value.toExponential(16),
  (value) => value.toPrecision(17),
  (value) => value.toExponential(30).toUpperCase(),
];
