import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expectTypeOf, test } from "vitest";
import {
  type Codec,
  type Codecs,
  channels,
  codecs,
  type DecodeResult,
  type DoneEvent,
  decodeFrame,
  encodeFrameBytes,
  encodeFrameInto,
  type Frame,
  type FrameByKind,
  FrameError,
  type FrameErrorCode,
  type FrameInput,
  type FrameIssue,
  type FrameKind,
  frameFromObject,
  type KindCodec,
  type PhaseEvent,
  type ProblemsEvent,
  problemsEvent,
  type SessionEvent,
  sessionEvent,
  tryDecodeFrame,
  type UnionCodec,
  type UnknownFrame,
} from "../../generated/ts/index.js";

declare const text: string;
declare const anything: unknown;
declare const kind: FrameKind;
declare const phaseCodec: KindCodec<PhaseEvent, "phase">;
declare const session: SessionEvent;
declare const problem: ProblemsEvent;

describe("decoding", () => {
  test("takes text, bytes and buffers", () => {
    expectTypeOf(decodeFrame).parameters.toEqualTypeOf<[input: FrameInput]>();
    expectTypeOf<FrameInput>().toEqualTypeOf<string | Uint8Array | ArrayBuffer>();
    expectTypeOf(decodeFrame(Buffer.from("{}"))).toEqualTypeOf<Frame>();
    // @ts-expect-error neither text nor bytes
    decodeFrame({ kind: "done", result: {} });
    // @ts-expect-error neither text nor bytes
    decodeFrame([123, 125]);
  });

  test("gives a frame", () => {
    expectTypeOf(decodeFrame(text)).toEqualTypeOf<Frame>();
    expectTypeOf(frameFromObject(anything)).toEqualTypeOf<Frame>();
  });

  test("gives one of three results, which a switch exhausts", () => {
    const result = tryDecodeFrame(text);
    expectTypeOf(result).toEqualTypeOf<DecodeResult<Frame>>();
    switch (result.status) {
      case "frame":
        expectTypeOf(result.frame).toEqualTypeOf<Frame>();
        break;
      case "unknown":
        expectTypeOf(result.frame).toEqualTypeOf<UnknownFrame>();
        expectTypeOf(result.frame.value).toEqualTypeOf<Readonly<Record<string, unknown>>>();
        break;
      case "invalid":
        expectTypeOf(result.error).toEqualTypeOf<FrameError>();
        // @ts-expect-error there is no frame
        result.frame;
        break;
      default:
        expectTypeOf(result).toBeNever();
    }
    // @ts-expect-error there may be no error
    result.error;
    // @ts-expect-error there is no such status
    if (result.status === "ok") return;
  });
});

describe("encoding", () => {
  test("gives text, bytes or a number of bytes", () => {
    expectTypeOf(encodeFrameBytes(session)).toExtend<Uint8Array>();
    expectTypeOf(encodeFrameInto(session, new Uint8Array(8))).toEqualTypeOf<number>();
    expectTypeOf(encodeFrameInto(problem, Buffer.alloc(8), 4)).toEqualTypeOf<number>();
    // @ts-expect-error not bytes
    encodeFrameInto(session, []);
    // @ts-expect-error no buffer
    encodeFrameInto(session);
  });

  test("gives bytes that a Blob and a Buffer take", () => {
    const bytes = encodeFrameBytes(session);
    expectTypeOf(bytes).toExtend<
      ConstructorParameters<typeof Blob>[0] extends infer _ ? Uint8Array : never
    >();
    expectTypeOf(new Blob([bytes])).toEqualTypeOf<Blob>();
    expectTypeOf(Buffer.from(bytes)).toExtend<Uint8Array>();
  });
});

describe("the table of codecs", () => {
  test("has the codec of each kind", () => {
    expectTypeOf(codecs).toEqualTypeOf<Codecs>();
    expectTypeOf<keyof typeof codecs>().toEqualTypeOf<FrameKind>();
    expectTypeOf(codecs.phase).toEqualTypeOf<KindCodec<PhaseEvent, "phase">>();
    expectTypeOf(codecs.phase.kind).toEqualTypeOf<"phase">();
    expectTypeOf(codecs.phase.examples).toEqualTypeOf<readonly PhaseEvent[]>();
    expectTypeOf(codecs.phase.decode(text)).toEqualTypeOf<PhaseEvent>();
    expectTypeOf(codecs.phase.tryDecode(text)).toEqualTypeOf<DecodeResult<PhaseEvent>>();
    expectTypeOf(codecs.phase.from(anything)).toEqualTypeOf<PhaseEvent>();
    expectTypeOf(codecs.phase.encode).parameters.toEqualTypeOf<[frame: PhaseEvent]>();
    expectTypeOf(codecs[kind].decode(text)).toEqualTypeOf<Frame>();
    if (codecs.done.is(anything)) expectTypeOf(anything).toEqualTypeOf<DoneEvent>();
  });

  test("is looked up by a kind that is only known to the caller", () => {
    const decodeAs = <Kind extends FrameKind>(wanted: Kind, input: string): FrameByKind[Kind] =>
      codecs[wanted].decode(input);
    expectTypeOf(decodeAs("done", text)).toEqualTypeOf<DoneEvent>();
  });

  test("refuses other kinds, frames of other kinds and changes", () => {
    // @ts-expect-error no such kind
    codecs.later;
    // @ts-expect-error a frame of another kind
    codecs.phase.encode({ kind: "done", result: {} });
    // @ts-expect-error readonly
    codecs.phase = phaseCodec;
    // @ts-expect-error readonly
    codecs.phase.examples.push({ kind: "phase", phase: "p", at: "t" });
  });
});

