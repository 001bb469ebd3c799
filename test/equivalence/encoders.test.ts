/*
 * What is put into a buffer is the UTF-8 of what is encoded as text, wherever it is put, and nothing but that is touched.
 */
import { expect, test } from "vitest";
import type { GenerateOptions } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder } from "../support/project.js";
import { randomProtocol } from "./protocols.js";
import { type Sample, samplesOf, subjectsOf } from "./subjects.js";

const UNTOUCHED = 0xaa;

test("the bytes of a frame are those of its text", { timeout: 300_000 }, async () => {
  const ours = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };
  const random = Array.from({ length: 60 }, (_, index): GenerateOptions => {
    const { schema, tag } = randomProtocol(new Random(seed + index));
    return { inputs: ["schema.json"], workingFolder: temporaryFolder({ "schema.json": schema }), tag };
  });
  const made = [await subjectsOf(temporaryFolder(), [ours]), await subjectsOf(temporaryFolder(), random)];
  expect(made.map(({ errors }) => errors)).toEqual(["", ""]);
  const subjects = made.flatMap((one) => one.subjects);
  const samples = subjects.flatMap((subject) => [...samplesOf(subject, subject.kinds, 12)]);
  expect(samples.flatMap(wrongBytes).slice(0, 5)).toEqual([]);
  expect(samples.length).toBeGreaterThan(2000);
  console.info(`${samples.length} frames of ${subjects.length} protocols`);
});

/** What is wrong with what is put into buffers of a frame. */
function wrongBytes({ kind: { codec }, frame, text }: Sample): string[] {
  const expected = Buffer.from(text);
  const wrong: string[] = [];
  for (const offset of [0, 1, 7]) {
    for (const behind of [0, 3]) {
      const buffer = new Uint8Array(offset + expected.length + behind).fill(UNTOUCHED);
      const written = codec.encodeInto(frame, buffer, offset);
      const whole = [...Array(offset).fill(UNTOUCHED), ...expected, ...Array(behind).fill(UNTOUCHED)];
      const isRight = written === expected.length && Buffer.from(whole).equals(buffer);
      if (!isRight) wrong.push(`${text} at ${offset}: ${Buffer.from(buffer)}`);
    }
  }
  for (const size of [0, expected.length >> 1, expected.length - 1]) {
    if (!failsFor(() => codec.encodeInto(frame, new Uint8Array(size)))) wrong.push(`${text} fits ${size}`);
  }
  return wrong;
}

function failsFor(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}
