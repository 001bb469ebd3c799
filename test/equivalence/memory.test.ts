/*
 * Strings that are cut out of a text keep all of it in memory. So no text of more than 8,192 characters is read by its
 * layout: whatever is kept of a frame, it keeps no more than that many characters of its text.
 */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";

/** The most characters of a text that are kept, and what else may be kept of a frame, in bytes. */
const MAX_CHARACTERS = 8192;
const MARGIN = 1024;

const FRAMES = 500;

/** Prints how many bytes are kept for each of many frames of which one short string is kept. */
const program = `
  const [, index, length, character, form] = process.argv;
  const { decodeFrame } = await import(index);
  const encoder = new TextEncoder();
  const decoded = (number) => {
    const text = '{"kind":"warning","phase":"phase number ' + number + '","message":"';
    const whole = text + character.repeat(length - text.length - 2) + '"}';
    const bytes = encoder.encode(whole);
    return decodeFrame(form === "bytes" ? bytes : new TextDecoder().decode(bytes));
  };
  const kept = [];
  const keep = (count) => { for (let number = 0; number < count; number++) kept.push(decoded(number).phase); };
  const used = () => { gc(); gc(); return process.memoryUsage().heapUsed; };
  keep(50);
  const before = used();
  keep(${FRAMES});
  console.log((used() - before) / ${FRAMES}, kept.at(-1));
`;

function keptBytes(length: number, character: string, form: "text" | "bytes"): number {
  const index = pathToFileURL(packagePath("dist/generated/ts/index.js")).href;
  const parameters = [
    "--expose-gc",
    "--input-type=module",
    "-e",
    program,
    index,
    String(length),
    character,
    form,
  ];
  const output = execFileSync(process.execPath, parameters, { encoding: "utf8" });
  expect(output.trim().endsWith(` phase number ${FRAMES - 1}`)).toBe(true);
  return Number.parseFloat(output);
}

test.each([
  [MAX_CHARACTERS, "x", "text", 1],
  [MAX_CHARACTERS, "Ж", "text", 2],
  [MAX_CHARACTERS, "Ж", "bytes", 2],
  [MAX_CHARACTERS + 1, "x", "text", 1],
  [100_000, "x", "text", 1],
  [100_000, "Ж", "bytes", 2],
] as const)(
  "a short string out of %d characters %s, given as %s, keeps no more than the bound",
  (length, character, form, size) => {
    expect(keptBytes(length, character, form)).toBeLessThan(size * MAX_CHARACTERS + MARGIN);
  },
);

test.each([MAX_CHARACTERS + 1, 100_000])("nothing is kept of a text of %d characters", (length) => {
  expect(keptBytes(length, "x", "text")).toBeLessThan(MARGIN);
});
