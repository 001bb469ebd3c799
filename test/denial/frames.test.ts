/*
 * Frames that are made to take long, or much memory. There is a result to each, or a typed error; how long it takes is
 * printed, for whoever wants to compare.
 */
import { expect, test } from "vitest";
import { encodeFrame, tryDecodeFrame } from "../../generated/ts/index.js";

const phase = (text: string) => `{"kind":"phase","phase":"${text}","at":""}`;
const done = (json: string) => `{"kind":"done","result":{"a":${json}}}`;
const millions = (item: string, count: number) => `[${`${item},`.repeat(count - 1)}${item}]`;

const frames: readonly (readonly [name: string, text: () => string, status: "frame" | "invalid"])[] = [
  ["10,000,000 integers", () => done(millions("1", 1e7)), "frame"],
  [
    "10,000,000 integers, and digits that are read exactly",
    () => done(millions("1", 1e7).replace("1", "0.12345678901234567")),
    "frame",
  ],
  [
    "10,000,000 integers for findings",
    () => `{"kind":"snapshot","audit_at":"","findings":${millions("1", 1e7)}}`,
    "invalid",
  ],
  ["1,000,000 integers beyond 2^53", () => done(millions("7".repeat(19), 1e6)), "invalid"],
  ["100 MB of text", () => phase("x".repeat(1e8)), "frame"],
  ["100 MB of surrogate pairs", () => phase("\\ud83d\\ude00".repeat(8e6)), "frame"],
  ["100 MB of escaped quotes, and a pair", () => phase(`${'\\"'.repeat(5e7)}\\ud83d\\ude00`), "frame"],
  [
    "100 MB of digits",
    () => `{"kind":"progress","phase":"","current":${"7".repeat(1e8)},"total":1}`,
    "invalid",
  ],
  ["100 MB without an end", () => `{"kind":"${'\\"'.repeat(5e7)}`, "invalid"],
  ["100,000 brackets", () => "[".repeat(1e5), "invalid"],
  ["100,000 objects in each other", () => done(`${'{"a":'.repeat(1e5)}1${"}".repeat(1e5)}`), "invalid"],
];

test.each(frames)("%s: there is an answer", { timeout: 120_000 }, (name, make, status) => {
  const text = make();
  const start = performance.now();
  const result = tryDecodeFrame(text);
  const taken = performance.now() - start;
  expect(result.status).toBe(status);
  if (result.status === "frame") expect(tryDecodeFrame(encodeFrame(result.frame)).status).toBe("frame");
  const rss = process.memoryUsage().rss / 2 ** 20;
  console.info(`${name}: ${status} in ${taken.toFixed(0)} ms, the process has ${rss.toFixed(0)} MiB`);
});
