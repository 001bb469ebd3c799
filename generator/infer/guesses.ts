import { thresholds } from "./thresholds.js";

/** What a guess is about. */
export type GuessCode =
  | "few"
  | "few-kind"
  | "varied"
  | "null"
  | "wide"
  | "empty"
  | "deep"
  | "map"
  | "open-enum"
  | "closed-enum"
  | "no-enum"
  | "union"
  | "path"
  | "direction"
  | "masked"
  | "name";

/** Something that the schema says, and that another recording might show to be wrong. */
export interface Guess {
  readonly code: GuessCode;
  /** The kind of frame, with its channel where there is one; absent where it is about the protocol. */
  readonly frame?: string;
  /** The place in the frame, as JSONPath (RFC 9535). */
  readonly path?: string;
  readonly message: string;
}

/** Collects what is a guess about one kind of frame, or about the protocol. */
export class Guesses {
  readonly #all: Guess[] = [];
  readonly #seen = new Set<string>();

  /** The guesses by their places, about a kind of frame that is called so. */
  about(frame?: string): readonly Guess[] {
    const all = this.#all.map((guess) => (frame === undefined ? guess : { frame, ...guess }));
    const keyOf = ({ path = "", code }: Guess) => `${path}\0${code}`;
    return all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  /**
   * Notes a guess, once for each place.
   *
   * @param values - what there is to choose from, or was chosen.
   * @param detail - what else the message tells of.
   */
  add(code: GuessCode, path?: string, values: readonly string[] = [], detail: string | number = ""): void {
    const key = `${code}\0${path}\0${detail}`;
    if (this.#seen.size === this.#seen.add(key).size) return;
    const message = messages[code](values.map((value) => `\`${value}\``).join(", "), String(detail));
    this.#all.push({ code, ...(path === undefined ? {} : { path }), message });
  }
}

const times = (count: string) => (count === "1" ? "once" : `${count} times`);

const messages: Readonly<Record<GuessCode, (values: string, detail: string) => string>> = {
  few: (_, count) =>
    `seen ${times(count)} only (a guess below ${thresholds.fewSeen}): optional, and its type is what those were`,
  "few-kind": (_, count) =>
    `seen ${times(count)} only (a guess below ${thresholds.fewSeen}): what was always there counts as required`,
  varied: (types) => `of several types: ${types}`,
  wide: () => "integers that 64 bits don't hold: numbers, of which the last digits are lost",
  null: () => "always null: its type is not known",
  empty: () => "always empty: free-form",
  deep: () => "nested too deep to be looked into: free-form",
  map: () => "a map: its keys look like data, not like names",
  "open-enum": (values) => `an open enum of ${values}: other strings are valid, too`,
  "closed-enum": (values) =>
    `a closed enum of ${values}, each seen at least ${thresholds.closedSeen} times: other strings are rejected`,
  "no-enum": (values) =>
    `any string, though only few were seen (${values}): an enum is at most ${thresholds.enumValues}, seen ${thresholds.enumSeen} times each on average`,
  union: (values, tag) => `objects of several types, told apart by \`${tag}\`: ${values}`,
  path: (_, path) => `its path is not in the recording: \`${path}\` is made up`,
  direction: () => "no direction is in the recording: frames are taken to go from server to client",
  masked: (_, count) =>
    `masked in examples, as it looks like a secret: ${count === "1" ? "one value" : `${count} values`}`,
  name: (_, name) => `called \`${name}\` for want of a better name`,
};
