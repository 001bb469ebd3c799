/*
 * What is read out of a text does not depend on what was read before, nor on whether that was brought to its end.
 */
import { expect, test } from "vitest";
import type { GenerateOptions } from "../../generator/index.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder } from "../support/project.js";
import { mutationsAt } from "./mutations.js";
import { randomProtocol } from "./protocols.js";
import { compact, rewritings, spaced } from "./rewritings.js";
import { isSame } from "./same.js";
import { type Shape, type Subject, samplesOf, subjectsOf } from "./subjects.js";

const RANDOM_PROTOCOLS = 12;
const ROUNDS = 4;

/** A text with the reader that it is given to, and what came of it at first. */
interface Reading {
  readonly text: string;
  readonly read: NonNullable<Shape["read"]>;
  readonly first: unknown;
}

async function makeReadings(): Promise<Reading[]> {
  const options = Array.from({ length: RANDOM_PROTOCOLS }, (_, index): GenerateOptions => {
    const { schema, tag } = randomProtocol(new Random(seed + 2_000 + index));
    return { inputs: ["schema.json"], workingFolder: temporaryFolder({ "schema.json": schema }), tag };
  });
  const { subjects } = await subjectsOf(temporaryFolder(), options);
  return subjects.flatMap(readingsOf);
}

function readingsOf(subject: Subject): Reading[] {
  return [...samplesOf(subject, subject.kinds.slice(0, 4), 1)].flatMap(({ frame, text }) => {
    const near = [compact, spaced].flatMap((separators) => [...rewritings(frame, separators)]);
    const texts = [text, ...near, ...mutationsAt(text, text.length >> 1)].filter((_, at) => at % 5 === 0);
    const readers = subject.shapes.flatMap(({ is, read }) => (read && is(frame) ? [read] : []));
    return readers.flatMap((read) =>
      texts.map((one) => ({ text: one, read, first: outcome(() => read(one)) })),
    );
  });
}

/** What `run` gives, or that it throws. */
function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return "thrown";
  }
}

test("readings in any order are what they are alone", { timeout: 120_000 }, async () => {
  const readings = await makeReadings();
  const random = new Random(seed);
  let frames = 0;
  for (let round = 0; round < ROUNDS * readings.length; round++) {
    const { text, read, first } = random.pick(readings);
    if (
      !isSame(
        outcome(() => read(text)),
        first,
      )
    )
      expect.fail(`read as something else: ${text}`);
    if (typeof first === "object") frames++;
  }
  expect(readings.some(({ first }) => first === "thrown")).toBe(true);
  expect(frames).toBeGreaterThan(1_000);
});

test("readings that the end of the stack has cut off change no other", { timeout: 120_000 }, async () => {
  const readings = (await makeReadings()).filter(({ first }) => typeof first === "object").slice(0, 200);
  let cutOff = 0;
  const wrong: string[] = [];
  /** Reads at every level on the way back from the end of the stack. */
  const descend = ({ text, read, first }: Reading): number => {
    let level = 0;
    try {
      level = descend({ text, read, first }) + 1;
    } catch {
      level = 0;
    }
    if (level > 60) return level;
    const found = outcome(() => read(text));
    if (found === "thrown") cutOff++;
    else if (!isSame(found, first)) wrong.push(text);
    return level;
  };
  for (const reading of readings) descend(reading);
  for (const { text, read, first } of readings)
    expect(
      isSame(
        outcome(() => read(text)),
        first,
      ),
    ).toBe(true);
  expect(readings.length).toBeGreaterThan(50);
  expect(cutOff).toBeGreaterThan(0);
});
