import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { Json } from "../../generator/model/types.js";
import { Random, seed } from "./random.js";
import { compiledSamples } from "./samples.js";
import { frameOf, type GeneratedCase } from "./subject.js";
import { isPlain, textsOf } from "./texts.js";
import { isPartOf } from "./values.js";

/** How many schemas code is generated from, and how many values of each it is tried on. */
const SCHEMAS = 60;
const VALUES = 40;

test(`what is generated from ${SCHEMAS} schemas of any vocabulary decodes any text as JSON.parse and the guard do`, {
  timeout: 300_000,
}, async () => {
  const { samples, errors } = await compiledSamples(seed + 2_000_000, SCHEMAS, VALUES);
  const random = new Random(seed);
  const failures: string[] = [];
  const counts = { values: 0, texts: 0, frames: 0 };
  for (const { schema, values, module } of samples) {
    counts.values += values.length;
    for (const { value, isValid } of values) {
      const texts = textsOf(frameOf(value), random).filter(isPlain);
      const findings = [
        ...texts.flatMap((text) => findingsOf(module, text)),
        ...verdictFindings(module, value, isValid),
      ];
      counts.texts += texts.length;
      counts.frames += texts.filter((text) => module.tryDecodeFrame(text).status === "frame").length;
      failures.push(...findings.map((one) => `${one} under ${JSON.stringify(schema)}`));
    }
  }
  const { values, texts, frames } = counts;
  console.info(`seed ${seed}: ${values} values, ${texts} texts, ${frames} of them frames`);
  expect.soft(errors).toBe("");
  expect.soft(failures.slice(0, 5)).toEqual([]);
  expect.soft(failures.length).toBe(0);
  expect.soft(samples.length).toBe(SCHEMAS);
  expect.soft(frames / texts).toBeGreaterThan(0.2);
});

/** Where the decoder does otherwise than `JSON.parse` and the guard. */
function findingsOf(module: GeneratedCase, text: string): string[] {
  const decoded = module.tryDecodeFrame(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return decoded.status === "invalid" ? [] : [`no JSON is decoded: ${text}`];
  }
  const isFrame = module.isCase(parsed);
  if (isFrame !== (decoded.status === "frame")) {
    return [`the guard says ${isFrame}, the decoder ${decoded.status}: ${text}`];
  }
  const isSame = !isFrame || isDeepStrictEqual(decoded.frame, parsed);
  return isSame ? [] : [`what is decoded is not what is parsed: ${text}`];
}

/** Where guard or encoder have another verdict than the right one, or what is encoded is not the value. */
function verdictFindings(module: GeneratedCase, value: Json, isValid: boolean): string[] {
  const frame = frameOf(value);
  const right = isValid ? "valid" : "invalid";
  const findings = module.isCase(frame) === isValid ? [] : ["the guard is wrong"];
  let text: string | undefined;
  try {
    text = module.encodeFrame(frame);
  } catch {
    // what can't be encoded is refused
  }
  if ((text !== undefined) !== isValid) findings.push("the encoder is wrong");
  if (text !== undefined) {
    const again = module.tryDecodeFrame(text);
    if (again.status !== "frame") findings.push(`what is encoded is not decoded (${text})`);
    else if (!isPartOf(again.frame, frame)) findings.push(`what is encoded is something else (${text})`);
  }
  return findings.map((one) => `${one}: ${JSON.stringify(value)} is ${right}`);
}
