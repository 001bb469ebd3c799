import { type CharSet, JS, NFA } from "refa";
import type { StringType } from "../model/types.js";
import { lengthOf } from "../runtime/guard.js";
import type { Random } from "./random.js";

/** The longest string that is made, in code points. */
const maxLength = 4096;

/** How many shapes of words of a pattern are made into words at a time, how many are kept, and how many looked at. */
const chosenWords = 8;
const keptWords = 48;
const seenWords = 2000;

const texts = [
  "",
  "a",
  "hello",
  "two words",
  " ",
  "0",
  "null",
  "é",
  "e\u0301",
  "日本語",
  "😀",
  "👩‍🚀 and others",
  'quote " backslash \\ slash /',
  "line\nbreak\r\ttab\b\f",
  "\u0000\u001f\u007f",
  "\u2028\u2029\ufeff",
  "<b>&amp;</b>",
  "long ".repeat(20),
];

/** Texts of the formats of Validation §7.3. */
const samples: Readonly<Record<string, readonly string[]>> = {
  date: ["2024-02-29", "1999-12-31"],
  "date-time": ["2024-02-29T23:59:59Z", "1999-12-31T00:00:00.125+05:30"],
  duration: ["P1Y2M3DT4H5M6S", "PT0S", "P2W"],
  email: ["joe@example.org", "a.b+c@mail.example.org"],
  hostname: ["example.org", "localhost"],
  "idn-email": ["실례@실례.테스트"],
  "idn-hostname": ["실례.테스트"],
  ipv4: ["127.0.0.1", "255.255.255.255"],
  ipv6: ["::1", "2001:db8::ff00:42:8329"],
  iri: ["http://ƒøø.example.org/?∂éœ=πîx#πîüx"],
  "iri-reference": ["/âππ", "#ƒrägmênt"],
  "json-pointer": ["", "/foo/0/a~1b"],
  regex: ["^a+$", "[0-9]{3}"],
  "relative-json-pointer": ["0", "1/a", "2#"],
  time: ["08:30:06Z", "23:59:59.5-03:00"],
  uri: ["https://example.org/path?query#fragment", "urn:isbn:0451450523"],
  "uri-reference": ["../a/b", "#part", "https://example.org"],
  "uri-template": ["/users/{id}{?page}", "/fixed"],
  uuid: ["123e4567-e89b-42d3-a456-426614174000", "00000000-0000-0000-0000-000000000000"],
};

/** Makes strings; it remembers the words of patterns. */
export class Strings {
  readonly #words = new Map<string, readonly (readonly CharSet[])[]>();

  /** Strings that may be of a type; whether one is must be asked of its check. */
  candidates(
    { minLength = 0, maxLength: most = maxLength, patterns, formats = [] }: StringType,
    random: Random,
  ): string[] {
    const asked = [
      ...formats.flatMap((format) => samples[format] ?? []),
      ...patterns.flatMap((pattern) => this.#matching(pattern, minLength, random)),
    ];
    if (asked.length > 0) return asked;
    if (minLength > maxLength) return [];
    const own = [
      ...texts,
      Array.from({ length: 1 + random.below(8) }, () => random.pick([..."abcxyz0189_-"])).join(""),
    ];
    return own.map((text) => sized(text, minLength, most));
  }

  #matching(pattern: string, minLength: number, random: Random): string[] {
    const key = `${minLength} ${pattern}`;
    const words = this.#words.get(key) ?? wordsOf(pattern, minLength);
    this.#words.set(key, words);
    const some = random.shuffled(words).slice(0, chosenWords);
    return some.map((sets) => sets.map((set) => characterIn(set, random)).join(""));
  }
}

/** A text brought to a length within limits, in code points. */
function sized(text: string, minLength: number, most: number): string {
  const length = lengthOf(text);
  if (length < minLength) return text + "x".repeat(minLength - length);
  return length > most ? [...text].slice(0, most).join("") : text;
}

/**
 * The shortest words that a pattern matches, as sets of characters. What it only looks at, such as a lookahead, is left
 * out: whether a word matches must be asked of the pattern. None where it is too large for that.
 */
function wordsOf(pattern: string, minLength: number): (readonly CharSet[])[] {
  const words: (readonly CharSet[])[] = [];
  try {
    const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
    const { expression, maxCharacter } = parser.parse({ backreferences: "disable", assertions: "ignore" });
    let seen = 0;
    for (const word of NFA.fromRegex(expression, { maxCharacter }).wordSets()) {
      if (word.length >= minLength) words.push(word);
      if (words.length === keptWords || seen++ === seenWords || word.length > maxLength) break;
    }
  } catch {
    // Too many states, or something that has no such words.
  }
  return words;
}

const readable = [
  { min: 0x30, max: 0x39 },
  { min: 0x61, max: 0x7a },
  { min: 0x41, max: 0x5a },
  { min: 0x20, max: 0x7e },
];

/** A character of a set, most often one that can be read. */
function characterIn({ ranges }: CharSet, random: Random): string {
  const within = (limits: { min: number; max: number }) =>
    ranges
      .map(({ min, max }) => ({ min: Math.max(min, limits.min), max: Math.min(max, limits.max) }))
      .filter(({ min, max }) => min <= max);
  const preferred = random
    .shuffled(readable.slice(0, 3))
    .map(within)
    .find((found) => found.length > 0);
  const plain = preferred ?? within(readable[3] as { min: number; max: number });
  const any = [...within({ min: 0, max: 0xd7ff }), ...within({ min: 0xe000, max: 0x10ffff })];
  const chosen = plain.length > 0 && random.chance(0.95) ? plain : any;
  if (chosen.length === 0) return "";
  const { min, max } = random.pick(chosen);
  return String.fromCodePoint(min + random.below(max - min + 1));
}
