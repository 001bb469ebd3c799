import { valueName } from "../model/names.js";
import { channelName } from "../recording/index.js";
import { letterByLetter, spelled } from "./naming.js";
import { looksSecret } from "./secrets.js";

/** A channel, as far as its name in a recording tells of it. */
export interface RecordedChannel {
  readonly path: string;
  readonly parameters: readonly string[];
  /** What it may be called, best first. */
  readonly wishes: readonly string[];
}

/** What stands for an identifier in a {@link channelKey}. */
const ID = "{}";

/** Ends of paths that say nothing of which channel it is. */
const general = new Set(
  "events event stream streams ws wss websocket socket channel frames messages live updates".split(" "),
);

/** The channel of frames that are recorded without one: its path is none that another channel has. */
export function withoutChannel(taken: readonly string[]): RecordedChannel {
  const path =
    ["/events", "/frames", "/bare"].find((one) => !taken.includes(one)) ?? "/frames-without-a-channel";
  return { path, parameters: [], wishes: ["events", "frames", "bareFrames"] };
}

/**
 * By what frames of one channel are put together: `session:42`, `session:43` and `/session/44` are `/session/{}`, as what is an
 * identifier is not part of the name of a channel.
 */
export function channelKey(recorded: string): string {
  return ["", ...channelName(recorded).parts.map((part) => (isId(part) ? ID : part))].join("/");
}

/** The channel of a {@link channelKey}. */
export function channelOf(key: string): RecordedChannel {
  const parts = key.split("/").slice(1);
  const words = parts.filter((part) => part !== ID && part !== "");
  const ids = parts.filter((part) => part === ID).length;
  const parameters: string[] = [];
  const segments = parts.map((part, index) => {
    if (part !== ID) return encodeURIComponent(part);
    const owner = ids === 1 ? undefined : parts.slice(0, index).findLast((one) => one !== ID && one !== "");
    const name = owner === undefined ? "id" : `${valueName(spelled(singularWord(owner)))}Id`;
    const parameter = parameters.includes(name) ? `${name}${"Inner".repeat(parameters.length)}` : name;
    parameters.push(parameter);
    return `{${parameter}}`;
  });
  const telling = words.filter((word) => !general.has(word.toLowerCase()));
  const best = telling.at(-1) ?? words.at(-1) ?? "events";
  const isOwned = words.length > 1 && parts[parts.indexOf(best) + 1] === ID;
  const name = spelled(isOwned ? singularWord(best) : best);
  const long = words.map((word) => spelled(word)).join("");
  return {
    path: `/${segments.join("/")}`,
    parameters,
    wishes: [name, ...(ids > 0 ? [`${name}ById`] : []), long, `${long}Channel`, letterByLetter(key)].map(
      valueName,
    ),
  };
}

/** Whether a part of a name is one of many: a number, a UUID, a token, or letters and digits that no one would say. */
function isId(part: string): boolean {
  return (
    part === ID ||
    /^\d+$/.test(part) ||
    /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(part) ||
    looksSecret(part) ||
    (/^[\w.-]{8,}$/.test(part) && (part.match(/\d/g) ?? []).length >= 3 && !/^[a-z]+[_-]?v?\d+$/i.test(part))
  );
}

function singularWord(word: string): string {
  return word.replace(/ies$/i, "y").replace(/(?<=[^s])s$/i, "");
}
