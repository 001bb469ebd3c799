import { expect, test } from "vitest";
import { DiagnosticsError } from "../../generator/index.js";
import type { FrameSet } from "../../generator/model/types.js";
import { Texts } from "../../generator/targets/corpus/texts.js";
import { Random, seed } from "../differential/random.js";
import { randomProtocol } from "../equivalence/protocols.js";
import { comparedBy, isWritten, misread, type Pair, pairOfSchema } from "./python/pair.js";
import { shown, Tally } from "./python/tally.js";
import { needPython } from "./python.js";

/** How many texts of random protocols are compared; more of them on demand. */
const FRAMES = Number(process.env.FRAMEWRIGHT_INTEROP_FRAMES ?? 100_000);

/** How often frames of one protocol are drawn, and how many texts are made of them each time. */
const ROUNDS = 10;
const OF_ROUND = 1200;

test("both ends of random protocols say the same of frames, of near misses, and of texts in other layouts", async (context) => {
  needPython(context, "msgspec");
  const random = new Random(seed);
  const tally = new Tally();
  let protocols = 0;
  for (let compared = 0; compared < FRAMES; ) {
    const pair = await nextPair(random);
    const texts = textsOf(pair);
    const cases = comparedBy(pair, texts);
    for (const one of cases) tally.add(one);
    const read = cases.filter(isWritten);
    expect(misread(pair, read).slice(0, 5).map(shown)).toEqual([]);
    compared += texts.length;
    protocols++;
  }
  console.info(`seed ${seed}, ${protocols} protocols: ${tally}`);
  expect(tally.unexplained.slice(0, 5).map(shown)).toEqual([]);
  expect(tally.accepted).toBeGreaterThan(FRAMES / 8);
  expect(tally.refused).toBeGreaterThan(FRAMES / 4);
}, 1_200_000);

/** Both ends of the next random protocol that there is in Python. */
async function nextPair(random: Random): Promise<Pair> {
  for (;;) {
    const { schema, tag } = randomProtocol(random, isName);
    try {
      return await pairOfSchema(schema, tag);
    } catch (error) {
      if (!(error instanceof DiagnosticsError)) throw error;
    }
  }
}

/** Whether msgspec takes a name, and Python has an attribute for it that it has for no other. */
function isName(name: string): boolean {
  return !/["\\\p{Cc}]/u.test(name) && !["a,b", "a:b"].includes(name);
}

function textsOf({ protocol, kinds }: Pair): Uint8Array[] {
  const { tag } = protocol.frames as FrameSet;
  const most = Math.ceil(OF_ROUND / kinds.length);
  const texts = Array.from({ length: ROUNDS }, (_, round) => {
    const made = new Texts(protocol, seed + round);
    return kinds.flatMap((frame) => made.of(frame, tag, most).map(({ text }) => text));
  });
  return [...new Set(texts.flat())].map((text) => Buffer.from(text));
}
