import { type CharSet, JS, NFA } from "refa";
import type { StringType } from "../model/types.js";
import { lengthOf } from "../runtime/guard.js";
import type { Random } from "./random.js";

/** The longest string that is made, in code points. */
const maxLength = 4096;

/** How many words of a pattern are made at a time, and how large its automaton may be: it has edges with the square. */
const wordsAtOnce = 8;
const maxNodes = 1000;

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

/** Makes strings; it remembers what matches patterns. */
export class Strings {
  readonly #automata = new Map<string, Automaton | "none">();

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

  /** Words of a pattern, without what it only looks at, such as a lookahead. */
  #matching(pattern: string, minLength: number, random: Random): string[] {
    const automaton = this.#automata.get(pattern) ?? automatonOf(pattern);
    this.#automata.set(pattern, automaton);
    if (automaton === "none" || minLength > maxLength) return [];
    return Array.from({ length: wordsAtOnce }, () => wordOf(automaton, minLength, random) ?? []).flat();
  }
}

/** A text brought to a length within limits, in code points. */
function sized(text: string, minLength: number, most: number): string {
  const length = lengthOf(text);
  if (length < minLength) return text + "x".repeat(minLength - length);
  return length > most ? [...text].slice(0, most).join("") : text;
}

/** What matches a pattern, as a graph whose edges are characters, and how far each node is from an end. */
interface Automaton {
  readonly start: NFA.ReadonlyNode;
  readonly ends: ReadonlySet<NFA.ReadonlyNode>;
  readonly distances: ReadonlyMap<NFA.ReadonlyNode, number>;
}

/** The automaton of a pattern; none where it would be too large. */
function automatonOf(pattern: string): Automaton | "none" {
  try {
    const parser = JS.Parser.fromLiteral({ source: pattern, flags: "u" });
    const { expression, maxCharacter } = parser.parse({ backreferences: "disable", assertions: "ignore" });
    const { initial, finals } = NFA.fromRegex(
      expression,
      { maxCharacter },
      {},
      new NFA.LimitedNodeFactory(maxNodes),
    );
    const distances = new Map<NFA.ReadonlyNode, number>();
    const queue: NFA.ReadonlyNode[] = [...finals];
    for (const end of queue) distances.set(end, 0);
    for (const node of queue) {
      for (const before of node.in.keys()) {
        if (distances.has(before)) continue;
        distances.set(before, (distances.get(node) as number) + 1);
        queue.push(before);
      }
    }
    return distances.has(initial) ? { start: initial, ends: finals, distances } : "none";
  } catch {
    return "none";
  }
}

/** A word found by walking at random, from some length on straight to an end. */
function wordOf(
  { start, ends, distances }: Automaton,
  minLength: number,
  random: Random,
): string | undefined {
  const distance = (node: NFA.ReadonlyNode) => distances.get(node) ?? Number.POSITIVE_INFINITY;
  const enough = minLength + random.below(16);
  let word = "";
  let node = start;
  for (let length = 0; length <= maxLength; length++) {
    if (
      ends.has(node) &&
      (length >= enough || node.out.size === 0 || random.chance(length < minLength ? 0 : 0.3))
    ) {
      return word;
    }
    const steps = [...node.out].filter(([next]) => distance(next) < Number.POSITIVE_INFINITY);
    const nearest = Math.min(...steps.map(([next]) => distance(next)));
    const chosen = length < enough ? steps : steps.filter(([next]) => distance(next) === nearest);
    if (chosen.length === 0) return undefined;
    const [next, characters] = random.pick(chosen);
    word += characterIn(characters, random);
    node = next;
  }
  return undefined;
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
