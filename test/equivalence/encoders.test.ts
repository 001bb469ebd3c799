/*
 * A frame has one text, whichever function gives it: the bytes that are put by its layout are those of its text as UTF-8,
 * wherever in a buffer, and what one function refuses the others refuse with the same words.
 */
import { expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { Random, seed } from "../differential/random.js";
import { temporaryFolder } from "../support/project.js";
import { changed } from "./changes.js";
import { randomProtocol } from "./protocols.js";
import { type Subject, samplesOf, subjectsOf } from "./subjects.js";

/** What encodes frames, of a kind or of all kinds. */
interface Encoders {
  readonly encode: (frame: unknown) => string;
  readonly encodeInto: (frame: unknown, buffer: Uint8Array, offset?: number) => number;
  readonly encodeBytes?: (frame: unknown) => Uint8Array;
}

const utf8 = new TextEncoder();
const FILL = 0xaa;

/** What becomes of a frame: its bytes, or the words with which it is refused. */
function outcome(act: () => Uint8Array): Uint8Array | string {
  try {
    return act();
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

/** Encodes into a buffer in which nothing but the frame may change; gives what stands there. */
function put({ encodeInto }: Encoders, frame: unknown, offset: number, room: number): Uint8Array {
  const buffer = new Uint8Array(offset + room).fill(FILL);
  let length = buffer.length - offset;
  try {
    length = encodeInto(frame, buffer, offset);
  } finally {
    expect(buffer.subarray(0, offset).every((byte) => byte === FILL)).toBe(true);
    expect(buffer.subarray(offset + length).every((byte) => byte === FILL)).toBe(true);
  }
  return buffer.slice(offset, offset + length);
}

/** In which ways the encoders differ about a frame. */
function* differences(encoders: Encoders, frame: unknown): Generator<string> {
  const { encode, encodeBytes } = encoders;
  const expected = outcome(() => utf8.encode(encode(frame)));
  const { length } = typeof expected === "string" ? { length: 200 } : expected;
  const same = (actual: Uint8Array | string) =>
    typeof actual === "string" || typeof expected === "string"
      ? actual === expected
      : Buffer.compare(actual, expected) === 0;
  if (encodeBytes && !same(outcome(() => encodeBytes(frame)))) yield "bytes";
  for (const [offset, spare] of [
    [0, 0],
    [1, 0],
    [0, 9],
    [7, 100],
  ] as const) {
    if (!same(outcome(() => put(encoders, frame, offset, length + spare))))
      yield `at ${offset}, ${spare} to spare`;
  }
  for (const [offset, missing] of [
    [0, 1],
    [5, 1],
    [5, length],
  ] as const) {
    const short = outcome(() => put(encoders, frame, offset, length - missing));
    const words = `RangeError: The frame takes ${length} bytes; there are ${length - missing} from ${offset} on`;
    if (short !== (typeof expected === "string" ? expected : words))
      yield `at ${offset}, ${missing} too short`;
  }
}

async function encodersOf(subject: Subject): Promise<Encoders> {
  const { encodeFrame, encodeFrameInto, encodeFrameBytes } = (await import(
    subject.url.replace("shapes.js", "frames.js")
  )) as Readonly<Record<string, never>>;
  return {
    encode: encodeFrame,
    encodeInto: encodeFrameInto,
    encodeBytes: encodeFrameBytes,
  } as unknown as Encoders;
}

test("the bytes of a frame are those of its text, wherever they are put", { timeout: 300_000 }, async () => {
  const random = new Random(seed);
  const drawn = Array.from({ length: 40 }, () => {
    const workingFolder = temporaryFolder({ "schema.json": randomProtocol(random).schema });
    return { inputs: ["schema.json"], workingFolder };
  });
  const own = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };
  const groups = [await subjectsOf(temporaryFolder(), [own]), await subjectsOf(temporaryFolder(), drawn)];
  expect(groups.map(({ errors }) => errors)).toEqual(["", ""]);
  const subjects = groups.flatMap((group) => group.subjects);
  const counts = { protocols: subjects.length, frames: 0, refused: 0 };
  const failures: string[] = [];
  for (const subject of subjects) {
    const all = await encodersOf(subject);
    for (const { kind, frame } of samplesOf(subject, subject.kinds, 5)) {
      for (const one of [frame, ...changed(frame, random)]) {
        counts.frames++;
        if (typeof outcome(() => utf8.encode(all.encode(one))) === "string") counts.refused++;
        for (const encoders of [all, kind.codec as unknown as Encoders]) {
          for (const difference of differences(encoders, one))
            failures.push(
              `${subject.name}: ${difference}: ${String(outcome(() => utf8.encode(all.encode(one))))}`,
            );
        }
      }
    }
  }
  console.info(counts);
  expect.soft(failures.slice(0, 5)).toEqual([]);
  expect.soft(counts.protocols).toBeGreaterThan(20);
  expect.soft(counts.frames - counts.refused).toBeGreaterThan(2_000);
  expect.soft(counts.refused).toBeGreaterThan(2_000);
});
