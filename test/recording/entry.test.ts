import { expect, test } from "vitest";
import { entryOf } from "../../generator/recording/entry.js";

test.each([
  ['{"channel":"session","frame":{"kind":"a","n":12345678901234567890}}', "session", undefined],
  ['{ "frame" : {"kind":"a","n":12345678901234567890} , "channel" : "session" }', "session", undefined],
  [
    '{"at":"2026-01-01T00:00:00Z","direction":"clientToServer","channel":"c","frame":{"kind":"a","n":12345678901234567890}}',
    "c",
    "clientToServer",
  ],
  ['{"channel":"\\"frame\\":{","frame":{"kind":"a","n":12345678901234567890}}\r', '"frame":{', undefined],
  ['{"channel":"c","frame":{"kind":"b"},"frame":{"kind":"a","n":12345678901234567890}}', "c", undefined],
])("%s holds a frame, digit by digit", (line, channel, direction) => {
  const entry = entryOf(line);
  expect(entry.text.trim()).toBe('{"kind":"a","n":12345678901234567890}');
  expect(entry.channel).toBe(channel);
  expect(entry.direction).toBe(direction);
});

test("a frame may be given as its text", () => {
  expect(entryOf('{"channel":"c","frame":"{\\"kind\\":1e2}"}')).toEqual({
    text: '{"kind":1e2}',
    channel: "c",
  });
});

test.each([
  '{"kind":"a"}',
  '{"channel":"c","frame":{},"kind":"a"}',
  '{"channel":7,"frame":{}}',
  '{"channel":"","frame":{}}',
  '{"channel":"c","frame":[]}',
  '{"channel":"c","frame":null}',
  '{"channel":"c"}',
  '{"channel":"c","direction":"up","frame":{}}',
  '{"channel":"c","frame":{}',
  "[]",
])("%s is a frame itself", (line) => {
  expect(entryOf(line)).toEqual({ text: line });
});
