import { describe, expect, test } from "vitest";
import { pythonPattern } from "../../../generator/targets/python/patterns.js";
import { Random, seed } from "../../differential/random.js";
import { needPython, runPython } from "../../interop/python.js";

const said: readonly (readonly [javaScript: string, python: string])[] = [
  ["^a$", String.raw`^a\Z`],
  [String.raw`^\d{4}-\d{2}$`, String.raw`^[0-9]{4}-[0-9]{2}\Z`],
  [String.raw`\bend\b`, String.raw`(?a:\b)end(?a:\b)`],
  [".", String.raw`[^\n\r\u2028\u2029]`],
  ["[^]", String.raw`[\s\S]`],
  [String.raw`\w+?`, "[0-9A-Z_a-z]+?"],
  ["(?<year>a|b)c", "(?:a|b)c"],
  [String.raw`\u{1f600}\cJ\x41`, String.raw`\U0001f600\nA`],
  ["(?<=a|bc)d", "(?:(?<=a)|(?<=bc))d"],
  ["(?<!a|bc)d", "(?<!a)(?<!bc)d"],
  ["[]", "(?!)"],
];

const refused: readonly (readonly [javaScript: string, problem: RegExp])[] = [
  ["(?<=a+)b", /looks back/],
  [String.raw`(a+)\1`, /[Bb]ackreference/],
];

describe("patterns are said in Python", () => {
  test.each(said)("%s", (javaScript, python) => {
    expect(pythonPattern(javaScript)).toEqual({ text: python });
  });

  test.each(refused)("not %s", (javaScript, problem) => {
    expect(pythonPattern(javaScript)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

const characters = [
  ..."abzAZ059_- .^$*+?{}[]\\|()/&~\"'#@,",
  ..."\n\r\t\v\f\0\u0085\u2028\u2029\u00a0\ufeff\u200b\u3000\u001c",
  ..."éßſK\u0130\u0660\u0967½²日😀\u0301\u{10ffff}",
];

const atoms: readonly string[] = [
  ...[".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[^]", "[]", "\\/"],
  ...["\\n", "\\t", "\\v", "\\0", "\\cJ", "\\x41", "\\u0660", "\\u{1f600}", "\\ud83d\\ude00"],
  ...["\\p{L}", "\\P{L}", "\\p{Lu}", "\\p{Nd}", "\\p{ASCII}", "\\p{Script=Han}"],
  ...[
    "[a-z]",
    "[^a-z]",
    "[\\d_]",
    "[^\\s\\w]",
    "[.^$\\-\\]]",
    "[&~|\\[]",
    "[\\p{L}\\d]",
    "[\\b]",
    "[a\\-z]",
    "[^]",
  ],
];
const assertions = [
  "^",
  "$",
  "\\b",
  "\\B",
  "(?=a)",
  "(?!\\d)",
  "(?<=a)",
  "(?<!\\w)",
  "(?<=a|bc)",
  "(?<!^|ab)",
];
const counts = ["*", "+", "?", "{2}", "{1,3}", "{0,}", "*?", "+?", "{1,2}?", "{0}"];

test("a pattern matches the same strings in both languages", (context) => {
  needPython(context, "re");
  const random = new Random(seed);
  const cases = [
    ...said.map(([javaScript]) => javaScript),
    ...Array.from({ length: 3000 }, () => patternOf(random, 3)),
  ].flatMap((pattern) => {
    const found = pythonPattern(pattern);
    const texts = Array.from({ length: 40 }, () => textOf(random));
    return "text" in found ? [{ pattern, python: found.text, texts }] : [];
  });
  // What it refuses are variable lengths to look back, of which there are none here.
  expect(cases).toHaveLength(3000 + said.length);
  const program =
    "import json, re, sys\n" +
    "for line in sys.stdin:\n" +
    "    case = json.loads(line)\n" +
    "    regex = re.compile(case['python'])\n" +
    "    print(json.dumps([regex.search(text) is not None for text in case['texts']]))\n";
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join("");
  const answers = runPython(["-W", "error", "-c", program], input).trim().split("\n");
  let matches = 0;
  for (const [index, { pattern, python, texts }] of cases.entries()) {
    const expected = texts.map((text) => matchesIn(text, pattern));
    matches += expected.filter(Boolean).length;
    const found = JSON.parse(answers[index] as string) as boolean[];
    const different = texts.filter((_, at) => found[at] !== expected[at]);
    expect({ pattern, python, different }).toEqual({ pattern, python, different: [] });
  }
  expect(matches).toBeGreaterThan(10_000);
  expect(matches).toBeLessThan(cases.length * 40 - 10_000);
}, 120_000);

/** Whether a pattern matches from a character on; V8 also looks between the halves of a surrogate pair, and finds nothing there. */
function matchesIn(text: string, pattern: string): boolean {
  const regex = new RegExp(pattern, "uy");
  for (
    let start = 0;
    start <= text.length;
    start += String.fromCodePoint(text.codePointAt(start) ?? 0).length
  ) {
    regex.lastIndex = start;
    if (regex.test(text)) return true;
  }
  return false;
}

function patternOf(random: Random, levels: number): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => partOf(random, levels));
  return random.chance(0.15) ? `${parts.join("")}|${partOf(random, levels)}` : parts.join("");
}

function partOf(random: Random, levels: number): string {
  if (random.chance(0.25)) return random.pick(assertions);
  const isGroup = levels > 0 && random.chance(0.25);
  const open = random.pick(["(", "(?:", `(?<g${random.below(1e9)}>`]);
  const atom = isGroup ? `${open}${patternOf(random, levels - 1)})` : atomOf(random);
  return random.chance(0.4) ? atom + random.pick(counts) : atom;
}

function atomOf(random: Random): string {
  if (random.chance(0.6)) return random.pick(atoms);
  const character = random.pick(characters);
  return /[.^$*+?{}[\]\\|()/]/.test(character) ? `\\${character}` : character;
}

function textOf(random: Random): string {
  return Array.from({ length: random.below(6) }, () => random.pick(characters)).join("");
}
