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
}

/** The members of a line that tells more than the frame: `{"channel": "session", "frame": {…}}`. */
const members = new Set(["channel", "direction", "at", "frame"]);

/**
 * What a line holds. One that has a `channel` and a `frame`, and nothing else than perhaps `direction` and `at`, holds
 * that frame, which may be an object or its text; any other line is a frame itself.
 *
 * The text of the frame is what stands in the line: nothing is lost of its digits.
 */
export function entryOf(line: string): Entry {
  if (!/^\s*\{\s*"(?:channel|direction|at|frame)"/.test(line)) return { text: line };
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return { text: line };
  }
  const { channel, direction, frame } = value;
  const isNamed = typeof channel === "string" && /^\P{Surrogate}+$/u.test(channel) && isDirection(direction);
  if (!isNamed || Object.keys(value).some((name) => !members.has(name))) return { text: line };
  const place = direction === undefined ? { channel } : { channel, direction };
  if (typeof frame === "string") return { text: frame, ...place };
  const text = isObject(frame) ? memberText(line, "frame") : undefined;
  return text === undefined ? { text: line } : { text, ...place, parsed: frame as object };
}

function isDirection(value: unknown): value is Direction | undefined {
  return value === undefined || value === "serverToClient" || value === "clientToServer";
}

function isObject(value: unknown): boolean {
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
