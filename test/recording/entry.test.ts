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
  '{"frame":{},"at":"2026-01-01T00:00:00Z"}',
  '{"channel":"c","frame":{},"size":3}',
  '{"channel":"c","frame":[]}',
  '{"channel":"c","frame":null}',
  '{"channel":"c"}',
  '{"channel":"c","frame":{}',
  "[]",
])("%s is a frame itself", (line) => {
  expect(entryOf(line)).toEqual({ text: line });
});

test.each([
  ['{"channel":7,"frame":{}}', /`channel`/],
  ['{"channel":"","frame":{}}', /`channel`/],
  ['{"channel":"\\ud800","frame":{}}', /`channel`/],
  ['{"channel":"c","direction":"up","frame":{}}', /`direction` is neither/],
])("%s does not tell where it was recorded", (line, problem) => {
  expect(entryOf(line).problem).toMatch(problem);
});

test("a line may have a direction alone, and a time or a number", () => {
  expect(entryOf('{"ts":1,"seq":2,"direction":"clientToServer","frame":"{}"}')).toEqual({
    text: "{}",
    direction: "clientToServer",
  });
});
