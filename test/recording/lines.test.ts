import { expect, test } from "vitest";
import { type Line, LineSplitter, MAX_LINE_BYTES } from "../../generator/recording/lines.js";

/** The lines of bytes that come in pieces of that size. */
function linesOf(bytes: Uint8Array, size = bytes.length): Line[] {
  const splitter = new LineSplitter();
  const lines: Line[] = [];
  for (let at = 0; at < bytes.length; at += size) lines.push(...splitter.push(bytes.subarray(at, at + size)));
  return [...lines, ...splitter.end()];
}

const bytesOf = (text: string) => Buffer.from(text, "utf8");
const sizes = [1, 2, 3, 5, 7, 1000];

test.each(sizes)("the same lines come of pieces of %i bytes", (size) => {
  const text = '\ufeff{"a":"é日💥"}\r\n\n  \t\r\n{"b":1}\n{"c":2}';
  expect(linesOf(bytesOf(text), size)).toEqual([
    { number: 1, text: '{"a":"é日💥"}\r' },
    { number: 4, text: '{"b":1}' },
    { number: 5, text: '{"c":2}' },
  ]);
});

test.each(sizes)("only the line that is not UTF-8 is lost in pieces of %i bytes", (size) => {
  const bytes = Buffer.concat([bytesOf('{"a":1}\n{"b":"'), Buffer.from([0xff]), bytesOf('"}\n{"c":3}\n')]);
  expect(linesOf(bytes, size)).toEqual([
    { number: 1, text: '{"a":1}' },
    { number: 2, problem: "not UTF-8 text" },
    { number: 3, text: '{"c":3}' },
  ]);
});

test("a byte order mark counts at the start only", () => {
  expect(linesOf(bytesOf("{}\n\ufeff{}\n"))).toEqual([
    { number: 1, text: "{}" },
    { number: 2, text: "\ufeff{}" },
  ]);
});

test("a line beyond the limit is told of, and not held", () => {
  const splitter = new LineSplitter();
  const lines: Line[] = [...splitter.push(bytesOf('{"a":1}\n{"b":"'))];
  const piece = Buffer.alloc(2 ** 20, 0x78);
  const before = process.memoryUsage().arrayBuffers;
  for (let bytes = 0; bytes <= 2 * MAX_LINE_BYTES; bytes += piece.length) lines.push(...splitter.push(piece));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MAX_LINE_BYTES);
  lines.push(...splitter.push(bytesOf('"}\n{"c":3}')), ...splitter.end());
  expect(lines).toEqual([
    { number: 1, text: '{"a":1}' },
    { number: 2, problem: "longer than 64 MiB" },
    { number: 3, text: '{"c":3}' },
  ]);
  expect([...splitter.push(bytesOf("\n"))]).toEqual([]);
});
