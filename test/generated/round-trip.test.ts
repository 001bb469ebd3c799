import { describe, expect, test } from "vitest";
import * as generated from "../../generated/ts/index.js";
import {
  type Codec,
  channels,
  codecs,
  decodeFrame,
  encodeFrame,
  encodeFrameBytes,
  encodeFrameInto,
  type Frame,
  type FrameKind,
  frameFromObject,
  isFrame,
  isProblemsEvent,
  isSessionEvent,
  matchFrame,
  problemsEvent,
  sessionEvent,
  tryDecodeFrame,
} from "../../generated/ts/index.js";
import { canonicalText, codecOf, examples, wireOrder } from "./support.js";

type Encoder = (frame: Frame) => string;
type Decoder = (text: string) => unknown;

const utf8 = new TextEncoder();
const isOfSession = (frame: Frame) => frame.kind !== "snapshot" && frame.kind !== "delta";
const unionOf = (frame: Frame) =>
  (isOfSession(frame) ? sessionEvent : problemsEvent) as unknown as Codec<Frame>;
const channelOf = (frame: Frame) =>
  (isOfSession(frame) ? channels.session : channels.problems) as unknown as Codec<Frame>;
const directionOf = (frame: Frame) =>
  (isOfSession(frame) ? channels.session : channels.problems).serverToClient as unknown as Codec<Frame>;

/** Lets `write` fill a buffer, and gives what stands in it from `offset` on; all other bytes must be untouched. */
function written(write: (buffer: Uint8Array) => number, offset: number): string {
  const buffer = new Uint8Array(8192).fill(0xff);
  const length = write(buffer);
  const untouched = [...buffer.subarray(0, offset), ...buffer.subarray(offset + length)];
  expect(untouched.every((byte) => byte === 0xff)).toBe(true);
  return new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(offset, offset + length));
}

const encoders: readonly (readonly [name: string, encode: Encoder])[] = [
  ["encodeFrame", encodeFrame],
  ["encodeFrameBytes", (frame) => new TextDecoder().decode(encodeFrameBytes(frame))],
  ["encodeFrameInto", (frame) => written((buffer) => encodeFrameInto(frame, buffer), 0)],
  ["encodeFrameInto with an offset", (frame) => written((buffer) => encodeFrameInto(frame, buffer, 7), 7)],
  ...(
    [
      ["codec", codecOf],
      ["union", unionOf],
      ["channel", channelOf],
      ["direction of a channel", directionOf],
    ] as const
  ).flatMap(([name, of]): [string, Encoder][] => [
    [`encode of the ${name}`, (frame) => of(frame).encode(frame)],
    [`encodeInto of the ${name}`, (frame) => written((buffer) => of(frame).encodeInto(frame, buffer), 0)],
    [
      `encodeInto of the ${name} with an offset`,
      (frame) => written((buffer) => of(frame).encodeInto(frame, buffer, 3), 3),
    ],
  ]),
];

const decoders: readonly (readonly [name: string, decoder: (frame: Frame) => Decoder])[] = [
  ["decodeFrame of text", () => decodeFrame],
  ["decodeFrame of a Uint8Array", () => (text) => decodeFrame(utf8.encode(text))],
  ["decodeFrame of an ArrayBuffer", () => (text) => decodeFrame(utf8.encode(text).slice().buffer)],
  ["decodeFrame of a Buffer", () => (text) => decodeFrame(Buffer.from(text))],
  [
    "decodeFrame of a part of a larger buffer",
    () => (text) => {
      const bytes = utf8.encode(`xx${text}xx`);
      return decodeFrame(bytes.subarray(2, bytes.length - 2));
    },
  ],
  [
    "tryDecodeFrame",
    () => (text) => {
      const result = tryDecodeFrame(text);
      return result.status === "frame" ? result.frame : result;
    },
  ],
  ["frameFromObject", () => (text) => frameFromObject(JSON.parse(text))],
  ...(
    [
      ["codec", codecOf],
      ["union", unionOf],
      ["channel", channelOf],
      ["direction of a channel", directionOf],
    ] as const
  ).flatMap(([name, of]): [string, (frame: Frame) => Decoder][] => [
    [`decode of the ${name}`, (frame) => of(frame).decode],
    [`decode of bytes by the ${name}`, (frame) => (text) => of(frame).decode(utf8.encode(text))],
    [
      `tryDecode of the ${name}`,
      (frame) => (text) => {
        const result = of(frame).tryDecode(text);
        return result.status === "frame" ? result.frame : result;
      },
    ],
    [`from of the ${name}`, (frame) => (text) => of(frame).from(JSON.parse(text))],
    [
      `~standard of the ${name}`,
      (frame) => (text) => {
        const result = of(frame)["~standard"].validate(JSON.parse(text));
        return result.issues ?? result.value;
      },
    ],
  ]),
];

