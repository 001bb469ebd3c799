import { expect, test } from "vitest";
import { decodeFrame, FrameError } from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import { seed } from "../differential/random.js";
import { needPython, runPython } from "./python.js";

const FRAMES = 40_000;

test("whatever the Python package writes is read here", (context) => {
  needPython(context, "msgspec");
  const script = packagePath("test/interop/python/emit.py");
  const printed = runPython([
    script,
    packagePath("generated/python"),
    "exlab_events",
    String(seed),
    String(FRAMES),
  ]);
  const texts = printed.trimEnd().split("\n");
  const refusedThere = Number(texts.pop());
  const refused = texts.flatMap((hex) => refusal(Buffer.from(hex, "hex")));
  console.info(`${texts.length} frames written, ${refusedThere} refused`);
  expect(refused.slice(0, 10)).toEqual([]);
  expect(texts.length).toBeGreaterThan(FRAMES / 2);
  expect(refusedThere).toBeGreaterThan(FRAMES / 20);
});

function refusal(bytes: Uint8Array): object[] {
  try {
    decodeFrame(bytes);
    return [];
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return [{ text: Buffer.from(bytes).toString().slice(0, 300), message: error.message }];
  }
}
