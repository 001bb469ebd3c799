import { valueName } from "../model/names.js";
import { channelParts } from "../recording/index.js";
import { letterByLetter, spelled } from "./naming.js";

/** A channel, as far as its name in a recording tells of it. */
export interface RecordedChannel {
  readonly path: string;
  readonly parameters: readonly string[];
  /** Whether the path is made up of a name that is none. */
  readonly isPathGuessed: boolean;
  /** What it may be called, best first. */
  readonly wishes: readonly string[];
}

/** Ends of paths that say nothing of which channel it is. */
const general = new Set(
  "events event stream streams ws wss websocket socket channel frames messages live updates".split(" "),
);

/** The channel of frames that are recorded without one. */
export const noChannel: RecordedChannel = {
  path: "/events",
  parameters: [],
  isPathGuessed: true,
  wishes: ["events", "bareEvents"],
};

/**
 * The name by which frames of one channel are put together: `session:42` and `session:43` are `session:{}`, as what is
 * an identifier is not part of the name of a channel.
 */
export function channelKey(recorded: string): string {
  return channelParts(recorded)
    .map((part) => (isId(part) ? "{}" : part))
    .join(recorded.startsWith("/") ? "/" : ":");
}

/** The channel of a {@link channelKey}: a path, or a name. */
export function channelOf(key: string): RecordedChannel {
  const isPath = key.startsWith("/");
  const parts = channelParts(key);
  const words = parts.filter((part) => part !== "{}" && part !== "");
  const ids = parts.filter((part) => part === "{}").length;
  const parameters: string[] = [];
  const segments = parts.map((part, index) => {
    if (part !== "{}") return encodeURIComponent(part);
    const owner = ids === 1 ? undefined : parts.slice(0, index).findLast((one) => one !== "{}" && one !== "");
    const name = owner === undefined ? "id" : `${valueName(spelled(singularWord(owner)))}Id`;
    const parameter = parameters.includes(name) ? `${name}${"Inner".repeat(parameters.length)}` : name;
    parameters.push(parameter);
    return `{${parameter}}`;
  });
  const telling = words.filter((word) => !general.has(word.toLowerCase()));
  const best = telling.at(-1) ?? words.at(-1) ?? "events";
  const isOwned = isPath && parts[parts.indexOf(best) + 1] === "{}";
  const long = words.map((word) => spelled(word)).join("");
  return {
    path: isPath ? segments.join("/") : `/${segments.join("/")}`,
    parameters,
    isPathGuessed: !isPath,
    wishes: [spelled(isOwned ? singularWord(best) : best), long, letterByLetter(key)].map(valueName),
  };
}

/** Whether a part of a name is one of many: a number, a UUID, or other letters and digits that no one would say. */
function isId(part: string): boolean {
  return (
    part === "{}" ||
    /^\d+$/.test(part) ||
    /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(part) ||
    (/^[\w-]{8,}$/.test(part) && (part.match(/\d/g) ?? []).length >= 3 && !/^[a-z]+[_-]?v?\d+$/i.test(part))
  );
}

function singularWord(word: string): string {
  return word.replace(/ies$/i, "y").replace(/(?<=[^s])s$/i, "");
}
