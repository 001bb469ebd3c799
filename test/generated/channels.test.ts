import { describe, expect, test } from "vitest";
import { generate } from "../../generator/index.js";
import { generatedModule, temporaryFolder } from "../support/project.js";
import { type AnyCodec, type AnyModule, frame, union } from "./protocols.js";
import { refusal } from "./support.js";

const text = { type: "string" };
const integer = { type: "integer" };

interface AnyChannel extends AnyCodec {
  url(parameters?: Readonly<Record<string, string | number>>): string;
  readonly serverToClient?: AnyCodec;
  readonly clientToServer?: AnyCodec;
}

type ChannelModule = AnyModule & { readonly channels: Readonly<Record<string, AnyChannel>> };

/** The generated module of the protocol that a manifest and its schemas make. */
function protocolOf(files: Readonly<Record<string, unknown>>): Promise<ChannelModule> {
  return generatedModule<ChannelModule>(null, {
    inputs: ["protocol.json"],
    workingFolder: temporaryFolder(files),
  });
}

const manifest = (channels: object) => ({ name: "test", tag: "kind", channels });

describe("two channels that give one kind two shapes", () => {
  const files = {
    "protocol.json": manifest({
      left: { path: "/left", serverToClient: { $ref: "left.json" } },
      right: { path: "/right", serverToClient: { $ref: "right.json" } },
    }),
    "left.json": {
      ...union({ LeftState: frame("state", { a: text }), LeftEnd: frame("end") }),
      title: "Left",
    },
    "right.json": {
      ...union({ RightState: frame("state", { b: integer }), RightEnd: frame("stop") }),
      title: "Right",
    },
  };

  test("have functions of their own, and there are none for all frames", async () => {
    const module = await protocolOf(files);
    const { left, right } = module.channels;
    expect(left?.encode({ kind: "state", a: "x" })).toBe('{"kind":"state","a":"x"}');
    expect(right?.encode({ kind: "state", b: 1 })).toBe('{"kind":"state","b":1}');
    expect(left?.decode('{"kind":"state","a":"x"}')).toEqual({ kind: "state", a: "x" });
    expect(refusal(() => left?.decode('{"kind":"state","b":1}')).code).toBe("invalid_frame");
    expect(refusal(() => right?.encode({ kind: "state", a: "x" })).code).toBe("invalid_frame");
    expect(right?.tryDecode('{"kind":"end"}').status).toBe("unknown");
    for (const name of [
      "encodeFrame",
      "encodeFrameBytes",
      "encodeFrameInto",
      "decodeFrame",
      "tryDecodeFrame",
      "frameFromObject",
      "matchFrame",
      "isFrame",
      "codecs",
    ]) {
      expect([name, name in module]).toEqual([name, false]);
    }
  });

  test("are explained when they are generated", async () => {
    const { diagnostics } = await generate({
      inputs: ["protocol.json"],
      workingFolder: temporaryFolder(files),
    });
    expect(diagnostics).toMatchObject([{ code: "frames-per-channel" }]);
    expect(diagnostics[0]?.message).toContain("`state`");
    expect(diagnostics[0]?.message).toMatch(/LeftState.*RightState/);
  });
});

describe("a channel that carries frames both ways", () => {
  const files = {
    "protocol.json": manifest({
      chat: {
        path: "/rooms/{room}/users/{the user}",
        serverToClient: { $ref: "all.json#/$defs/Down" },
        clientToServer: { $ref: "all.json#/$defs/Up" },
      },
      upload: { path: "/upload", clientToServer: { $ref: "all.json#/$defs/Up" } },
      single: { path: "/single", serverToClient: { $ref: "all.json#/$defs/Ping" } },
    }),
    "all.json": {
      $defs: {
        Down: { oneOf: [{ $ref: "#/$defs/Said" }, { $ref: "#/$defs/Ping" }] },
        Up: { oneOf: [{ $ref: "#/$defs/Say" }, { $ref: "#/$defs/Ping" }] },
        Said: frame("said", { by: text }),
        Say: frame("say", { text }),
        Ping: frame("ping"),
      },
    },
  };

  test("decodes what the server sends, and has a codec for each direction", async () => {
    const { channels, encodeFrame } = await protocolOf(files);
    const { chat, upload, single } = channels;
    expect(chat?.kinds).toEqual(["said", "ping"]);
    expect(chat?.serverToClient?.kinds).toEqual(["said", "ping"]);
    expect(chat?.clientToServer?.kinds).toEqual(["say", "ping"]);
    expect(chat?.decode('{"kind":"said","by":"x"}')).toEqual({ kind: "said", by: "x" });
    expect(chat?.tryDecode('{"kind":"say","text":"x"}').status).toBe("unknown");
    expect(chat?.clientToServer?.encode({ kind: "say", text: "x" })).toBe('{"kind":"say","text":"x"}');
    expect(refusal(() => chat?.encode({ kind: "say", text: "x" })).code).toBe("unknown_kind");
    expect(upload?.kinds).toEqual(["say", "ping"]);
    expect(upload?.encode({ kind: "say", text: "x" })).toBe('{"kind":"say","text":"x"}');
    expect(single?.kinds).toEqual(["ping"]);
    expect(single?.decode('{"kind":"ping"}')).toEqual({ kind: "ping" });
    expect(single?.tryDecode('{"kind":"said","by":"x"}').status).toBe("unknown");
    expect(encodeFrame({ kind: "say", text: "x" })).toBe('{"kind":"say","text":"x"}');
  });

  test("has an address with each parameter in its place", async () => {
    const { channels } = await protocolOf(files);
    expect(channels.chat?.path).toBe("/rooms/{room}/users/{the user}");
    expect(channels.chat?.url({ "the user": "a/b", room: "c d" })).toBe("/rooms/c%20d/users/a%2Fb");
    expect(channels.upload?.url()).toBe("/upload");
  });
});
