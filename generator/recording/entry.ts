import { endOfString } from "../runtime/json.js";

/** Which way a frame went. */
export type Direction = "serverToClient" | "clientToServer";

/** What a line of a recording holds: the text of a frame, and where it was recorded if that is told. */
export interface Entry {
  readonly text: string;
  readonly channel?: string;
  readonly direction?: Direction;
  /** The frame as `JSON.parse` gives it, where it had to be parsed to find out. */
  readonly parsed?: object;
  /** Why it can't be told where the frame was recorded. */
  readonly problem?: string;
}

/** The members that a line has beside the frame: where it was recorded, and what else a recorder may note. */
const members = new Set(
  "channel direction frame at date id n received seq sequence time timestamp ts".split(" "),
);

/**
 * What a line holds. One that has a `frame`, a `channel` or a `direction` or both, and nothing else than perhaps a time or a
 * number, holds that frame, which may be an object or its text; any other line is a frame itself.
 *
 * The text of the frame is what stands in the line: nothing is lost of its digits.
 */
export function entryOf(line: string): Entry {
  if (!/^\s*\{\s*"(?:[cdfinrst]\w*|at)"/.test(line) || !line.includes('"frame"')) return { text: line };
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return { text: line };
  }
  const { channel, direction, frame } = value;
  const isTold = channel !== undefined || direction !== undefined;
  const isNoted = Object.keys(value).every((name) => members.has(name));
  const text = typeof frame === "string" ? frame : isObject(frame) ? memberText(line, "frame") : undefined;
  if (!isTold || !isNoted || text === undefined) return { text: line };
  const problem = problemIn(channel, direction);
  if (problem !== undefined) return { text, problem };
  return {
    text,
    ...(channel === undefined ? {} : { channel: channel as string }),
    ...(direction === undefined ? {} : { direction: direction as Direction }),
    ...(isObject(frame) ? { parsed: frame } : {}),
  };
}

function problemIn(channel: unknown, direction: unknown): string | undefined {
  const isNamed = channel === undefined || (typeof channel === "string" && /^\P{Surrogate}+$/u.test(channel));
  if (!isNamed) return "`channel` is not the name of one";
  return isDirection(direction) ? undefined : "`direction` is neither `serverToClient` nor `clientToServer`";
}

function isDirection(value: unknown): value is Direction | undefined {
  return value === undefined || value === "serverToClient" || value === "clientToServer";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of the last member of that name, of the object whose text this is. */
function memberText(text: string, name: string): string | undefined {
  let found: string | undefined;
  let at = text.indexOf("{") + 1;
  while (at < text.length) {
    const keyStart = text.indexOf('"', at);
    if (keyStart < 0) break;
    const keyEnd = endOfString(text, keyStart) + 1;
    const start = text.indexOf(":", keyEnd) + 1;
    const end = endOfValue(text, start);
    if (JSON.parse(text.slice(keyStart, keyEnd)) === name) found = text.slice(start, end);
    at = end + 1;
  }
  return found;
}

/** Where the value ends that begins at `start`, in an object. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') at = endOfString(text, at);
    else if (character === "{" || character === "[") depth++;
    else if (depth === 0 && (character === "," || character === "}")) return at;
    else if (character === "}" || character === "]") depth--;
  }
  return text.length;
}
