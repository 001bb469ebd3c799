/*
 * Bytes are decoded as their text is: as UTF-8, strictly, and whatever the layout of that text.
 */
import { expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { temporaryFolder } from "../support/project.js";
import { isSame } from "./same.js";
import { samplesOf, subjectsOf } from "./subjects.js";

/** What takes the place of a byte: ASCII, parts of characters, and what is never in UTF-8. */
const bytes = [
  ...[0x00, 0x0a, 0x20, 0x22, 0x5c, 0x7d, 0x7f, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4],
  ...[0xc0, 0xc1, 0xf5, 0xf8, 0xfe, 0xff],
].map((byte) => [byte]);

/** The same: characters of every length, overlong ones, halves of surrogate pairs, beyond Unicode, cut off, marks. */
const sequences = [
  ...[
    "c3a9",
    "e280a8",
    "f09f9880",
    "f48fbfbf",
    "efbfbf",
    "c080",
    "c0a2",
    "c19c",
    "e080a2",
    "e09fbf",
    "f08080a2",
  ],
  ...[
    "eda080",
    "edb080",
    "eda0bdedb880",
    "f4908080",
    "f888808080",
    "e280",
    "f09f98",
    "efbbbf",
    "feff",
    "fffe",
  ],
].map((hex) => [...Buffer.from(hex, "hex")]);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

test("any bytes are decoded as their text is, parsed", { timeout: 120_000 }, async () => {
  const options = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };
  const { subjects } = await subjectsOf(temporaryFolder(), [options]);
  const counts = { inputs: 0, broken: 0, frames: 0 };
  const failures: string[] = [];
  for (const subject of subjects) {
    const { runtime } = subject;
    for (const { text, frame } of samplesOf(subject, subject.kinds, 0)) {
      const shape = subject.shapes.find(({ is }) => is(frame));
      if (!shape || text.length > 300) continue;
      const { read, ...slow } = shape;
      for (const input of mutationsOf(new TextEncoder().encode(text))) {
        const decoded = runtime.tryDecode(input, shape);
        const right = textOf(input);
        const expected = right === undefined ? undefined : runtime.tryDecode(right, slow);
        const isRight =
          decoded.status === "frame"
            ? expected?.status === "frame" && isSame(decoded.frame, expected.frame)
            : expected?.status !== "frame";
        if (!isRight) failures.push(`${decoded.status}: ${Buffer.from(input).toString("hex")}`);
        counts.inputs++;
        if (right === undefined) counts.broken++;
        if (decoded.status === "frame") counts.frames++;
      }
    }
  }
  console.info(counts);
  expect.soft(failures.slice(0, 5)).toEqual([]);
  expect.soft(counts.inputs).toBeGreaterThan(80_000);
  expect.soft(counts.broken).toBeGreaterThan(40_000);
  expect.soft(counts.frames).toBeGreaterThan(5_000);
});

/** Bytes, and those with one of them left out, doubled or replaced, with something put in, or cut off. */
function* mutationsOf(input: Uint8Array): Generator<Uint8Array> {
  const joined = (...parts: readonly Iterable<number>[]) =>
    Uint8Array.from(parts.flatMap((part) => [...part]));
  yield input;
  for (let at = 0; at <= input.length; at++) {
    const [before, here, after] = [input.slice(0, at), input.slice(at, at + 1), input.slice(at + 1)];
    yield before;
    yield joined(before, after);
    yield joined(before, here, here, after);
    for (const other of [...bytes, ...sequences]) yield joined(before, other, after);
    for (const other of sequences) yield joined(before, other, here, after);
  }
}

function textOf(input: Uint8Array): string | undefined {
  try {
    return utf8.decode(input);
  } catch {
    return undefined;
  }
}
