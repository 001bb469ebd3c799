import type { Kind, Plain } from "../frames.js";
import type { Contestant, Tasks } from "./contestant.js";
import { contestant as hand } from "./hand.js";

/**
 * Functions for canonical text of a few kinds and nothing else: what is left is what the engine takes for looking at each character
 * once. They ask nothing of a frame that is to be sent, so nobody could use them: a codec that goes about it in the same way, and checks,
 * is hardly faster.
 */
export const contestant: Contestant = { tasks: (kind) => tasks[kind] ?? {} };

const text = '"[^"\\\\\\x00-\\x1f\\p{Surrogate}]*"';
const integer = "(?:0|-?[1-9]\\d{0,14})";
const number = "-?(?:0|[1-9]\\d{0,14})(?:\\.\\d+)?";
const boolean = "(?:true|false)";
const finding =
  `\\{"rule":${text},"tier":"(?:hard|soft)","run_path":${text},"offending_path":${text},"size":${integer},"score":${number},` +
  `"matched_token":(?:null|${text}),"synced_under_prior_policy":${boolean},"override_active":${boolean}\\}`;

const phaseText = whole(`\\{"kind":"phase","phase":${text},"at":${text}\\}`);
const progressText = whole(`\\{"kind":"progress","phase":${text},"current":${integer},"total":${integer}\\}`);
const warningText = whole(`\\{"kind":"warning","phase":${text},"message":${text}\\}`);
const reportText = whole(
  `\\{"kind":"report","findings":\\[(?:${finding}(?:,(?!\\])|(?=\\])))*\\],"audit_at":${text}\\}`,
);

function whole(layout: string): RegExp {
  return new RegExp(`^${layout}$`, "u");
}

const tasks: Partial<Readonly<Record<Kind, Tasks>>> = {
  phase: {
    decode: (input) => {
      if (!phaseText.test(input)) return parsed("phase", input);
      const end = input.indexOf('"', 25);
      return { kind: "phase", phase: input.slice(25, end), at: input.slice(end + 8, -2) };
    },
    encode: ({ phase, at }: Plain) => `{"kind":"phase","phase":${quoted(phase)},"at":${quoted(at)}}`,
    encodeInto: (frame, buffer) => {
      const { phase, at } = frame as Plain;
      let end = put(buffer, 0, phaseBytes);
      end = putString(buffer, end, phase);
      end = put(buffer, end, atBytes);
      end = putString(buffer, end, at);
      buffer[end] = 0x7d;
      return end + 1;
    },
  },
  progress: {
    decode: (input) => {
      if (!progressText.test(input)) return parsed("progress", input);
      const end = input.indexOf('"', 28);
      const total = input.indexOf(",", end + 12);
      return {
        kind: "progress",
        phase: input.slice(28, end),
        current: integerIn(input, end + 12),
        total: integerIn(input, total + 9),
      };
    },
    encode: ({ phase, current, total }: Plain) =>
      `{"kind":"progress","phase":${quoted(phase)},"current":${current},"total":${total}}`,
  },
  warning: {
    decode: (input) => {
      if (!warningText.test(input)) return parsed("warning", input);
      const end = input.indexOf('"', 27);
      return { kind: "warning", phase: input.slice(27, end), message: input.slice(end + 13, -2) };
    },
    encode: ({ phase, message }: Plain) =>
      `{"kind":"warning","phase":${quoted(phase)},"message":${quoted(message)}}`,
    encodeInto: (frame, buffer) => {
      const { phase, message } = frame as Plain;
      let end = put(buffer, 0, warningBytes);
      end = putString(buffer, end, phase);
      end = put(buffer, end, messageBytes);
      end = putString(buffer, end, message);
      buffer[end] = 0x7d;
      return end + 1;
    },
  },
  report: { decode: (input) => (reportText.test(input) ? reportIn(input) : parsed("report", input)) },
};

function parsed(kind: Kind, input: string): unknown {
  return hand.tasks(kind).decode?.(input);
}

function integerIn(input: string, start: number): number {
  const isNegative = input.charCodeAt(start) === 0x2d;
  let value = 0;
  for (let at = isNegative ? start + 1 : start; ; at++) {
    const digit = input.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return isNegative ? -value : value;
    value = value * 10 + digit;
  }
}

function reportIn(input: string): unknown {
  const findings: unknown[] = [];
  let at = 29;
  const textFrom = (start: number): string => {
    const end = input.indexOf('"', start);
    at = end + 1;
    return input.slice(start, end);
  };
  while (input.charCodeAt(at) !== 0x5d) {
    const rule = textFrom(at + 9);
    const tier = input.charCodeAt(at + 9) === 0x68 ? "hard" : "soft";
    const run_path = textFrom(at + 27);
    const offending_path = textFrom(at + 19);
    const size = integerIn(input, at + 8);
    const score = input.indexOf(',"score":', at) + 9;
    const end = input.indexOf(",", score);
    const isNull = input.charCodeAt(end + 17) === 0x6e;
    const matched_token = isNull ? null : textFrom(end + 18);
    if (isNull) at = end + 21;
    const synced_under_prior_policy = input.charCodeAt(at + 29) === 0x74;
    at += synced_under_prior_policy ? 33 : 34;
    const override_active = input.charCodeAt(at + 19) === 0x74;
    at += override_active ? 24 : 25;
    findings.push({
      rule,
      tier,
      run_path,
      offending_path,
      size,
      score: Number(input.slice(score, end)),
      matched_token,
      synced_under_prior_policy,
      override_active,
    });
    if (input.charCodeAt(at) === 0x2c) at++;
  }
  return { kind: "report", findings, audit_at: input.slice(at + 14, -2) };
}

const encoder = new TextEncoder();

const phaseBytes = encoder.encode('{"kind":"phase","phase":');
const atBytes = encoder.encode(',"at":');
const warningBytes = encoder.encode('{"kind":"warning","phase":');
const messageBytes = encoder.encode(',"message":');

/** 1 for each character that stands in a string as it is. */
const plain = Uint8Array.from({ length: 128 }, (_, unit) =>
  Number(unit >= 0x20 && unit !== 0x22 && unit !== 0x5c),
);

function quoted(value: unknown): string {
  return /^[ !#-[\]-~]*$/.test(value as string) ? `"${value}"` : JSON.stringify(value);
}

function put(buffer: Uint8Array, start: number, bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index++) buffer[start + index] = bytes[index] as number;
  return start + bytes.length;
}

function putString(buffer: Uint8Array, start: number, value: unknown): number {
  const string = value as string;
  buffer[start] = 0x22;
  for (let index = 0; index < string.length; index++) {
    const unit = string.charCodeAt(index);
    if (plain[unit] !== 1) {
      return start + encoder.encodeInto(JSON.stringify(string), buffer.subarray(start)).written;
    }
    buffer[start + 1 + index] = unit;
  }
  buffer[start + 1 + string.length] = 0x22;
  return start + string.length + 2;
}