describe("the codecs of the unions", () => {
  test("encode, decode and list their kinds", () => {
    expectTypeOf(sessionEvent).toExtend<Codec<SessionEvent>>();
    expectTypeOf(problemsEvent).toEqualTypeOf<UnionCodec<ProblemsEvent, "snapshot" | "delta">>();
    expectTypeOf(sessionEvent.decode(text)).toEqualTypeOf<SessionEvent>();
    expectTypeOf(sessionEvent.kinds).toEqualTypeOf<readonly SessionEvent["kind"][]>();
    // @ts-expect-error a frame of the other union
    sessionEvent.encode(problem);
  });
});

describe("the channels", () => {
  test("decode and encode what they carry", () => {
    expectTypeOf(channels.session.decode(text)).toEqualTypeOf<SessionEvent>();
    expectTypeOf(channels.problems.decode(text)).toEqualTypeOf<ProblemsEvent>();
    expectTypeOf(channels.session.tryDecode(text)).toEqualTypeOf<DecodeResult<SessionEvent>>();
    expectTypeOf(channels.session.encode(session)).toEqualTypeOf<string>();
    expectTypeOf(channels.problems.kinds).toEqualTypeOf<readonly ("snapshot" | "delta")[]>();
    expectTypeOf(channels.session.serverToClient.decode(text)).toEqualTypeOf<SessionEvent>();
    if (channels.problems.is(anything)) expectTypeOf(anything).toEqualTypeOf<ProblemsEvent>();
    // @ts-expect-error a frame of the other channel
    channels.session.encode(problem);
    // @ts-expect-error the client sends nothing
    channels.session.clientToServer;
    // @ts-expect-error no such channel
    channels.chat;
  });

  test("know their paths, and ask for what goes into them", () => {
    expectTypeOf(channels.session.path).toEqualTypeOf<"/api/v1/sessions/{id}/events">();
    expectTypeOf(channels.session.url({ id: "a" })).toEqualTypeOf<string>();
    expectTypeOf(channels.session.url({ id: 1 })).toEqualTypeOf<string>();
    expectTypeOf(channels.problems.url()).toEqualTypeOf<string>();
    // @ts-expect-error `id` is required
    channels.session.url();
    // @ts-expect-error `id` is required
    channels.session.url({});
    // @ts-expect-error misspelt
    channels.session.url({ ID: "a" });
    // @ts-expect-error undefined is no value
    channels.session.url({ id: undefined });
    // @ts-expect-error there is nothing to fill in
    channels.problems.url({ id: "a" });
  });
});

describe("the errors", () => {
  test("have a code and issues", () => {
    const error = new FrameError("invalid_json", []);
    expectTypeOf(error).toExtend<Error>();
    expectTypeOf(error.code).toEqualTypeOf<FrameErrorCode>();
    expectTypeOf<FrameErrorCode>().toEqualTypeOf<
      "invalid_json" | "unknown_kind" | "invalid_frame" | "unencodable"
    >();
    expectTypeOf(error.issues).toEqualTypeOf<readonly FrameIssue[]>();
    expectTypeOf<FrameIssue>().toEqualTypeOf<{
      readonly path: string;
      readonly expected: string;
      readonly received: string;
      readonly message: string;
    }>();
    // @ts-expect-error readonly
    error.code = "invalid_frame";
  });
});

describe("Standard Schema", () => {
  const accepts = <Schema extends StandardSchemaV1>(schema: Schema): StandardSchemaV1.InferOutput<Schema> => {
    const result = schema["~standard"].validate(anything);
    if (result instanceof Promise || result.issues) throw new Error("not here");
    return result.value as StandardSchemaV1.InferOutput<Schema>;
  };

  test("is what codecs, unions and channels are", () => {
    expectTypeOf(codecs.phase).toExtend<StandardSchemaV1<PhaseEvent, PhaseEvent>>();
    expectTypeOf(sessionEvent).toExtend<StandardSchemaV1<SessionEvent, SessionEvent>>();
    expectTypeOf(channels.session).toExtend<StandardSchemaV1<SessionEvent, SessionEvent>>();
    expectTypeOf(channels.problems.serverToClient).toExtend<StandardSchemaV1<ProblemsEvent, ProblemsEvent>>();
    expectTypeOf(codecs).toExtend<{ readonly [Kind in FrameKind]: StandardSchemaV1<FrameByKind[Kind]> }>();
  });

  test("gives the types of what goes in and comes out", () => {
    expectTypeOf<StandardSchemaV1.InferOutput<typeof codecs.done>>().toEqualTypeOf<DoneEvent>();
    expectTypeOf<StandardSchemaV1.InferInput<typeof codecs.done>>().toEqualTypeOf<DoneEvent>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof sessionEvent>>().toEqualTypeOf<SessionEvent>();
    expectTypeOf<StandardSchemaV1.InferOutput<typeof channels.problems>>().toEqualTypeOf<ProblemsEvent>();
    expectTypeOf(accepts(codecs.phase)).toEqualTypeOf<PhaseEvent>();
    expectTypeOf(accepts(channels.session)).toEqualTypeOf<SessionEvent>();
  });

  test("has a result that needs no waiting", () => {
    const result = codecs.phase["~standard"].validate(anything);
    if (result.issues) expectTypeOf(result.issues[0]?.message).toEqualTypeOf<string | undefined>();
    else expectTypeOf(result.value).toEqualTypeOf<PhaseEvent>();
  });
});
