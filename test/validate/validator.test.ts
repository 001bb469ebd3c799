import { describe, expect, test } from "vitest";
import { packagePath } from "../../generator/package.js";
import { run } from "../../generator/pipeline.js";
import { type Finding, Validator } from "../../generator/validate/index.js";
import { goldenOptions } from "../support/golden.js";

const own = await run({ inputs: ["schema/protocol.json"], workingFolder: packagePath(".") });

/** What a validator says of these lines, and the validator. */
function checked(lines: readonly unknown[], { protocol, codecs } = own): [Finding[], Validator] {
  const validator = new Validator(protocol, codecs);
  const findings = lines.flatMap((line, index) => {
    const text = typeof line === "string" ? line : JSON.stringify(line);
    return validator.check({ number: index + 1, text }) ?? [];
  });
  return [findings, validator];
}

const phase = { kind: "phase", phase: "done", at: "now" };
const snapshot = { kind: "snapshot", findings: [], audit_at: "now" };

describe("a validator", () => {
  test("says of each bad line what the decoder says, and counts frames by kind", () => {
    const [findings, validator] = checked([
      phase,
      { ...phase, at: 1, phase: null },
      { kind: "pause" },
      "{",
      '{"kind":"done","result":{"n":9007199254740993}}',
      [],
      { ...phase, kind: ["phase"] },
      snapshot,
    ]);
    expect(findings.map(({ line, kind, code, path, more }) => ({ line, kind, code, path, more }))).toEqual([
      { line: 2, kind: "phase", code: "invalid_frame", path: "$.phase", more: 1 },
      { line: 3, kind: "pause", code: "unknown_kind", path: "$.kind", more: undefined },
      { line: 4, kind: undefined, code: "invalid_json", path: "$", more: undefined },
      { line: 5, kind: "done", code: "invalid_frame", path: "$.result.n", more: undefined },
      { line: 6, kind: undefined, code: "invalid_frame", path: "$", more: undefined },
      { line: 7, kind: undefined, code: "invalid_frame", path: "$.kind", more: undefined },
    ]);
    expect(findings[0]?.message).toBe("Expected `string`, got `null` - at `$.phase`");
    expect(validator.counts.get("phase")).toEqual({ valid: 1, invalid: 1 });
    expect(validator.counts.get("snapshot")).toEqual({ valid: 1, invalid: 0 });
    expect(validator.counts.get("done")).toEqual({ valid: 0, invalid: 1 });
    expect([...validator.counts.keys()]).not.toContain("pause");
    expect({ lines: validator.lines, bad: validator.bad }).toEqual({ lines: 8, bad: 6 });
  });

  test("holds a line that names a channel to that channel, and to a direction that is told", () => {
    const [findings] = checked([
      { channel: "session", frame: phase },
      { channel: "session", direction: "serverToClient", at: 1, frame: phase },
      { channel: "session", frame: snapshot },
      { channel: "session", direction: "clientToServer", frame: phase },
      { channel: "constructor", frame: phase },
      { channel: "session", frame: JSON.stringify(phase) },
      { channel: "/api/v1/sessions/7/events", frame: phase },
      { channel: "/api/v1/sessions/7/events", frame: snapshot },
    ]);
    expect(findings.map(({ line, code, channel }) => ({ line, code, channel }))).toEqual([
      { line: 3, code: "unknown_kind", channel: "session" },
      { line: 4, code: "unknown_channel", channel: "session" },
      { line: 5, code: "unknown_channel", channel: "constructor" },
      { line: 8, code: "unknown_kind", channel: "/api/v1/sessions/7/events" },
    ]);
    expect(findings[2]?.message).toBe("The protocol has no channel 'constructor'");
  });

  test("takes what either direction of a channel takes where none is told", async () => {
    const both = await run(goldenOptions("channels-both-ways"));
    const { protocol } = both;
    const channel = protocol.channels.find((one) => one.serverToClient && one.clientToServer);
    const nameOf = (direction: "serverToClient" | "clientToServer") => channel?.[direction]?.frames[0]?.name;
    const examples = new Map(
      protocol.definitions.map(({ name, annotations }) => [name, annotations.examples?.[0]]),
    );
    const lines = (["serverToClient", "clientToServer"] as const).map((direction) => ({
      channel: channel?.name,
      frame: examples.get(nameOf(direction) ?? ""),
    }));
    expect(nameOf("serverToClient")).not.toBe(nameOf("clientToServer"));
    expect(checked(lines, both)[0]).toEqual([]);
    const swapped = lines.map((line, index) => ({
      ...line,
      direction: index === 0 ? "clientToServer" : "serverToClient",
    }));
    expect(checked(swapped, both)[0].map(({ code }) => code)).toEqual(["unknown_kind", "unknown_kind"]);
  });

  test("takes what any union takes where the protocol has no table of all frames", async () => {
    const apart = await run(goldenOptions("two-tags"));
    const { unions } = apart.protocol;
    const tagged = unions.map(({ tag, frames }) => ({ [tag]: frames[0]?.kind }));
    expect(new Set(unions.map(({ tag }) => tag)).size).toBe(2);
    expect(checked(tagged, apart)[0]).toEqual([]);
    // What is wrong is said by the union that knows the kind, be it the first or the last.
    const wrong = tagged.map((frame) => JSON.stringify(frame).replace("}", ',"extra":"\\ud800"}'));
    const [findings] = checked([...wrong, { neither: 1 }], apart);
    expect(findings.map(({ kind, code, message }) => ({ kind, code, message }))).toEqual([
      ...tagged.map((frame) => ({
        kind: Object.values(frame)[0],
        code: "invalid_frame",
        message: "Expected well-formed Unicode, got a lone surrogate",
      })),
      {
        kind: undefined,
        code: "invalid_frame",
        message: `Object missing required field \`${unions[0]?.tag}\``,
      },
    ]);
  });

  test("shows no more of a kind than has a place in a line", () => {
    const [[finding]] = checked([{ kind: "k".repeat(1e6) }]);
    expect(finding?.kind).toHaveLength(65);
    expect(finding?.message.length).toBeLessThan(200);
  });
});