describe("the example payloads", () => {
  test("there are two or more of each of the eight kinds", () => {
    expect(Object.keys(codecs)).toEqual(Object.keys(wireOrder));
    for (const [kind, codec] of Object.entries(codecs)) {
      expect(codec.kind).toBe(kind);
      expect(codec.examples.length).toBeGreaterThanOrEqual(2);
      expect(codec.examples.every((example) => example.kind === kind)).toBe(true);
    }
  });

  test.each(encoders)("%s writes the canonical text of each", (_, encode) => {
    for (const frame of examples) expect(encode(frame)).toBe(canonicalText(frame));
  });

  test.each(decoders)("%s gives each back", (_, decoderOf) => {
    for (const frame of examples) expect(decoderOf(frame)(canonicalText(frame))).toEqual(frame);
  });

  test("every guard says yes to its own kinds and no to all others", () => {
    const guards = generated as unknown as Readonly<Record<string, (value: unknown) => boolean>>;
    const nameOf = (kind: string) =>
      `is${kind.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Event`;
    for (const frame of examples) {
      expect(isFrame(frame)).toBe(true);
      expect(isSessionEvent(frame)).toBe(isOfSession(frame));
      expect(isProblemsEvent(frame)).toBe(!isOfSession(frame));
      expect(channels.session.is(frame)).toBe(isOfSession(frame));
      expect(channels.problems.is(frame)).toBe(!isOfSession(frame));
      for (const kind of Object.keys(codecs) as FrameKind[]) {
        expect(codecs[kind].is(frame)).toBe(kind === frame.kind);
        expect(guards[nameOf(kind)]?.(frame)).toBe(kind === frame.kind);
      }
    }
  });

  test("frameFromObject and from give the value itself, not a copy", () => {
    for (const frame of examples) {
      expect(frameFromObject(frame)).toBe(frame);
      expect(codecOf(frame).from(frame)).toBe(frame);
      expect(unionOf(frame).from(frame)).toBe(frame);
      expect(channelOf(frame).from(frame)).toBe(frame);
    }
  });

  test("matchFrame calls the case of the kind with the frame, and gives what it gives", () => {
    for (const frame of examples) {
      const seen = (kind: FrameKind) => (given: Frame) => ({ kind, given });
      const result = matchFrame(frame, {
        phase: seen("phase"),
        progress: seen("progress"),
        input_required: seen("input_required"),
        warning: seen("warning"),
        done: seen("done"),
        failed: seen("failed"),
        snapshot: seen("snapshot"),
        delta: seen("delta"),
      });
      expect(result.kind).toBe(frame.kind);
      expect(result.given).toBe(frame);
    }
  });

  test("neither the order of the properties nor undeclared ones change the text", () => {
    for (const frame of examples) {
      const reversed = Object.fromEntries(Object.entries(frame).reverse());
      const untidy = { zzz: 1, ...reversed, extra: { a: undefined, b: () => 0 } } as unknown as Frame;
      expect(encodeFrame(untidy)).toBe(canonicalText(frame));
      expect(codecOf(frame).encode(untidy)).toBe(canonicalText(frame));
    }
  });
});

describe("the constructors", () => {
  const constructors: Readonly<Record<FrameKind, (fields: never) => Frame>> = {
    phase: generated.phaseEvent,
    progress: generated.progressEvent,
    input_required: generated.inputRequiredEvent,
    warning: generated.warningEvent,
    done: generated.doneEvent,
    failed: generated.failedEvent,
    snapshot: generated.snapshotEvent,
    delta: generated.deltaEvent,
  };

  test("fill in the tag", () => {
    for (const frame of examples) {
      const { kind, ...fields } = frame;
      expect(constructors[kind](fields as never)).toEqual(frame);
    }
  });

  test("keep their own tag when the fields come from a frame of another kind", () => {
    const warning = generated.warningEvent({ phase: "rendering_template", message: "odd" });
    const phase = generated.phaseEvent({ ...warning, at: "2025-03-14T09:26:53Z" });
    expect(phase.kind).toBe("phase");
  });
});

describe("the channels", () => {
  test("know their paths and kinds", () => {
    expect(channels.session.path).toBe("/api/v1/sessions/{id}/events");
    expect(channels.session.kinds).toEqual([
      "phase",
      "progress",
      "input_required",
      "warning",
      "done",
      "failed",
    ]);
    expect(channels.problems.path).toBe("/api/v1/problems/events");
    expect(channels.problems.kinds).toEqual(["snapshot", "delta"]);
    expect(sessionEvent.kinds).toEqual(channels.session.kinds);
    expect(problemsEvent.kinds).toEqual(channels.problems.kinds);
  });

  test.each([
    ["8f14e45f", "/api/v1/sessions/8f14e45f/events"],
    [42, "/api/v1/sessions/42/events"],
    ["a/b?c#d e%é..", "/api/v1/sessions/a%2Fb%3Fc%23d%20e%25%C3%A9../events"],
    ["{id}", "/api/v1/sessions/%7Bid%7D/events"],
  ])("percent-encode %j in the address", (id, url) => {
    expect(channels.session.url({ id })).toBe(url);
  });

  test.each(["", ".", ".."])("refuse %j, which would lead to another address", (id) => {
    expect(() => channels.session.url({ id })).toThrow(TypeError);
  });

  test("need no values where the path has no parameters", () => {
    expect(channels.problems.url()).toBe("/api/v1/problems/events");
  });
});
