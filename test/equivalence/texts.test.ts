/*
 * What is read out of a text by its layout is what JSON.parse and the check make of it: for over a million texts,
 * canonical ones and those with something done to them that could make a difference.
 */
import { expect, test } from "vitest";
import type { GenerateOptions } from "../../generator/index.js";
import type { Definition } from "../../generator/model/types.js";
import { packagePath } from "../../generator/package.js";
import { FixedLayouts } from "../../generator/plan/fixed.js";
import { Random, seed } from "../differential/random.js";
import { isPlain } from "../differential/texts.js";
import { temporaryFolder } from "../support/project.js";
import { Comparison, Tally } from "./comparison.js";
import { mutationsAt, withEnds } from "./mutations.js";
import { randomProtocol } from "./protocols.js";
import { compact, rewritings, spaced, textOf, uneven } from "./rewritings.js";
import { type Sample, type Subject, type Subjects, samplesOf, subjectsOf } from "./subjects.js";

const RANDOM_PROTOCOLS = 80;

/** How much is made of each protocol. */
interface Extent {
  /** Of so many kinds. */
  readonly kinds: number;
  /** So many frames of each, and its examples. */
  readonly frames: number;
  /** So many places in each text are mutated. */
  readonly places: number;
}

test("any text of the default protocol is read as it is parsed", { timeout: 300_000 }, async () => {
  const options = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };
  const made = await subjectsOf(temporaryFolder(), [options]);
  const { tally, fixed, unread } = outcomeOf(made, { kinds: 8, frames: 1, places: Number.POSITIVE_INFINITY });
  console.info(`default protocol: ${tally}`);
  expect.soft(made.errors).toBe("");
  expect.soft(tally.failures.slice(0, 5)).toEqual([]);
  expect.soft(unread).toEqual([]);
  expect.soft(fixed).toBeGreaterThan(10);
  expect.soft(tally.texts).toBeGreaterThan(500_000);
  expect.soft(tally.reads).toBeGreaterThan(100_000);
});

test("any text of random protocols is read as it is parsed", { timeout: 300_000 }, async () => {
  const options = Array.from({ length: RANDOM_PROTOCOLS }, (_, index): GenerateOptions => {
    const { schema, tag } = randomProtocol(new Random(seed + index));
    return { inputs: ["schema.json"], workingFolder: temporaryFolder({ "schema.json": schema }), tag };
  });
  const made = await subjectsOf(temporaryFolder(), options);
  const { tally, fixed, unread } = outcomeOf(made, { kinds: 4, frames: 2, places: 16 });
  console.info(`seed ${seed}, ${made.subjects.length} random protocols: ${tally}`);
  expect.soft(made.errors).toBe("");
  expect.soft(tally.failures.slice(0, 5)).toEqual([]);
  expect.soft(unread).toEqual([]);
  expect.soft(fixed).toBeGreaterThan(200);
  expect.soft(tally.texts).toBeGreaterThan(500_000);
  expect.soft(tally.reads).toBeGreaterThan(50_000);
});

interface Outcome {
  readonly tally: Tally;
  /** How many canonical texts of kinds with a fixed layout there were. */
  readonly fixed: number;
  /** Those of them that were not read by it. */
  readonly unread: readonly string[];
}

function outcomeOf({ subjects }: Subjects, extent: Extent): Outcome {
  const tally = new Tally();
  const fixed: string[] = [];
  const unread: string[] = [];
  for (const subject of subjects) {
    const random = new Random(`${seed} ${subject.name}`);
    const kinds = random.shuffled(subject.kinds).slice(0, extent.kinds);
    for (const sample of samplesOf(subject, kinds, extent.frames)) {
      const comparison = new Comparison(subject, sample, tally);
      for (const text of textsOf(sample, random, extent.places)) comparison.compare(text);
      const texts = isFixed(subject, sample) ? canonicalTexts(sample) : [];
      fixed.push(...texts);
      const isRead = (text: string) =>
        comparison.shapes.every(({ read }) => subject.runtime.readShort(text, read) !== undefined);
      unread.push(...texts.filter((text) => !isRead(text)));
    }
  }
  return { tally, fixed: fixed.length, unread };
}

/** Whether a sample is of a kind whose frames are all laid out alike, and has nothing that takes more care to read. */
function isFixed({ protocol }: Subject, { kind, text }: Sample): boolean {
  const definitions = new Map(protocol.definitions.map((definition) => [definition.name, definition]));
  const layouts = new FixedLayouts((name) => definitions.get(name) as Definition);
  const isSimple = text.length < 8000 && isPlain(text) && !/\\|e-\d{3}/.test(text);
  return isSimple && layouts.of(kind.type) !== undefined;
}

/** The text of a sample as it is encoded, and with the spaces that Python's `json.dumps` writes. */
function canonicalTexts({ text }: Sample): string[] {
  const token = /"(?:[^"\\]|\\.)*"|[,:]/g;
  return [text, text.replace(token, (found) => (found.length === 1 ? `${found} ` : found))];
}

/** The texts of a sample, and texts that are close to them. */
function* textsOf(sample: Sample, random: Random, places: number): Generator<string> {
  const { frame } = sample;
  for (const text of canonicalTexts(sample)) {
    yield text;
    yield* withEnds(text);
    for (const at of placesIn(text, random, places)) yield* mutationsAt(text, at);
  }
  for (const separators of uneven) yield textOf(frame, separators);
  for (const separators of [compact, spaced]) yield* rewritings(frame, separators);
}

function placesIn(text: string, random: Random, count: number): number[] {
  if (count >= text.length) return Array.from(text, (_, at) => at);
  return Array.from({ length: count }, () => random.below(text.length));
}
